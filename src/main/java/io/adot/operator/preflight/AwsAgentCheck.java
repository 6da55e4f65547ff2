package io.adot.operator.preflight;

import io.adot.operator.api.Reason;
import io.adot.operator.aws.PodIdentityAssociation;
import io.adot.operator.preflight.Verdict.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * Whether there is something on the nodes that hands out the credentials of an association. It
 * proves nothing: the agent may be there under another name, or be ready in a moment.
 *
 * @param workload who has the association
 * @param association the association
 */
record AwsAgentCheck(AwsWorkload workload, PodIdentityAssociation association) {
  private static final String AGENT = "DaemonSet kube-system/eks-pod-identity-agent";

  /**
   * Judges.
   *
   * @param agent the agent: found with what is wrong with it
   * @return a verdict if something is wrong
   */
  Optional<Verdict> judge(Observation<String> agent) {
    if (agent instanceof Observation.Absent) {
      return Optional.of(
          new Verdict(
              Outcome.UNKNOWN,
              Reason.PodIdentityAgentMissing,
              "%s has an association of Pod Identity, but there is no %s, which hands its credentials out"
                  .formatted(workload, AGENT),
              List.of(AwsFixes.installAgent(association.cluster(), association.region()))));
    }
    if (agent instanceof Observation.Found<String> found && !found.value().isEmpty()) {
      return Optional.of(
          new Verdict(
              Outcome.UNKNOWN,
              Reason.PodIdentityAgentNotReady,
              "%s has an association of Pod Identity, but of %s, which hands its credentials out, %s"
                  .formatted(workload, AGENT, found.value()),
              List.of(AwsFixes.lookAtAgent())));
    }
    return Optional.empty();
  }
}
