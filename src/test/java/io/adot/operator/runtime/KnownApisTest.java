package io.adot.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.converge.Convergence.Cause;
import io.adot.operator.evidence.CollectorKey;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KnownApisTest {
  private static final CollectorKey COLLECTOR = new CollectorKey("other", "adot");
  private static final CollectorKey MODEST = new CollectorKey("other", "modest");
  private static final ApiKind CONFIG_MAP = ApiKind.of(ConfigMap.class);
  private static final ApiKind MONITOR = OptionalApi.ALL.get(0).kind();
  private static final HasMetadata CONFIG =
      new ConfigMapBuilder()
          .withNewMetadata()
          .withName("adot")
          .withNamespace("other")
          .endMetadata()
          .build();
  private static final GenericKubernetesResource ASKED =
      new GenericKubernetesResourceBuilder()
          .withApiVersion("monitoring.coreos.com/v1")
          .withKind("ServiceMonitor")
          .withNewMetadata()
          .withName("adot")
          .withNamespace("other")
          .endMetadata()
          .build();

  @ParameterizedTest
  @EnumSource(
      value = Availability.class,
      names = {"AVAILABLE", "UNKNOWN"})
  void whatMayBeThereIsMade(Availability monitor) {
    KnownApis.Feasible feasible =
        known(Availability.AVAILABLE, monitor).feasible(COLLECTOR, List.of(CONFIG, ASKED));

    assertThat(feasible.objects()).containsExactly(CONFIG, ASKED);
    assertThat(feasible.obstacles()).isEmpty();
  }

  @Test
  void whatTheClusterDoesNotHaveIsWithheldAndNamedWithItsRemedy() {
    KnownApis.Feasible feasible =
        known(Availability.AVAILABLE, Availability.NOT_SERVED)
            .feasible(COLLECTOR, List.of(CONFIG, ASKED));

    assertThat(feasible.objects()).containsExactly(CONFIG);
    assertThat(feasible.obstacles())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.cause()).isEqualTo(Cause.NOT_SERVED);
              assertThat(failure.message())
                  .startsWith("the cluster has no ServiceMonitor (monitoring.coreos.com/v1): ")
                  .contains("install the Prometheus operator");
            });
  }

  @Test
  void whatMayNotBeWatchedIsWithheldUnlessTheCollectorCannotRunWithoutIt() {
    KnownApis.Feasible feasible =
        known(Availability.FORBIDDEN, Availability.FORBIDDEN)
            .feasible(COLLECTOR, List.of(CONFIG, ASKED));

    assertThat(feasible.objects()).containsExactly(CONFIG);
    assertThat(feasible.obstacles())
        .extracting(failure -> failure.cause())
        .containsExactly(Cause.FORBIDDEN, Cause.FORBIDDEN);
    assertThat(feasible.obstacles().get(0).message())
        .contains("list and watch configmaps cluster-wide", "{apiGroups: [\"\"], ");
    assertThat(feasible.obstacles().get(1).message())
        .contains("servicemonitors.monitoring.coreos.com", "apiGroups: [monitoring.coreos.com]");
  }

  @Test
  void aWorkloadThatCannotBeSeenIsLeftAsItIs() {
    Deployment workload =
        new DeploymentBuilder()
            .withNewMetadata()
            .withName("adot-collector")
            .withNamespace("other")
            .endMetadata()
            .build();
    KnownApis.Feasible feasible =
        new KnownApis(Map.of(ApiKind.of(Deployment.class), Availability.FORBIDDEN), Set.of("other"))
            .feasible(COLLECTOR, List.of(CONFIG, workload));

    assertThat(feasible.objects()).containsExactly(CONFIG);
    assertThat(feasible.obstacles())
        .singleElement()
        .satisfies(failure -> assertThat(failure.message()).contains("list and watch deployments"));
    assertThat(feasible.spares(workload)).isTrue();
    assertThat(feasible.spares(object("apps/v1", "DaemonSet"))).as("of a former mode").isTrue();
    assertThat(feasible.spares(CONFIG)).isFalse();
  }

  @Test
  void whatIsWantedIsNotPrunedBecauseItCannotBeMadeNow() {
    KnownApis.Feasible feasible =
        known(Availability.AVAILABLE, Availability.NOT_SERVED)
            .feasible(COLLECTOR, List.of(CONFIG, ASKED));

    assertThat(feasible.spares(ASKED)).isTrue();
    assertThat(feasible.spares(CONFIG)).isFalse();
    assertThat(feasible.spares(object("networking.k8s.io/v1", "Ingress"))).isFalse();
  }

  @Test
  void aWayInStaysUntilTheOneThatReplacesItCanBeMade() {
    GenericKubernetesResource route = object("route.openshift.io/v1", "Route");
    ApiKind routes = OptionalApi.ROUTE.kind();
    KnownApis.Feasible feasible =
        new KnownApis(Map.of(routes, Availability.NOT_SERVED), Set.of())
            .feasible(COLLECTOR, List.of(route));

    assertThat(feasible.spares(object("networking.k8s.io/v1", "Ingress"))).isTrue();
    assertThat(feasible.spares(CONFIG)).isFalse();
  }

  @Test
  void onlyThoseWhoAskAreConcerned() {
    KnownApis known = known(Availability.AVAILABLE, Availability.NOT_SERVED);
    known.feasible(COLLECTOR, List.of(CONFIG, ASKED));
    known.feasible(MODEST, List.of(CONFIG));

    assertThat(known.learn(MONITOR, Availability.AVAILABLE)).containsExactly(COLLECTOR);
    assertThat(known.feasible(COLLECTOR, List.of(ASKED)).obstacles()).isEmpty();

    known.forget(COLLECTOR);
    assertThat(known.learn(MONITOR, Availability.NOT_SERVED)).isEmpty();
  }

  private static GenericKubernetesResource object(String apiVersion, String kind) {
    return new GenericKubernetesResourceBuilder(ASKED)
        .withApiVersion(apiVersion)
        .withKind(kind)
        .build();
  }

  private static KnownApis known(Availability configMap, Availability monitor) {
    return new KnownApis(Map.of(CONFIG_MAP, configMap, MONITOR, monitor), Set.of());
  }
}
