package io.adot.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.adot.operator.api.v1beta1.ManagementState;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.runtime.neighbour.Sight;
import io.adot.operator.testing.mock.MockCluster;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FinalizerReleaseTest {
  private final MockCluster cluster = MockCluster.start();
  private final KubernetesClient admin = cluster.client("admin");
  private final KubernetesClient operator = cluster.client("operator");
  private final FinalizerRelease release = release(Sight.NOBODY);

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void takesOffTheGoOperatorsFinalizerAndNoOther() {
    OpenTelemetryCollector collector =
        create(ManagementState.MANAGED, "example.com/theirs", FinalizerRelease.FINALIZER);

    release.release(collector);

    assertThat(admin.resource(collector).get().getMetadata().getFinalizers())
        .containsExactly("example.com/theirs");
  }

  @Test
  void asksOnceForEachStateOfTheCollector() {
    OpenTelemetryCollector collector = create(ManagementState.MANAGED, FinalizerRelease.FINALIZER);

    release.release(collector);
    release.release(collector);

    assertThat(cluster.requests().by("operator")).hasSize(1);
  }

  @Test
  void aCollectorWithoutItIsNotTouched() {
    release.release(create(ManagementState.MANAGED, "example.com/theirs"));

    assertThat(cluster.requests().by("operator")).isEmpty();
  }

  @Test
  void anUnmanagedCollectorCanBeDeletedToo() {
    OpenTelemetryCollector collector =
        create(ManagementState.UNMANAGED, FinalizerRelease.FINALIZER);
    admin.resource(collector).delete();

    release.release(admin.resource(collector).get());

    assertThat(admin.resource(collector).get()).isNull();
  }

  @Test
  void aMissingPermissionIsTold() {
    OpenTelemetryCollector collector = create(ManagementState.MANAGED, FinalizerRelease.FINALIZER);
    cluster.failNext(
        request -> request.verb().equals("patch") && request.agent().equals("operator"), 403, 1);

    release.release(collector);

    assertThat(admin.resources(Event.class).inAnyNamespace().list().getItems())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getReason()).isEqualTo("OperatorForbidden");
              assertThat(event.getNote()).contains("may not patch opentelemetrycollectors");
            });
  }

  @Test
  void aRefusalThatMayPassIsToldOnceAndTriedAgain() {
    OpenTelemetryCollector collector = create(ManagementState.MANAGED, FinalizerRelease.FINALIZER);
    cluster.failNext(request -> request.verb().equals("patch"), 409, 2);

    assertThat(release.release(collector)).isPresent();
    assertThat(release.release(collector)).isPresent();
    assertThat(admin.resources(Event.class).inAnyNamespace().list().getItems()).hasSize(1);

    assertThat(release.release(collector)).isEmpty();
    assertThat(admin.resource(collector).get().getMetadata().getFinalizers()).isEmpty();
  }

  @Test
  void anotherOperatorKeepsItsFinalizer() {
    release(Sight.NOTHING_YET).release(create(ManagementState.MANAGED, FinalizerRelease.FINALIZER));

    assertThat(cluster.requests().by("operator")).isEmpty();
  }

  private FinalizerRelease release(Sight sight) {
    return new FinalizerRelease(
        operator,
        new Standing(sight, notice -> {}),
        new EventRecorder(operator, "test"),
        Clock.systemUTC());
  }

  private OpenTelemetryCollector create(ManagementState state, String... finalizers) {
    OpenTelemetryCollector collector = new OpenTelemetryCollector();
    collector.getMetadata().setNamespace("other");
    collector.getMetadata().setName("adot");
    collector.getMetadata().setFinalizers(List.of(finalizers));
    collector.getSpec().setConfig(JsonNodeFactory.instance.objectNode());
    collector.getSpec().setManagementState(state);
    return admin.resource(collector).create();
  }
}
