package io.adot.operator.preflight;

import io.adot.operator.api.Reason;
import io.adot.operator.preflight.Verdict.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the pods that run have the identity that their ServiceAccount has now. EKS injects it
 * when a pod is made, so what came later reaches no pod that is there already.
 *
 * @param workload whose pods
 * @param injection what EKS injects, and the pods that run
 */
record AwsPodsCheck(AwsWorkload workload, Injection injection) {
  private static final String ENDPOINT = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

  /**
   * Judges.
   *
   * @param source from where the collector is to have its identity
   * @return a verdict if pods lack it
   */
  Optional<Verdict> judge(AwsSource source) {
    if (source instanceof AwsSource.WebIdentity role && !role.isAnnotated()) {
      // What the pod template says itself, a rollout brings to all pods.
      return Optional.empty();
    }
    if (injection.webhook() instanceof Observation.Absent
        || injection.webhook() instanceof Observation.Pending) {
      return Optional.empty();
    }
    List<String> lacking =
        injection.pods().stream()
            .filter(pod -> pod.serviceAccount().equals(workload.serviceAccount()))
            .filter(pod -> !has(pod, source))
            .map(RunningPod::name)
            .sorted()
            .toList();
    if (lacking.isEmpty()) {
      return Optional.empty();
    }
    String identity =
        source instanceof AwsSource.WebIdentity role
            ? "role " + role.arn()
            : "the credentials of Pod Identity";
    return Optional.of(
        new Verdict(
            injection.webhook() instanceof Observation.Found ? Outcome.FALSE : Outcome.UNKNOWN,
            Reason.PodsNotInjected,
            "%d of %d pods run without %s, which EKS gives to new pods only: restart them\n  %s"
                .formatted(
                    lacking.size(),
                    injection.pods().size(),
                    identity,
                    String.join(", ", first(lacking))),
            List.of(AwsFixes.restart(workload))));
  }

  private static boolean has(RunningPod pod, AwsSource source) {
    if (source instanceof AwsSource.WebIdentity role) {
      return role.arn().equals(pod.env().get(AwsSource.ROLE_ARN))
          && pod.env().containsKey(AwsSource.TOKEN_FILE);
    }
    return pod.env().containsKey(ENDPOINT) && !pod.env().containsKey(AwsSource.TOKEN_FILE);
  }

  private static List<String> first(List<String> names) {
    return names.size() <= 5
        ? names
        : Stream.concat(names.stream().limit(5), Stream.of("…")).toList();
  }
}
