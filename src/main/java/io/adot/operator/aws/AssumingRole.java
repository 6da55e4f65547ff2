package io.adot.operator.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A role as AWS sees it when it asks for another one.
 *
 * @param role the role
 * @param externalId the external id that it sends: empty text for none, empty where it is not known
 * @param tagsSession whether it tags the session, which has to be allowed, too
 */
public record AssumingRole(RoleArn role, Optional<String> externalId, boolean tagsSession) {
  /** The condition key of the external id. */
  static final String EXTERNAL_ID = "sts:ExternalId";

  private static final String KEY = "sts:externalid";

  /** What it has to be allowed. */
  List<String> actions() {
    return tagsSession
        ? List.of(AssumeTrust.ASSUME, PodIdentityTrust.TAG)
        : List.of(AssumeTrust.ASSUME);
  }

  /** The same with an external id that is not known. */
  AssumingRole withAnyExternalId() {
    return new AssumingRole(role, Optional.empty(), tagsSession);
  }

  RequestContext request() {
    Map<String, String> known = new HashMap<>();
    known.put("aws:principalarn", role.arn());
    known.put("aws:principalaccount", role.account());
    externalId.filter(id -> !id.isEmpty()).ifPresent(id -> known.put(KEY, id));
    boolean none = externalId.isPresent() && externalId.get().isEmpty();
    return new RequestContext(known, key -> none && key.equals(KEY));
  }
}
