package io.adot.operator.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.adot.operator.component.KubernetesRule.NonResourceUrl;
import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.preflight.AccessAnswer;
import io.adot.operator.preflight.AccessQuestion;
import io.adot.operator.preflight.Observation;
import io.adot.operator.preflight.ServiceAccountFacts;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient
class ApiAccessReviewerTest {
  private static final String AUTHORIZATION = "/apis/authorization.k8s.io/v1/";
  private static final AccessQuestion NODES_PROXY =
      new AccessQuestion("", "get", new Resource("", "nodes", "proxy", ""));

  static KubernetesMockServer server;
  static KubernetesClient client;

  @Test
  void reviewsCarryTheGroupsAndTheSubresource() throws Exception {
    on("subjectaccessreviews", 201, "{\"status\":{\"allowed\":true}}");

    AccessAnswer answer = reviewer().review("other", "adot-collector", NODES_PROXY);

    assertThat(answer).isInstanceOf(AccessAnswer.Allowed.class);
    assertThat(sent())
        .isEqualTo(
            json(
                """
                {"apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview",
                 "spec": {
                   "user": "system:serviceaccount:other:adot-collector",
                   "groups": ["system:serviceaccounts", "system:serviceaccounts:other",
                     "system:authenticated"],
                   "resourceAttributes":
                     {"verb": "get", "resource": "nodes", "subresource": "proxy"}}}
                """));
  }

  @Test
  void reviewsNameNamespaceGroupAndObject() throws Exception {
    on("subjectaccessreviews", 201, "{\"status\":{\"allowed\":false}}");
    Resource lease = new Resource("coordination.k8s.io", "leases", "", "leader");

    AccessAnswer answer =
        reviewer().review("other", "adot-collector", new AccessQuestion("other", "get", lease));

    assertThat(answer).isInstanceOf(AccessAnswer.Denied.class);
    assertThat(sent().at("/spec/resourceAttributes"))
        .isEqualTo(
            json(
                """
                {"namespace": "other", "verb": "get", "group": "coordination.k8s.io",
                 "resource": "leases", "name": "leader"}
                """));
  }

  @Test
  void pathsAreNoResources() throws Exception {
    on("subjectaccessreviews", 201, "{\"status\":{\"allowed\":true}}");

    reviewer().review("other", "x", new AccessQuestion("", "get", new NonResourceUrl("/metrics")));

    JsonNode spec = sent().get("spec");
    assertThat(spec.get("nonResourceAttributes"))
        .isEqualTo(json("{\"path\": \"/metrics\", \"verb\": \"get\"}"));
    assertThat(spec.has("resourceAttributes")).isFalse();
  }

  @Test
  void anEvaluationErrorProvesNothing() {
    on(
        "subjectaccessreviews",
        201,
        "{\"status\":{\"allowed\":false,\"evaluationError\":\"webhook timed out\"}}");

    assertThat(reviewer().review("other", "x", NODES_PROXY))
        .isEqualTo(new AccessAnswer.Unknown("the authorizer failed: webhook timed out"));
  }

  @Test
  void aForbiddenReviewProvesNothing() {
    on("subjectaccessreviews", 403, "{\"kind\":\"Status\",\"code\":403,\"reason\":\"Forbidden\"}");

    assertThat(reviewer().review("other", "x", NODES_PROXY))
        .isEqualTo(
            new AccessAnswer.Unknown(
                "the operator may not create subjectaccessreviews (HTTP 403); add the rule to its"
                    + " ClusterRole"));
  }

  @Test
  void ownRulesAreThoseForAllObjects() {
    on(
        "selfsubjectrulesreviews",
        201,
        """
        {"status": {"incomplete": true, "nonResourceRules": [], "resourceRules": [
          {"verbs": ["get", "patch"], "apiGroups": [""], "resources": ["configmaps"]},
          {"verbs": ["*"], "apiGroups": [""], "resources": ["secrets"], "resourceNames": ["x"]}]}}
        """);

    assertThat(reviewer().ownRules("other"))
        .containsExactly(new OwnRule(List.of(""), List.of("configmaps"), List.of("get", "patch")));
  }

  @Test
  void ownQuestionsAreAskedOfOneself() {
    on("selfsubjectaccessreviews", 201, "{\"status\":{\"allowed\":true}}");

    assertThat(reviewer().reviewOwn(NODES_PROXY)).isInstanceOf(AccessAnswer.Allowed.class);
  }

  @Test
  void tellsWhoTheOperatorIs() {
    server
        .expect()
        .post()
        .withPath("/apis/authentication.k8s.io/v1/selfsubjectreviews")
        .andReturn(201, "{\"status\":{\"userInfo\":{\"username\":\"system:admin\"}}}")
        .once();

    assertThat(reviewer().ownUser()).isEqualTo(new Observation.Found<>("system:admin"));
  }

  @Test
  void readsServiceAccounts() throws Exception {
    server
        .expect()
        .get()
        .withPath("/api/v1/namespaces/other/serviceaccounts/adot")
        .andReturn(
            200,
            """
            {"apiVersion": "v1", "kind": "ServiceAccount", "automountServiceAccountToken": false,
             "metadata": {"name": "adot", "annotations": {"a": "b"}}}
            """)
        .once();
    ServiceAccounts accounts = new ApiServiceAccounts(client, () -> false);

    assertThat(accounts.find("other", "adot"))
        .isEqualTo(new Observation.Found<>(new ServiceAccountFacts(Map.of("a", "b"), false)));
    assertThat(accounts.find("other", "missing")).isInstanceOf(Observation.Absent.class);
    assertThat(accounts.find("other", "../secrets/x")).isInstanceOf(Observation.Absent.class);
    assertThat(accounts.find("other", "x".repeat(254))).isInstanceOf(Observation.Absent.class);
    assertThat(server.getLastRequest().getPath()).endsWith("/missing");
  }

  @Test
  void readsTheIssuer() {
    server
        .expect()
        .get()
        .withPath("/.well-known/openid-configuration")
        .andReturn(200, "{\"issuer\": \"https://issuer.example\", \"jwks_uri\": \"x\"}")
        .once();
    Issuer issuer = new ApiIssuer(client);

    assertThat(issuer.url()).isEqualTo(new Observation.Found<>("https://issuer.example"));
    assertThat(issuer.url()).isInstanceOf(Observation.Unknown.class);
  }

  private AccessReviewer reviewer() {
    return new ApiAccessReviewer(client);
  }

  private void on(String resource, int code, String body) {
    server.expect().post().withPath(AUTHORIZATION + resource).andReturn(code, body).once();
  }

  private JsonNode sent() throws Exception {
    return json(server.getLastRequest().getBody().readUtf8());
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }
}
