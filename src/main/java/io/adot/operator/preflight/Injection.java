package io.adot.operator.preflight;

import io.adot.operator.aws.PodIdentityAssociation;
import java.util.List;

/**
 * What EKS injects into pods as they are made, so that they have an identity in AWS.
 *
 * @param association the ServiceAccount's association of EKS Pod Identity
 * @param webhook the webhook that injects: found where it is registered
 * @param pods the pods that run
 */
public record Injection(
    Observation<PodIdentityAssociation> association,
    Observation<String> webhook,
    List<RunningPod> pods) {

  /** Nothing is known. */
  public static final Injection UNKNOWN =
      new Injection(
          new Observation.Unknown<>("it was not looked up"),
          new Observation.Unknown<>("it was not looked up"),
          List.of());

  /** Copies the list. */
  public Injection {
    pods = List.copyOf(pods);
  }

  /** The same, with the pods that run. */
  public Injection into(List<RunningPod> running) {
    return new Injection(association, webhook, running);
  }
}
