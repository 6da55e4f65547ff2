package io.adot.operator.preflight;

import io.adot.operator.api.Reason;
import io.adot.operator.aws.PodIdentityAssociation;
import io.adot.operator.preflight.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * What follows where nothing gives the collector an identity of its own.
 *
 * @param workload who needs what
 * @param pod what its pod brings along
 * @param association the association of Pod Identity: none, or not known
 */
record AwsNodeCheck(
    AwsWorkload workload, AwsEnvironment pod, Observation<PodIdentityAssociation> association) {

  /** Judges. */
  Verdict judge(AwsSource.Node node) {
    String nothing =
        "%s has no %s annotation".formatted(workload, AwsSource.ROLE_ARN_ANNOTATION)
            + (noAssociation() ? " and no association of Pod Identity" : "");
    String needed = "\nNeeded by %s.".formatted(workload.components());
    List<Fix> fixes = new ArrayList<>();
    fixes.add(AwsFixes.annotate(workload, ""));
    if (!pod.envFrom().isEmpty()) {
      return new Verdict(
          Outcome.UNKNOWN,
          Reason.EnvFromNotRead,
          "%s; %s (spec.envFrom) may set credentials, which is not read%s%s"
              .formatted(
                  nothing,
                  String.join(", ", pod.envFrom()),
                  node.reachable() ? "; else the node's role will be used" : "",
                  needed),
          fixes);
    }
    String unless = noAssociation() ? "" : "unless Pod Identity serves, ";
    if (node.reachable()) {
      return new Verdict(
          Outcome.UNKNOWN,
          Reason.NodeRoleFallback,
          nothing + ": " + unless + "the node's role will be used" + needed + why(),
          fixes);
    }
    return new Verdict(
        noAssociation() ? Outcome.FALSE : Outcome.UNKNOWN,
        Reason.NoCredentials,
        nothing
            + ": "
            + unless
            + "there are no credentials (AWS_EC2_METADATA_DISABLED is true)"
            + needed
            + why(),
        fixes);
  }

  private boolean noAssociation() {
    return association instanceof Observation.Absent;
  }

  /** Why it is not known whether there is an association. */
  private String why() {
    return association instanceof Observation.Unknown<PodIdentityAssociation> unknown
        ? "\nWhether Pod Identity serves is not known: " + unknown.why() + "."
        : "";
  }
}
