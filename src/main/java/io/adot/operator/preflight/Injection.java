package io.adot.operator.preflight;

import io.adot.operator.aws.PodIdentityAssociation;
import java.util.List;

/**
 * What EKS injects into pods as they are made, so that they have an identity in AWS.
 *
 * @param association the ServiceAccount's association of EKS Pod Identity
 * @param webhook the webhook that injects: found where it is registered
 * @param pods the pods that run
 * @param agent what hands out the credentials of Pod Identity on the nodes: found with what is
 *     wrong with it, which is empty where it serves
 */
public record Injection(
    Observation<PodIdentityAssociation> association,
    Observation<String> webhook,
    List<RunningPod> pods,
    Observation<String> agent) {

  private static final String NOT_ASKED = "it was not looked up";

  /** Nothing is known. */
  public static final Injection UNKNOWN =
      new Injection(
          new Observation.Unknown<>(NOT_ASKED), new Observation.Unknown<>(NOT_ASKED), List.of());

  /** Nothing is known of the agent. */
  public Injection(
      Observation<PodIdentityAssociation> association,
      Observation<String> webhook,
      List<RunningPod> pods) {
    this(association, webhook, pods, new Observation.Unknown<>(NOT_ASKED));
  }

  /** Copies the list. */
  public Injection {
    pods = List.copyOf(pods);
  }

  /** The same, with the pods that run. */
  public Injection into(List<RunningPod> running) {
    return new Injection(association, webhook, running, agent);
  }
}
