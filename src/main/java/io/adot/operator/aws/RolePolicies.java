package io.adot.operator.aws;

import java.util.List;
import java.util.Optional;

/**
 * What decides what a role may do, as far as it could be read.
 *
 * @param policies inline and attached policies
 * @param boundary the permissions boundary, if the role has one and it could be read
 * @param unreadable what could not be read, for people; empty when everything could
 */
record RolePolicies(List<NamedPolicy> policies, Optional<NamedPolicy> boundary, String unreadable) {

  RolePolicies {
    policies = List.copyOf(policies);
  }
}
