package io.adot.operator.aws;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One question to evaluators of policies; as JSON it is what the oracle reads.
 *
 * @param action what is asked
 * @param resource on what
 * @param principal the role's ARN
 * @param account the role's account, and the resource's
 * @param policies the role's policies
 * @param boundary its permissions boundary
 * @param contexts what the request may have, as far as it is not known several possibilities
 */
record PolicyCase(
    String action,
    String resource,
    String principal,
    String account,
    List<Map<String, Object>> policies,
    @Nullable Map<String, Object> boundary,
    List<Map<String, String>> contexts) {

  /** Whether all of the request is known, so that there is no excuse for not deciding. */
  boolean isKnown() {
    return contexts.size() == 1;
  }
}
