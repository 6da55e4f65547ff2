package io.adot.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

import io.adot.operator.api.v1beta1.ManagementState;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.aws.Iam;
import io.adot.operator.aws.IamAnswer;
import io.adot.operator.converge.ObjectKey;
import io.adot.operator.preflight.PreflightPolicy;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CollectorPassTest {

  @Test
  void anUnchangedPassOverFifteenChildrenAsksNothing() throws Exception {
    OpenTelemetryCollector collector =
        Serialization.unmarshal(
            Files.readString(Path.of("src/test/resources/bench/fifteen-children.yaml")),
            OpenTelemetryCollector.class);
    try (PassRig rig = new PassRig(collector, Settings.embedded(), question -> unknown())) {
      rig.pass(0);
      assertThat(rig.objects()).extracting(HasMetadata::getKind).hasSize(15);
      await("the answers of the preflight")
          .atMost(Duration.ofSeconds(60))
          .pollDelay(Duration.ofSeconds(3))
          .until(() -> isAtRest(rig));
    }
  }

  @Test
  void whatWasLeftAloneIsWaitedForAnew() {
    CountDownLatch never = new CountDownLatch(1);
    Iam silent =
        question -> {
          try {
            never.await();
          } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
          }
          return unknown();
        };
    Settings holding =
        Settings.embedded()
            .with(new Settings.Checks(PreflightPolicy.HOLD, "https://i.example", true));
    try (PassRig rig = new PassRig(exporting(), holding, silent)) {
      rig.pass(0);
      assertThat(rig.objects()).as("held while AWS is asked").noneMatch(Workloads::isWorkload);

      rig.edit(it -> it.getSpec().setManagementState(ManagementState.UNMANAGED));
      rig.pass(1);
      rig.edit(it -> it.getSpec().setManagementState(ManagementState.MANAGED));
      rig.pass(3600);
      assertThat(rig.objects()).as("held anew").noneMatch(Workloads::isWorkload);
    }
  }

  @Test
  void aCollectorThatWasNeverPassedIsForgottenAsWell() {
    try (PassRig rig = new PassRig(exporting(), Settings.embedded(), question -> unknown())) {
      assertThatNoException().isThrownBy(rig::forget);
      rig.pass(0);
      assertThatNoException().isThrownBy(rig::forget);
    }
  }

  @Test
  void aChangeIsSeenByTheNextPass() {
    try (PassRig rig = new PassRig(exporting(), Settings.embedded(), question -> unknown())) {
      rig.pass(0);
      rig.pass(2);
      int before = rig.written().size();

      rig.edit(it -> it.getSpec().setReplicas(3));
      rig.pass(2);

      assertThat(rig.written().subList(before, rig.written().size()))
          .extracting(ObjectKey::kind)
          .containsExactly("Deployment");
    }
  }

  private static boolean isAtRest(PassRig rig) {
    rig.pass(2);
    long before = rig.requests();
    for (int i = 0; i < 5; i++) {
      rig.pass(0);
    }
    return rig.requests() == before;
  }

  private static OpenTelemetryCollector exporting() {
    return Serialization.unmarshal(
        """
        apiVersion: opentelemetry.io/v1beta1
        kind: OpenTelemetryCollector
        metadata: {name: xray, namespace: default, uid: "1", generation: 1}
        spec:
          serviceAccount: xray
          config:
            receivers: {otlp: {protocols: {grpc: {}}}}
            exporters: {awsxray: {region: eu-west-1}}
            service: {pipelines: {traces: {receivers: [otlp], exporters: [awsxray]}}}
        """,
        OpenTelemetryCollector.class);
  }

  private static IamAnswer unknown() {
    return new IamAnswer(
        new IamAnswer.RoleLookup.Unknown("not asked"),
        new IamAnswer.ProviderLookup.Unknown("not asked"),
        Map.of());
  }
}
