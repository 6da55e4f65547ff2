package io.adot.operator.evidence;

import io.adot.operator.preflight.Observation;
import io.fabric8.kubernetes.api.model.APIGroupList;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the DaemonSet of the EKS add-on {@code eks-pod-identity-agent}. EKS Auto Mode has the
 * agent in its nodes, without a DaemonSet; such a cluster is told by the API group of its node
 * classes.
 */
public final class ApiPodIdentityAgent implements PodIdentityAgent {
  private static final String AUTO_MODE = "eks.amazonaws.com";

  private final KubernetesClient client;

  /** Looks with the identity of this client. */
  public ApiPodIdentityAgent(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Observation<String> find() {
    try {
      DaemonSet agent =
          client
              .apps()
              .daemonSets()
              .inNamespace("kube-system")
              .withName("eks-pod-identity-agent")
              .get();
      if (agent != null) {
        return new Observation.Found<>(wrong(agent.getStatus()));
      }
      return isAutoMode() ? new Observation.Found<>("") : new Observation.Absent<>();
    } catch (KubernetesClientException e) {
      return new Observation.Unknown<>(ApiFailure.why(e, "get daemonsets in kube-system"));
    }
  }

  private boolean isAutoMode() {
    APIGroupList groups = client.getApiGroups();
    return groups != null
        && groups.getGroups().stream().anyMatch(group -> AUTO_MODE.equals(group.getName()));
  }

  /** Some pods may well be missing for a while, as nodes come; none is another matter. */
  private static String wrong(@Nullable DaemonSetStatus status) {
    boolean ready =
        status != null && status.getNumberReady() != null && status.getNumberReady() > 0;
    return ready ? "" : "none of its pods is ready";
  }
}
