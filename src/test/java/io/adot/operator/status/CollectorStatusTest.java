package io.adot.operator.status;

import static io.adot.operator.api.ConditionType.AwsIdentityReady;
import static io.adot.operator.api.ConditionType.ConfigValid;
import static io.adot.operator.api.ConditionType.PermissionsReady;
import static io.adot.operator.api.ConditionType.Ready;
import static io.adot.operator.api.ConditionType.Reconciling;
import static io.adot.operator.api.ConditionType.Stalled;
import static io.adot.operator.status.Scene.CREATED;
import static io.adot.operator.status.Scene.FINE;
import static io.adot.operator.status.Scene.NOW;
import static io.adot.operator.status.Scene.deployment;
import static io.adot.operator.status.Scene.rolling;
import static io.adot.operator.status.Scene.wellAndReady;
import static io.adot.operator.testing.StatusAssert.assertThatStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.adot.operator.api.Reason;
import io.adot.operator.api.v1beta1.CollectorMode;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorStatus;
import io.adot.operator.converge.Convergence.Cause;
import io.adot.operator.converge.ObjectKey;
import io.adot.operator.finding.FindingCode;
import io.adot.operator.preflight.Fix;
import io.adot.operator.preflight.Verdict;
import io.adot.operator.preflight.Verdict.Outcome;
import io.adot.operator.status.Observed.Hold;
import io.adot.operator.status.Readiness.Phase;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CollectorStatusTest {
  private static final Verdict GAP =
      new Verdict(
          Outcome.FALSE,
          Reason.MissingKubernetesPermissions,
          "may not list pods\nin namespace other",
          List.of(new Fix("Apply", Fix.Form.MANIFEST, "kind: ClusterRole\n")));
  private static final Verdict NO_ROLE =
      Verdict.of(Outcome.FALSE, Reason.RoleNotFound, "role x does not exist");
  private static final Verdict PENDING = Verdict.of(Outcome.UNKNOWN, Reason.Pending, "asking");
  private static final Verdict FORBIDDEN =
      Verdict.of(Outcome.FALSE, Reason.OperatorForbidden, "the operator may not create services");

  private static final String CRASHED =
      """
      containerStatuses:
        - {name: otc-container, restartCount: 2, state: {waiting: {reason: CrashLoopBackOff}}}
      """;

  static Stream<Arguments> situations() {
    return Stream.of(
        situation("all is well", wellAndReady(), "True", Reason.Available, Phase.SETTLED),
        situation("scaled to zero", scaledToZero(), "True", Reason.Available, Phase.SETTLED),
        situation("rolling out", rolling(), "False", Reason.Progressing, Phase.MOVING),
        situation(
            "no workload yet",
            wellAndReady().withoutWorkload(),
            "False",
            Reason.Progressing,
            Phase.MOVING),
        situation(
            "a pod crashes",
            rolling().pod(CRASHED),
            "False",
            Reason.CollectorCrashLooping,
            Phase.STUCK),
        situation(
            "a pod crashes beside all that are wanted",
            wellAndReady().pod(CRASHED),
            "True",
            Reason.Available,
            Phase.SETTLED),
        situation(
            "a quota", failing("exceeded quota: q"), "False", Reason.QuotaExceeded, Phase.STUCK),
        situation(
            "pods refused", failing("no such account"), "False", Reason.ApplyFailed, Phase.STUCK),
        situation("gave up", gaveUp(), "False", Reason.RolloutTimedOut, Phase.STUCK),
        situation("left to deletion", onDelete(), "False", Reason.Progressing, Phase.SETTLED),
        situation(
            "sidecar",
            wellAndReady().mode(CollectorMode.SIDECAR).withoutWorkload(),
            "True",
            Reason.SidecarConfigPublished,
            Phase.SETTLED),
        situation(
            "unmanaged, running",
            wellAndReady().unmanaged(),
            "True",
            Reason.Unmanaged,
            Phase.SETTLED),
        situation(
            "unmanaged, running, with a configuration that would not do",
            wellAndReady().unmanaged().finding(FindingCode.OTC1002).hold(Hold.GAP).permissions(GAP),
            "True",
            Reason.Unmanaged,
            Phase.SETTLED),
        situation(
            "unmanaged, nothing there",
            wellAndReady().unmanaged().withoutWorkload(),
            "False",
            Reason.Unmanaged,
            Phase.SETTLED),
        situation(
            "invalid",
            wellAndReady().finding(FindingCode.OTC1002),
            "False",
            Reason.ConfigInvalid,
            Phase.STUCK),
        situation(
            "only a warning",
            wellAndReady().finding(FindingCode.OTC1101),
            "True",
            Reason.Available,
            Phase.SETTLED),
        situation(
            "the operator may not",
            wellAndReady().apiAccess(FORBIDDEN),
            "False",
            Reason.OperatorForbidden,
            Phase.STUCK),
        situation(
            "held, waiting",
            wellAndReady().withoutWorkload().hold(Hold.WAITING),
            "Unknown",
            Reason.Progressing,
            Phase.MOVING),
        situation(
            "held, permissions",
            wellAndReady().withoutWorkload().hold(Hold.GAP).permissions(GAP).awsIdentity(NO_ROLE),
            "False",
            Reason.PermissionsMissing,
            Phase.STUCK),
        situation(
            "held, identity",
            wellAndReady().withoutWorkload().hold(Hold.GAP).awsIdentity(NO_ROLE),
            "False",
            Reason.AwsIdentityBroken,
            Phase.STUCK),
        refusal(Cause.NAME_CONFLICT, Reason.NameConflict, Phase.STUCK),
        refusal(Cause.FORBIDDEN, Reason.OperatorForbidden, Phase.STUCK),
        refusal(Cause.QUOTA, Reason.QuotaExceeded, Phase.STUCK),
        situation(
            "something missing that the pods do without",
            wellAndReady().refused(Cause.NOT_SERVED, "the cluster has no X"),
            "True",
            Reason.DependencyMissing,
            Phase.SETTLED),
        situation(
            "something missing while pods are replaced",
            rolling().refused(Cause.NOT_SERVED, "the cluster has no X"),
            "False",
            Reason.Progressing,
            Phase.MOVING),
        refusal(Cause.INVALID, Reason.ApplyFailed, Phase.STUCK),
        refusal(Cause.TRANSIENT, Reason.ApplyFailed, Phase.RETRYING),
        refusal(Cause.WAITING, Reason.Progressing, Phase.RETRYING));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("situations")
  void readyReconcilingAndStalledAgree(
      String situation, Scene scene, String ready, Reason reason, Phase phase) {
    StatusAndStalled both = new StatusAndStalled(scene);

    assertThatStatus(both.status).says(Ready, ready, reason).doesNotSay(Stalled);
    switch (phase) {
      case SETTLED -> assertThatStatus(both.stalled).doesNotSay(Reconciling).doesNotSay(Stalled);
      case MOVING ->
          assertThatStatus(both.stalled)
              .says(Reconciling, "True", Reason.RollingOut)
              .doesNotSay(Stalled);
      case RETRYING ->
          assertThatStatus(both.stalled)
              .says(Reconciling, "True", Reason.Retrying)
              .doesNotSay(Stalled);
      case STUCK ->
          assertThatStatus(both.stalled).doesNotSay(Reconciling).says(Stalled, "True", reason);
    }
  }

  @Test
  void messagesNameTheCauseAndWhatHappensMeanwhile() {
    assertThatStatus(wellAndReady().status()).message(Ready).isEqualTo("2/2 pods run generation 3");
    assertThatStatus(rolling().status())
        .message(Ready)
        .isEqualTo("2/2 pods ready, 1 of the latest generation");
    assertThatStatus(onDelete().status()).message(Ready).contains("OnDelete");
    assertThatStatus(
            rolling()
                .predecessor(new ObjectKey("apps/v1", "DaemonSet", "other", "adot-collector"))
                .status())
        .message(Ready)
        .isEqualTo(
            "2/2 pods ready, 1 of the latest generation;"
                + " until it is ready, DaemonSet other/adot-collector stays");
    assertThatStatus(rolling().pod(CRASHED).status())
        .message(Ready)
        .startsWith(
            "2/2 pods ready, 2 of them of the revision before;"
                + " container otc-container of pod adot-collector-1");
    assertThatStatus(wellAndReady().finding(FindingCode.OTC1002).status())
        .message(Ready)
        .isEqualTo(
            "`spec.config`: is not so; make it so (OTC1002); the last good revision keeps running");
    assertThatStatus(wellAndReady().withoutWorkload().finding(FindingCode.OTC1002).status())
        .message(Ready)
        .endsWith("; nothing is deployed");
    assertThatStatus(wellAndReady().refused(Cause.INVALID, "port 0 is not allowed").status())
        .message(Ready)
        .isEqualTo("Service other/adot-collector: port 0 is not allowed");
    assertThatStatus(wellAndReady().refused(Cause.NOT_SERVED, "the cluster has no X").status())
        .message(Ready)
        .isEqualTo("2/2 pods run generation 3, but the cluster has no X");
    assertThatStatus(rolling().refused(Cause.NOT_SERVED, "the cluster has no X").status())
        .message(Ready)
        .isEqualTo(
            "2/2 pods ready, 1 of the latest generation (DependencyMissing: the cluster has no X)");
  }

  @Test
  void aWorkloadThatGetsNoPodsIsToldOfWhenThatLasts() {
    Scene empty = wellAndReady().workload(deployment(2, 0, 0, 0));

    assertThatStatus(empty.status())
        .says(Ready, "False", Reason.Progressing)
        .says(Reconciling, "True", Reason.RollingOut);
    assertThatStatus(empty.toldWhenStalled().status())
        .says(Ready, "False", Reason.RolloutTimedOut)
        .says(Stalled, "True", Reason.RolloutTimedOut)
        .message(Ready)
        .contains("the events of Deployment other/adot-collector say why");
  }

  @Test
  void aRefusalForAPersonComesBeforeOneThatIsTriedAgain() {
    assertThatStatus(
            wellAndReady()
                .refused(Cause.TRANSIENT, "timeout")
                .refused(Cause.FORBIDDEN, "no")
                .status())
        .says(Ready, "False", Reason.OperatorForbidden);
  }

  @Test
  void falseVerdictsAreASuffixOfReadyAndConditionsOfTheirOwn() {
    OpenTelemetryCollectorStatus status =
        wellAndReady().permissions(GAP).awsIdentity(NO_ROLE).status();

    assertThatStatus(status)
        .says(Ready, "True", Reason.Available)
        .says(PermissionsReady, "False", Reason.MissingKubernetesPermissions)
        .says(AwsIdentityReady, "False", Reason.RoleNotFound)
        .message(Ready)
        .isEqualTo(
            "2/2 pods run generation 3 (PermissionsReady=False: MissingKubernetesPermissions;"
                + " AwsIdentityReady=False: RoleNotFound)");
    assertThatStatus(status)
        .message(PermissionsReady)
        .isEqualTo("may not list pods\nin namespace other\n\nApply:\nkind: ClusterRole");
  }

  @Test
  void unknownVerdictsAreNoSuffix() {
    assertThatStatus(wellAndReady().permissions(PENDING).status())
        .says(PermissionsReady, "Unknown", Reason.Pending)
        .message(Ready)
        .isEqualTo("2/2 pods run generation 3");
  }

  @Test
  void configValidHasTheWorstFindingAndTellsAll() {
    assertThatStatus(wellAndReady().status()).says(ConfigValid, "True", Reason.Valid);
    assertThatStatus(wellAndReady().finding(FindingCode.OTC1006).status())
        .says(ConfigValid, "True", Reason.Valid)
        .message(ConfigValid)
        .contains("OTC1006");
    assertThatStatus(
            wellAndReady().finding(FindingCode.OTC1006).finding(FindingCode.OTC1101).status())
        .says(ConfigValid, "True", Reason.ValidWithWarnings)
        .message(ConfigValid)
        .containsSubsequence("OTC1101", "\n", "OTC1006");
    assertThatStatus(
            wellAndReady().finding(FindingCode.OTC1101).finding(FindingCode.OTC1003).status())
        .says(ConfigValid, "False", Reason.PortInvalid)
        .message(ConfigValid)
        .containsSubsequence("OTC1003", "\n", "OTC1101");
  }

  @Test
  void messagesFitIntoAConditionWhateverIsQuoted() {
    Verdict endless =
        new Verdict(
            Outcome.FALSE,
            Reason.CannotReview,
            "m",
            List.of(new Fix("t", Fix.Form.COMMAND, "x".repeat(50_000))));

    assertThatStatus(wellAndReady().permissions(endless).status())
        .message(PermissionsReady)
        .endsWith("…")
        .hasSizeLessThan(32_768);
    assertThatStatus(wellAndReady().refused(Cause.INVALID, "y".repeat(50_000)).status())
        .message(Ready)
        .hasSizeLessThan(32_768);
  }

  @ParameterizedTest
  @CsvSource({
    // ready, wanted, seconds since the workload was made, statusReplicas
    "0, 2, 10, ",
    "0, 2, 29, ",
    "0, 2, 30, 0/2",
    "1, 2, 1, 1/2",
    "2, 2, 1, 2/2",
    "0, 0, 1, 0/0",
  })
  void readyOfWantedIsToldOnceAPodIsReadyOrSomeTimeHasPassed(
      int ready, int wanted, int seconds, String shown) {
    Instant now = Instant.parse(CREATED).plusSeconds(seconds);
    OpenTelemetryCollectorStatus status =
        wellAndReady().workload(deployment(wanted, wanted, ready, wanted)).told(now).status();

    assertThat(status.getScale().getStatusReplicas()).isEqualTo(shown);
    assertThat(status.getScale().getReplicas()).isEqualTo(wanted);
    assertThat(status.getScale().getSelector()).isEqualTo("a=1,b=2");
  }

  @Test
  void aSidecarHasNoScaleAndNoImage() {
    OpenTelemetryCollectorStatus status =
        wellAndReady().mode(CollectorMode.SIDECAR).withoutWorkload().status();

    assertThat(status.getScale()).isNull();
    assertThat(status.getImage()).isNull();
    assertThat(status.getVersion()).isEqualTo("1.2.3");
  }

  @Test
  void tellsImageVersionAndGeneration() {
    OpenTelemetryCollectorStatus status = wellAndReady().status();

    assertThat(status.getImage()).isEqualTo("collector:1.2.3");
    assertThat(status.getVersion()).isEqualTo("1.2.3");
    assertThat(status.getObservedGeneration()).isEqualTo(3);
    assertThat(status.getConditions()).allMatch(c -> c.getObservedGeneration() == 3);
  }

  @Test
  void theTimeOfTheLastTransitionStaysWhileTheStatusStays() {
    OpenTelemetryCollectorStatus before = rolling().permissions(PENDING).status();
    Instant later = NOW.plusSeconds(90);

    OpenTelemetryCollectorStatus crashed =
        rolling().pod(CRASHED).permissions(FINE).after(before).told(later).status();

    assertThatStatus(crashed).since(Ready).isEqualTo("2026-03-01T12:00:00Z");
    assertThatStatus(crashed).since(PermissionsReady).isEqualTo("2026-03-01T12:01:30Z");
    assertThatStatus(wellAndReady().after(crashed).told(later).status())
        .since(Ready)
        .isEqualTo("2026-03-01T12:01:30Z");
  }

  @Test
  void theSameSightGivesTheSameStatusAtAnyTime() {
    OpenTelemetryCollectorStatus before = wellAndReady().permissions(GAP).status();

    assertThat(wellAndReady().permissions(GAP).after(before).told(NOW.plusSeconds(600)).status())
        .isEqualTo(before);
  }

  @Test
  void onlyWhatIsStuckStandsInTheWay() {
    assertThat(rolling().told(NOW).stuckOn()).isEmpty();
    assertThat(rolling().pod(CRASHED).told(NOW).stuckOn()).contains("CollectorCrashLooping");
  }

  /** What is told at once, and what is told when the same lasts. */
  private static final class StatusAndStalled {
    private final OpenTelemetryCollectorStatus status;
    private final OpenTelemetryCollectorStatus stalled;

    StatusAndStalled(Scene scene) {
      status = scene.status();
      stalled = scene.toldWhenStalled().status();
    }
  }

  private static Arguments situation(
      String name, Scene scene, String ready, Reason reason, Phase phase) {
    return arguments(name, scene, ready, reason, phase);
  }

  private static Arguments refusal(Cause cause, Reason reason, Phase phase) {
    Scene scene = wellAndReady().refused(cause, "no");
    return situation("refused: " + cause, scene, "False", reason, phase);
  }

  private static Scene scaledToZero() {
    return wellAndReady().workload(deployment(0, 0, 0, 0));
  }

  private static Scene failing(String words) {
    return unfinished("{type: ReplicaFailure, status: 'True', message: '" + words + "'}");
  }

  private static Scene gaveUp() {
    return unfinished("{type: Progressing, status: 'False', message: has timed out progressing}");
  }

  private static Scene unfinished(String condition) {
    return wellAndReady()
        .workload(
            workload(
                """
                kind: Deployment
                spec: {replicas: 2}
                status: {observedGeneration: 2, replicas: 0, conditions: [%s]}
                """
                    .formatted(condition)));
  }

  private static Scene onDelete() {
    return wellAndReady()
        .mode(CollectorMode.DAEMONSET)
        .workload(
            workload(
                """
                kind: DaemonSet
                spec: {updateStrategy: {type: OnDelete}}
                status: {observedGeneration: 2, desiredNumberScheduled: 2, numberReady: 2, updatedNumberScheduled: 1}
                """))
        .pod("phase: Running");
  }

  private static HasMetadata workload(String text) {
    return new KubernetesSerialization()
        .unmarshal(
            """
        apiVersion: apps/v1
        metadata: {name: adot-collector, namespace: other, generation: 2, creationTimestamp: "%s"}
        """
                    .formatted(CREATED)
                + text);
  }
}
