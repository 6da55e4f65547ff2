package io.adot.operator.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.component.KubernetesRule.NonResourceUrl;
import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.preflight.AccessQuestion;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RbacAuthorizerTest {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();
  private static final Requester ADOT = Requester.serviceAccount("obs", "adot");
  private static final Requester OTHER = Requester.serviceAccount("shop", "adot");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          {apiGroups: [""], resources: [pods], verbs: [get]}                        | get    | -    | pods        | -  | true
          {apiGroups: [""], resources: [pods], verbs: [get]}                        | list   | -    | pods        | -  | false
          {apiGroups: [""], resources: [pods], verbs: ["*"]}                        | list   | -    | pods        | -  | true
          {apiGroups: [apps], resources: [pods], verbs: [get]}                      | get    | -    | pods        | -  | false
          {apiGroups: ["*"], resources: [pods], verbs: [get]}                       | get    | -    | pods        | -  | true
          {apiGroups: [""], resources: [pods], verbs: [get]}                        | get    | -    | pods/log    | -  | false
          {apiGroups: [""], resources: ["*"], verbs: [get]}                         | get    | -    | pods/log    | -  | true
          {apiGroups: [""], resources: ["pods/*"], verbs: [get]}                    | get    | -    | pods/log    | -  | false
          {apiGroups: [""], resources: ["*/log"], verbs: [get]}                     | get    | -    | pods/log    | -  | true
          {apiGroups: [""], resources: ["*/log"], verbs: [get]}                     | get    | -    | pods        | -  | false
          {apiGroups: [""], resources: [configmaps], resourceNames: [a], verbs: [get]} | get | -    | configmaps  | a  | true
          {apiGroups: [""], resources: [configmaps], resourceNames: [a], verbs: [get]} | get | -    | configmaps  | b  | false
          {apiGroups: [""], resources: [configmaps], resourceNames: [a], verbs: [get]} | get | -    | configmaps  | -  | false
          {nonResourceURLs: [/metrics], verbs: [get]}                               | get    | -    | /metrics    | -  | true
          {nonResourceURLs: [/metrics], verbs: [get]}                               | get    | -    | /metrics/x  | -  | false
          {nonResourceURLs: ["/metrics*"], verbs: [get]}                            | get    | -    | /metrics/x  | -  | true
          {nonResourceURLs: ["/metrics**"], verbs: [get]}                           | get    | -    | /metrics/x  | -  | true
          {nonResourceURLs: ["*"], verbs: [get]}                                    | get    | -    | /metrics/x  | -  | true
          {nonResourceURLs: ["/*/x"], verbs: [get]}                                 | get    | -    | /metrics/x  | -  | false
          """)
  void aRuleCoversWhatItSays(
      String rule, String verb, String group, String what, String name, boolean allowed) {
    RbacAuthorizer authorizer =
        authorizer(
            clusterRole("r", rule),
            clusterBinding("r", "{kind: ServiceAccount, name: adot, namespace: obs}"));

    assertThat(authorizer.allows(ADOT, question("", verb, group, what, name))).isEqualTo(allowed);
    assertThat(authorizer.allows(OTHER, question("", verb, group, what, name))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {kind: ServiceAccount, name: adot, namespace: obs}       | true  | false
          {kind: ServiceAccount, name: adot}                       | false | false
          {kind: User, name: "system:serviceaccount:obs:adot"}     | true  | false
          {kind: Group, name: "system:serviceaccounts:obs"}        | true  | false
          {kind: Group, name: "system:serviceaccounts"}            | true  | true
          {kind: Group, name: "system:authenticated"}              | true  | true
          {kind: Group, name: "system:unauthenticated"}            | false | false
          """)
  void aServiceAccountHasANameAndThreeGroups(String subject, boolean adot, boolean other) {
    RbacAuthorizer authorizer =
        authorizer(
            clusterRole("r", "{apiGroups: [''], resources: [pods], verbs: [list]}"),
            clusterBinding("r", subject));
    AccessQuestion question = question("", "list", null, "pods", null);

    assertThat(authorizer.allows(ADOT, question)).isEqualTo(adot);
    assertThat(authorizer.allows(OTHER, question)).isEqualTo(other);
  }

  @Test
  void whatIsBoundInANamespaceHoldsThereOnly() {
    RbacAuthorizer authorizer =
        authorizer(
            clusterRole("r", "{apiGroups: [''], resources: [pods], verbs: [list]}"),
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: b, namespace: obs}
            roleRef: {kind: ClusterRole, name: r}
            subjects: [{kind: ServiceAccount, name: adot}]
            """);

    assertThat(authorizer.allows(ADOT, question("obs", "list", null, "pods", null))).isTrue();
    assertThat(authorizer.allows(ADOT, question("shop", "list", null, "pods", null))).isFalse();
    assertThat(authorizer.allows(ADOT, question("", "list", null, "pods", null))).isFalse();
  }

  @Test
  void aBindingToWhatIsNotThereGrantsNothing() {
    RbacAuthorizer authorizer =
        authorizer(
            clusterBinding("gone", "{kind: Group, name: 'system:authenticated'}"),
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: b, namespace: obs}
            """);

    assertThat(authorizer.allows(ADOT, question("obs", "list", null, "pods", null))).isFalse();
  }

  @Test
  void aggregatedRolesGetTheRulesOfThoseTheySelect() {
    List<HasMetadata> objects = new ArrayList<>(DefaultRoles.read());
    objects.add(
        object(
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: mine, labels: {rbac.authorization.k8s.io/aggregate-to-view: "true"}}
            rules: [{apiGroups: [example.com], resources: [widgets], verbs: [list]}]
            """));
    objects.add(
        object(clusterBinding("edit", "{kind: Group, name: 'system:serviceaccounts:obs'}")));
    RbacAuthorizer authorizer = RbacAuthorizer.of(AggregatedRoles.in(objects));

    assertThat(authorizer.allows(ADOT, question("", "list", "example.com", "widgets", null)))
        .as("view's rules are edit's, too, and mine are view's")
        .isTrue();
    assertThat(authorizer.allows(ADOT, question("shop", "create", null, "pods", null))).isTrue();
    assertThat(authorizer.allows(ADOT, question("", "list", null, "nodes", null))).isFalse();
  }

  @Test
  void everyServiceAccountMayWhatAFreshClusterAllows() {
    RbacAuthorizer authorizer = RbacAuthorizer.of(AggregatedRoles.in(DefaultRoles.read()));

    assertThat(authorizer.allows(ADOT, question("", "get", null, "/healthz", null))).isTrue();
    assertThat(authorizer.allows(ADOT, question("", "get", null, "/apis/apps", null))).isTrue();
    assertThat(authorizer.allows(ADOT, question("", "get", null, "/metrics", null))).isFalse();
    assertThat(
            authorizer.allows(
                ADOT,
                question("", "create", "authorization.k8s.io", "selfsubjectaccessreviews", null)))
        .isTrue();
    assertThat(authorizer.allows(ADOT, question("obs", "list", null, "pods", null))).isFalse();
  }

  private static AccessQuestion question(
      String namespace, String verb, String group, String what, String name) {
    if (what.startsWith("/")) {
      return new AccessQuestion(namespace, verb, new NonResourceUrl(what));
    }
    String[] parts = what.split("/", 2);
    return new AccessQuestion(
        namespace,
        verb,
        new Resource(
            group == null ? "" : group,
            parts[0],
            parts.length == 1 ? "" : parts[1],
            name == null ? "" : name));
  }

  private static RbacAuthorizer authorizer(String... manifests) {
    return RbacAuthorizer.of(Arrays.stream(manifests).map(RbacAuthorizerTest::object).toList());
  }

  private static HasMetadata object(String manifest) {
    return YAML.unmarshal(manifest);
  }

  private static String clusterRole(String name, String rule) {
    return """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: %s}
        rules: [%s]
        """
        .formatted(name, rule);
  }

  private static String clusterBinding(String role, String subject) {
    return """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: %1$s}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %1$s}
        subjects: [%2$s]
        """
        .formatted(role, subject);
  }
}
