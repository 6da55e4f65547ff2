package io.adot.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.Reason;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodTroubleTest {
  private static final String CRASHED =
      """
      containerStatuses:
        - name: otc-container
          ready: false
          restartCount: 4
          state: {waiting: {reason: CrashLoopBackOff, message: back-off 40s restarting}}
          lastState:
            terminated:
              exitCode: 1
              reason: Error
              message: |
                some line
                Error: cannot resolve the configuration:
                'exporters' unknown type: "loging"
      """;

  private static final String UNSCHEDULABLE =
      """
      conditions:
        - {type: PodScheduled, status: "False", reason: Unschedulable, message: 0/3 nodes are available}
      """;

  @Test
  void aCrashLoopShowsItsLastWords() {
    assertThat(PodTrouble.worst(pods(CRASHED)))
        .contains(
            new PodTrouble(
                Reason.CollectorCrashLooping,
                "container otc-container of pod pod-0 keeps terminating (4 restarts, exit code 1,"
                    + " Error): some line Error: cannot resolve the configuration: 'exporters'"
                    + " unknown type: \"loging\""));
  }

  @Test
  void ofManyLastWordsTheLastOnesCount() {
    PodTrouble trouble =
        PodTrouble.worst(
                pods(
                    """
                    containerStatuses:
                      - name: otc-container
                        restartCount: 1
                        state: {terminated: {exitCode: 2, message: "%s the end"}}
                    """
                        .formatted("panic ".repeat(500))))
            .orElseThrow();

    assertThat(trouble.message()).endsWith("the end").contains(": …").hasSizeLessThan(800);
  }

  @Test
  void aPodThatRanOutOfMemorySaysSoWhileItStartsAgain() {
    assertThat(
            PodTrouble.worst(
                    pods(
                        """
                        containerStatuses:
                          - name: otc-container
                            ready: false
                            restartCount: 1
                            state: {running: {startedAt: "2026-03-01T12:00:00Z"}}
                            lastState: {terminated: {exitCode: 137, reason: OOMKilled}}
                        """))
                .orElseThrow()
                .message())
        .contains("exit code 137, OOMKilled", "cause: it needed more memory than");
  }

  @Test
  void lastWordsOfAKnownKindHaveTheirCauseAndWhatHelps() {
    String message =
        PodTrouble.worst(
                pods(
                    """
                    containerStatuses:
                      - name: otc-container
                        restartCount: 3
                        state:
                          terminated:
                            exitCode: 1
                            message: |
                              User "system:serviceaccount:other:adot" cannot list resource "replicasets" in API group "apps" at the cluster scope
                    """))
            .orElseThrow()
            .message();

    assertThat(message.lines().findFirst().orElseThrow())
        .endsWith("; cause: ServiceAccount other/adot cannot list replicasets.apps cluster-wide");
    assertThat(message).contains("\n\nGrant what is missing:\napiVersion: rbac");
  }

  @Test
  void aBackOffWithoutAnyRecordOfTheDeathIsACrashLoopAllTheSame() {
    assertThat(
            reason(
                """
                containerStatuses:
                  - name: otc-container
                    restartCount: 7
                    state: {waiting: {reason: CrashLoopBackOff}}
                """))
        .isEqualTo(Reason.CollectorCrashLooping);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull"})
  void anImageThatCannotBePulled(String waiting) {
    PodTrouble trouble =
        PodTrouble.worst(pods(waiting("collector:typo", waiting, "not found"))).orElseThrow();

    assertThat(trouble.reason()).isEqualTo(Reason.ImagePullFailed);
    assertThat(trouble.message())
        .isEqualTo("container otc-container of pod pod-0 cannot pull collector:typo: not found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"CreateContainerConfigError", "CreateContainerError", "RunContainerError"})
  void aContainerThatCannotStart(String waiting) {
    PodTrouble trouble =
        PodTrouble.worst(pods(waiting("collector:1", waiting, "secret \"x\" not found")))
            .orElseThrow();

    assertThat(trouble.reason()).isEqualTo(Reason.CollectorCrashLooping);
    assertThat(trouble.message()).endsWith("cannot start: secret \"x\" not found");
  }

  @Test
  void aPodWithoutANode() {
    assertThat(PodTrouble.worst(pods(UNSCHEDULABLE)))
        .contains(
            new PodTrouble(
                Reason.Unschedulable, "pod pod-0 finds no node: 0/3 nodes are available"));
  }

  @Test
  void anInitContainerMayFailToo() {
    assertThat(
            PodTrouble.worst(
                    pods(
                        """
                        initContainerStatuses:
                          - name: prepare
                            restartCount: 2
                            state: {waiting: {reason: CrashLoopBackOff}}
                            lastState: {terminated: {exitCode: 3, reason: Error}}
                        containerStatuses:
                          - {name: otc-container, state: {waiting: {reason: PodInitializing}}}
                        """))
                .orElseThrow()
                .message())
        .startsWith("container prepare of pod pod-0");
  }

  @Test
  void ofSeveralPodsTheWorstIsToldAndAlwaysTheSame() {
    String image = waiting("collector:typo", "ErrImagePull", "not found");

    assertThat(PodTrouble.worst(pods(UNSCHEDULABLE, image, CRASHED)).orElseThrow().reason())
        .isEqualTo(Reason.CollectorCrashLooping);
    assertThat(PodTrouble.worst(pods(UNSCHEDULABLE, image)).orElseThrow().reason())
        .isEqualTo(Reason.ImagePullFailed);
    assertThat(PodTrouble.worst(List.of(Scene.pod("b", CRASHED), Scene.pod("a", CRASHED))))
        .isEqualTo(PodTrouble.worst(List.of(Scene.pod("a", CRASHED), Scene.pod("b", CRASHED))));
  }

  @Test
  void whatIsOverDoesNotCount() {
    Pod terminating = Scene.pod("old", CRASHED);
    terminating.getMetadata().setDeletionTimestamp("2026-03-01T12:00:00Z");
    Pod evicted = Scene.pod("evicted", "phase: Failed\nreason: Evicted\n" + CRASHED);
    Pod unknown = Scene.pod("unknown", CRASHED);
    unknown.setStatus(null);

    assertThat(PodTrouble.worst(List.of(terminating, evicted, unknown))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name: c, ready: false, state: {waiting: {reason: ContainerCreating}}}",
        "{name: c, ready: false, state: {running: {}}}",
        "{name: c, ready: true, restartCount: 9, state: {running: {}}, lastState: {terminated: {exitCode: 1}}}",
        "{name: c, ready: false, state: {terminated: {exitCode: 0, reason: Completed}}}",
        "{name: c, ready: true, state: {terminated: {exitCode: 0}}, lastState: {terminated: {exitCode: 1}}}",
        "{name: c}",
      })
  void noTrouble(String container) {
    assertThat(PodTrouble.worst(pods("containerStatuses: [" + container + "]"))).isEmpty();
  }

  private static Reason reason(String status) {
    return PodTrouble.worst(pods(status)).orElseThrow().reason();
  }

  private static String waiting(String image, String reason, String message) {
    return """
        containerStatuses:
          - name: otc-container
            image: %s
            state: {waiting: {reason: %s, message: '%s'}}
        """
        .formatted(image, reason, message);
  }

  private static List<Pod> pods(String... statuses) {
    return java.util.stream.IntStream.range(0, statuses.length)
        .mapToObj(index -> Scene.pod("pod-" + index, statuses[index]))
        .toList();
  }
}
