package io.adot.operator.preflight;

import static io.adot.operator.preflight.Situation.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.Reason;
import io.adot.operator.component.KubernetesRule.Target;
import io.adot.operator.preflight.Verdict.Outcome;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiAccessCheckTest {
  private static final Target DEPLOYMENTS = resource("apps", "deployments");
  private static final Target CONFIGMAPS = resource("", "configmaps");

  @Test
  void asksForEveryVerbOnEveryKind() {
    assertThat(new Situation().questions().operatorAccess())
        .hasSize(8)
        .contains(
            new AccessQuestion("other", "get", CONFIGMAPS),
            new AccessQuestion("other", "create", CONFIGMAPS),
            new AccessQuestion("other", "patch", DEPLOYMENTS),
            new AccessQuestion("other", "delete", DEPLOYMENTS));
  }

  @Test
  void asksForTheRealResourceOfAKindWithoutAClass() {
    GenericKubernetesResource monitor = new GenericKubernetesResource();
    monitor.setApiVersion("monitoring.coreos.com/v1");
    monitor.setKind("ServiceMonitor");
    monitor.setMetadata(new ObjectMetaBuilder().withNamespace("other").build());

    assertThat(ApiAccessCheck.questions(List.of(monitor)))
        .contains(
            new AccessQuestion(
                "other", "patch", resource("monitoring.coreos.com", "servicemonitors")));
  }

  @Test
  void isAllowed() {
    assertThat(new Situation().judged().apiAccess().outcome()).isEqualTo(Outcome.TRUE);
  }

  @Test
  void isForbidden() {
    Verdict verdict =
        new Situation()
            .operatorIs("system:serviceaccount:adot-system:adot-operator")
            .operatorAnswer("other", "patch", DEPLOYMENTS, new AccessAnswer.Denied())
            .operatorAnswer("other", "create", DEPLOYMENTS, new AccessAnswer.Denied())
            .judged()
            .apiAccess();

    assertThat(verdict.outcome()).isEqualTo(Outcome.FALSE);
    assertThat(verdict.reason()).isEqualTo(Reason.OperatorForbidden);
    assertThat(verdict.message())
        .isEqualTo(
            "the operator cannot create, patch deployments.apps in namespace other; add the rule"
                + " below to its ClusterRole, or apply it");
    assertThat(verdict.fixes().get(0).text())
        .contains(
            "kind: RoleBinding",
            "- {apiGroups: [apps], resources: [deployments], verbs: [create, patch]}",
            "- {kind: ServiceAccount, name: adot-operator, namespace: adot-system}");
  }

  @Test
  void aUserWhoRunsTheOperatorIsGrantedAsUser() {
    Verdict verdict =
        new Situation()
            .operatorIs("kubernetes-admin: dev")
            .operatorAnswer("other", "get", CONFIGMAPS, new AccessAnswer.Denied())
            .judged()
            .apiAccess();

    assertThat(verdict.fixes().get(0).text())
        .contains("kind: User, name: \"kubernetes-admin: dev\"}");
  }

  @Test
  void cannotBeToldOrIsNotKnownYet() {
    Verdict unknown =
        new Situation()
            .operatorAnswer("other", "get", CONFIGMAPS, new AccessAnswer.Unknown("HTTP 500"))
            .judged()
            .apiAccess();
    assertThat(unknown.reason()).isEqualTo(Reason.CannotReview);
    assertThat(unknown.message()).contains("HTTP 500");

    assertThat(new Situation().unanswered().judged().apiAccess().isPending()).isTrue();
  }
}
