package io.adot.operator.preflight;

import static io.adot.operator.preflight.Situation.required;
import static io.adot.operator.preflight.Situation.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.Reason;
import io.adot.operator.preflight.Verdict.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceAccountCheckTest {

  @Test
  void isThere() {
    assertThat(new Situation().judged().serviceAccount().outcome()).isEqualTo(Outcome.TRUE);
  }

  @Test
  void isMissing() {
    Verdict verdict = new Situation().account(new Observation.Absent<>()).judged().permissions();

    assertThat(verdict.outcome()).isEqualTo(Outcome.FALSE);
    assertThat(verdict.reason()).isEqualTo(Reason.ServiceAccountNotFound);
    assertThat(verdict.message()).startsWith("ServiceAccount other/adot-collector does not exist");
    assertThat(verdict.fixes().get(0).text())
        .contains("kind: ServiceAccount", "{name: adot-collector, namespace: other}");
  }

  @Test
  void cannotExistUnderThisName() {
    Verdict verdict =
        new Situation()
            .named("Not a name")
            .account(new Observation.Absent<>())
            .judged()
            .permissions();

    assertThat(verdict.reason()).isEqualTo(Reason.ServiceAccountNotFound);
    assertThat(verdict.message())
        .startsWith(
            "`spec.serviceAccount`: \"Not a name\" is no name that a ServiceAccount can have");
    assertThat(verdict.fixes()).isEmpty();
  }

  @Test
  void isMadeByTheOperator() {
    Verdict verdict =
        new Situation().ownAccount().account(new Observation.Absent<>()).judged().serviceAccount();

    assertThat(verdict.outcome()).isEqualTo(Outcome.TRUE);
  }

  @Test
  void tokenIsOffButNeeded() {
    Verdict verdict =
        new Situation()
            .rule(required(resource("", "pods"), "list"))
            .automountToken(false)
            .judged()
            .permissions();

    assertThat(verdict.outcome()).isEqualTo(Outcome.FALSE);
    assertThat(verdict.reason()).isEqualTo(Reason.TokenAutomountDisabled);
    assertThat(verdict.message()).contains("automountServiceAccountToken", "receiver prometheus");
    assertThat(verdict.fixes().get(0).form()).isEqualTo(Fix.Form.COMMAND);
  }

  @Test
  void tokenIsOffAndNotNeeded() {
    assertThat(new Situation().automountToken(false).judged().serviceAccount().outcome())
        .isEqualTo(Outcome.TRUE);
  }

  @Test
  void thePodsWordCountsMore() {
    Situation on =
        new Situation()
            .rule(required(resource("", "pods"), "list"))
            .automountToken(false)
            .pod("automountServiceAccountToken: true");
    assertThat(on.judged().serviceAccount().outcome()).isEqualTo(Outcome.TRUE);
  }

  @Test
  void aTokenMayComeFromAProjectedVolume() {
    Situation projected =
        new Situation()
            .rule(required(resource("", "pods"), "list"))
            .automountToken(false)
            .pod(
                """
                containers:
                - name: otc-container
                  volumeMounts:
                  - {name: token, mountPath: /var/run/secrets/kubernetes.io/serviceaccount}
                volumes:
                - name: token
                  projected:
                    sources:
                    - serviceAccountToken: {path: token}
                """);
    assertThat(projected.judged().serviceAccount().outcome()).isEqualTo(Outcome.TRUE);
  }

  @Test
  void cannotBeToldOrIsNotKnownYet() {
    Verdict unknown =
        new Situation().account(new Observation.Unknown<>("HTTP 403")).judged().permissions();
    assertThat(unknown.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(unknown.reason()).isEqualTo(Reason.CannotReview);

    assertThat(
            new Situation().account(new Observation.Pending<>()).judged().permissions().isPending())
        .isTrue();
  }

  @Test
  void isExpectedToCarryWhatTheOperatorWillApply() {
    Questions questions =
        new Questions(
            "other",
            "adot-collector",
            java.util.Optional.of(new ServiceAccountFacts(Map.of("a", "new"), null)),
            java.util.Set.of(),
            java.util.Set.of(),
            java.util.List.of());

    assertThat(
            questions.expected(
                new Observation.Found<>(
                    new ServiceAccountFacts(Map.of("a", "old", "b", "theirs"), false))))
        .isEqualTo(
            new Observation.Found<>(
                new ServiceAccountFacts(Map.of("a", "new", "b", "theirs"), false)));
  }
}
