package io.adot.operator.preflight;

import io.adot.operator.api.Reason;
import io.adot.operator.component.AwsRequirement;
import java.util.List;
import java.util.Map;

/** Whether the collector has an identity in AWS that may do what its components ask for. */
final class AwsIdentityCheck {
  private AwsIdentityCheck() {}

  /**
   * Judges. Pure, never throws.
   *
   * @param namespace the collector's namespace
   * @param serviceAccount the name of its ServiceAccount
   * @param serviceAccountIsOurs whether the operator makes that ServiceAccount
   * @param env the variables of {@code spec.env}; the value is empty where it comes from elsewhere
   * @param requirements what the configuration implies
   * @param evidence what is known of the world
   */
  static Verdict judge(
      String namespace,
      String serviceAccount,
      boolean serviceAccountIsOurs,
      Map<String, String> env,
      List<AwsRequirement> requirements,
      Evidence evidence) {
    if (requirements.isEmpty()) {
      return Verdict.of(
          Verdict.Outcome.TRUE, Reason.NotRequired, "no component of the pipelines talks to AWS");
    }
    return Verdict.of(
        Verdict.Outcome.UNKNOWN,
        Reason.AwsCheckSkipped,
        "the AWS identity of ServiceAccount "
            + namespace
            + "/"
            + serviceAccount
            + " is not judged");
  }
}
