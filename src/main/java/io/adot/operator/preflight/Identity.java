package io.adot.operator.preflight;

import io.adot.operator.api.v1beta1.CollectorMode;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.api.v1beta1.TargetAllocatorSettings;
import io.adot.operator.component.Bearer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whom the collector acts as in the cluster.
 *
 * @param collector the collector's name
 * @param namespace its namespace
 * @param serviceAccount the name of the ServiceAccount of its pods
 * @param planned the ServiceAccount as the operator makes it; empty when it is the user's own
 * @param pod the pods as rendered; empty when there is no workload
 * @param allocator the name of the ServiceAccount of its target allocator, if it has one
 * @param sidecar whether the collector runs in other pods, each with a ServiceAccount of its own
 */
record Identity(
    String collector,
    String namespace,
    String serviceAccount,
    Optional<ServiceAccountFacts> planned,
    Optional<PodSpec> pod,
    String allocator,
    boolean sidecar) {

  static Identity of(OpenTelemetryCollector cr, List<HasMetadata> rendered) {
    String name = Optional.ofNullable(cr.getMetadata().getName()).orElse("");
    String namespace = Optional.ofNullable(cr.getMetadata().getNamespace()).orElse("");
    Optional<PodSpec> pod = rendered.stream().flatMap(Identity::collectorPod).findFirst();
    String account =
        pod.map(PodSpec::getServiceAccountName)
            .or(() -> Optional.ofNullable(cr.getSpec().getServiceAccount()))
            .filter(text -> !text.isBlank())
            .orElse(name + "-collector");
    return new Identity(
        name,
        namespace,
        account,
        rendered.stream().flatMap(object -> planned(object, account)).findFirst(),
        pod,
        allocator(cr, name),
        cr.getSpec().getMode() == CollectorMode.SIDECAR);
  }

  /** What runs the collector's pods, as kubectl takes it; empty where there is nothing. */
  static String workload(List<HasMetadata> rendered) {
    return rendered.stream()
        .filter(object -> collectorPod(object).findAny().isPresent())
        .map(it -> it.getKind().toLowerCase(Locale.ROOT) + "/" + it.getMetadata().getName())
        .findFirst()
        .orElse("");
  }

  /** {@code ServiceAccount other/adot-collector}. */
  @Override
  public String toString() {
    return named(Bearer.COLLECTOR);
  }

  /** The ServiceAccount that a rule is about, in a sentence. */
  String named(Bearer bearer) {
    return "ServiceAccount " + namespace + "/" + account(bearer);
  }

  /** The name of the ServiceAccount that a rule is about. */
  String account(Bearer bearer) {
    return bearer == Bearer.TARGET_ALLOCATOR ? allocator : serviceAccount;
  }

  private static String allocator(OpenTelemetryCollector cr, String name) {
    return Optional.ofNullable(cr.getSpec().getTargetAllocator())
        .map(TargetAllocatorSettings::getServiceAccount)
        .filter(text -> !text.isBlank())
        .orElse(name + "-targetallocator");
  }

  private static Stream<PodSpec> collectorPod(HasMetadata object) {
    // The target allocator runs as someone else.
    if (object.getMetadata().getName().endsWith("-targetallocator")) {
      return Stream.empty();
    }
    if (object instanceof Deployment deployment) {
      return Stream.of(deployment.getSpec().getTemplate().getSpec());
    }
    if (object instanceof DaemonSet daemonSet) {
      return Stream.of(daemonSet.getSpec().getTemplate().getSpec());
    }
    return object instanceof StatefulSet statefulSet
        ? Stream.of(statefulSet.getSpec().getTemplate().getSpec())
        : Stream.empty();
  }

  private static Stream<ServiceAccountFacts> planned(HasMetadata object, String name) {
    return object instanceof ServiceAccount account && account.getMetadata().getName().equals(name)
        ? Stream.of(
            new ServiceAccountFacts(
                Optional.ofNullable(account.getMetadata().getAnnotations()).orElse(Map.of()),
                account.getAutomountServiceAccountToken()))
        : Stream.empty();
  }
}
