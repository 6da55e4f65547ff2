package io.adot.operator.rbac;

import io.adot.operator.component.KubernetesRule.NonResourceUrl;
import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.component.KubernetesRule.Target;
import io.adot.operator.preflight.AccessQuestion;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.api.model.rbac.SubjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Generated roles and bindings in given namespaces, and questions that come close to them. */
final class RbacWorld {
  private static final String LABEL = "rbac-world.example/part-of";
  private static final List<String> GROUPS = List.of("", "", "apps", "example.com", "*");
  private static final List<String> RESOURCES =
      List.of(
          "pods",
          "pods/log",
          "nodes",
          "nodes/proxy",
          "widgets",
          "widgets/scale",
          "*",
          "*/scale",
          "*/log",
          "pods/*");
  private static final List<String> VERBS = List.of("get", "list", "watch", "create", "use", "*");
  private static final List<String> NAMES = List.of("a", "b", "a.b", "a:b");
  private static final List<String> PATHS =
      List.of("/metrics", "/metrics/*", "/metrics*", "/logs/", "/a**", "/a/*/b", "*");
  private static final List<String> ASKED_PATHS =
      List.of(
          "/metrics", "/metrics/x", "/metricsx", "/logs", "/logs/", "/a", "/a/x/b", "/a/*/b", "/b");

  private final Random dice;
  private final List<String> namespaces;
  private final List<HasMetadata> objects = new ArrayList<>();
  private final List<Seed> seeds = new ArrayList<>();

  /**
   * Somebody asks for something.
   *
   * @param namespace the ServiceAccount's
   * @param account its name
   * @param question for what
   */
  record Ask(String namespace, String account, AccessQuestion question) {}

  /** A rule that somebody in some namespace may have. */
  private record Seed(String namespace, Subject subject, PolicyRule rule) {}

  private record Named(String name, List<PolicyRule> rules) {}

  RbacWorld(long seed, List<String> namespaces) {
    this.dice = new Random(seed);
    this.namespaces = namespaces;
    List<Named> clusterRoles = new ArrayList<>();
    for (int i = 0; i < 12 * namespaces.size(); i++) {
      clusterRoles.add(clusterRole("world-" + i));
    }
    for (int i = 0; i < namespaces.size(); i++) {
      aggregated("world-aggregated-" + i, clusterRoles);
    }
    clusterRoles.add(new Named("world-gone", List.of()));
    for (int i = 0; i < 12 * namespaces.size(); i++) {
      clusterBinding("world-" + i, any(clusterRoles));
    }
    for (String namespace : namespaces) {
      List<Named> roles = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        roles.add(role(namespace, "role-" + i));
      }
      for (int i = 0; i < 20; i++) {
        binding(namespace, "binding-" + i, i % 2 == 0 ? any(roles) : any(clusterRoles), i % 2 == 0);
      }
    }
  }

  List<HasMetadata> objects() {
    return objects;
  }

  /** A question that a rule of this world answers, or fails to answer for one reason or two. */
  Ask ask() {
    Seed seed = any(seeds);
    String bound = seed.namespace().isEmpty() ? any(namespaces) : seed.namespace();
    String home = usually(bound);
    String account = account();
    if ("ServiceAccount".equals(seed.subject().getKind())) {
      home = seed.subject().getNamespace() == null ? bound : seed.subject().getNamespace();
      account = seed.subject().getName();
    } else if (seed.subject().getName().startsWith("system:serviceaccounts:")) {
      home = seed.subject().getName().substring("system:serviceaccounts:".length());
    } else if ("User".equals(seed.subject().getKind())) {
      String[] parts = seed.subject().getName().split(":");
      home = parts[2];
      account = parts[3];
    }
    String where =
        seed.namespace().isEmpty() ? dice.nextBoolean() ? "" : any(namespaces) : usually(bound);
    String verb = concrete(any(seed.rule().getVerbs()), VERBS);
    boolean path = !seed.rule().getNonResourceURLs().isEmpty();
    return new Ask(
        usually(home),
        dice.nextInt(8) == 0 ? account() : account,
        new AccessQuestion(
            path ? "" : where,
            dice.nextInt(6) == 0 ? any(VERBS.subList(0, 5)) : verb,
            path ? new NonResourceUrl(any(ASKED_PATHS)) : target(seed.rule())));
  }

  private Target target(PolicyRule rule) {
    String resource = any(rule.getResources());
    if (resource.equals("*") || dice.nextInt(6) == 0) {
      resource = any(RESOURCES.subList(0, 6));
    } else if (resource.startsWith("*/")) {
      resource = (dice.nextBoolean() ? "pods" : "widgets") + resource.substring(1);
    } else if (resource.endsWith("/*")) {
      resource = "pods/log";
    }
    String[] parts = resource.split("/", 2);
    String name =
        rule.getResourceNames().isEmpty() || dice.nextInt(5) == 0
            ? dice.nextBoolean() ? "" : any(NAMES)
            : any(rule.getResourceNames());
    String group = concrete(any(rule.getApiGroups()), GROUPS);
    return new Resource(
        dice.nextInt(8) == 0 ? any(GROUPS.subList(0, 4)) : group,
        parts[0],
        parts.length == 1 ? "" : parts[1],
        name);
  }

  private Named clusterRole(String name) {
    List<PolicyRule> rules = rules(true);
    objects.add(
        new ClusterRoleBuilder()
            .withNewMetadata()
            .withName(name)
            .addToLabels(LABEL, "part-" + dice.nextInt(namespaces.size()))
            .endMetadata()
            .withRules(rules)
            .build());
    return new Named(name, rules);
  }

  private void aggregated(String name, List<Named> clusterRoles) {
    String part = "part-" + dice.nextInt(namespaces.size());
    objects.add(
        new ClusterRoleBuilder()
            .withNewMetadata()
            .withName(name)
            .endMetadata()
            .withNewAggregationRule()
            .addToClusterRoleSelectors(
                dice.nextBoolean()
                    ? new LabelSelectorBuilder().addToMatchLabels(LABEL, part).build()
                    : new LabelSelectorBuilder()
                        .addNewMatchExpression()
                        .withKey(LABEL)
                        .withOperator("In")
                        .withValues(part, "part-x")
                        .endMatchExpression()
                        .build())
            .endAggregationRule()
            .build());
    clusterRoles.add(new Named(name, any(clusterRoles).rules()));
  }

  private Named role(String namespace, String name) {
    List<PolicyRule> rules = rules(false);
    objects.add(
        new RoleBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(namespace)
            .endMetadata()
            .withRules(rules)
            .build());
    return new Named(name, rules);
  }

  private void clusterBinding(String name, Named role) {
    Subject subject = subject(any(namespaces), false);
    objects.add(
        new ClusterRoleBindingBuilder()
            .withNewMetadata()
            .withName(name)
            .endMetadata()
            .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", role.name())
            .withSubjects(subject)
            .build());
    role.rules().forEach(rule -> seeds.add(new Seed("", subject, rule)));
  }

  private void binding(String namespace, String name, Named role, boolean ofNamespace) {
    Subject subject = subject(namespace, true);
    objects.add(
        new RoleBindingBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(namespace)
            .endMetadata()
            .withNewRoleRef(
                "rbac.authorization.k8s.io", ofNamespace ? "Role" : "ClusterRole", role.name())
            .withSubjects(subject, subject(any(namespaces), false))
            .build());
    role.rules().forEach(rule -> seeds.add(new Seed(namespace, subject, rule)));
  }

  /** Groups of every ServiceAccount are rare, or nobody would be denied anything. */
  private Subject subject(String namespace, boolean mayLackNamespace) {
    return switch (dice.nextInt(40)) {
      case 0 -> subject("Group", "system:serviceaccounts", null);
      case 1, 2, 3, 4, 5 -> subject("Group", "system:serviceaccounts:" + namespace, null);
      case 6, 7, 8, 9 ->
          subject("User", "system:serviceaccount:" + namespace + ":" + account(), null);
      default ->
          subject(
              "ServiceAccount",
              account(),
              mayLackNamespace && dice.nextInt(4) == 0 ? null : namespace);
    };
  }

  private static Subject subject(String kind, String name, String namespace) {
    return new SubjectBuilder()
        .withApiGroup("ServiceAccount".equals(kind) ? "" : "rbac.authorization.k8s.io")
        .withKind(kind)
        .withName(name)
        .withNamespace(namespace)
        .build();
  }

  private List<PolicyRule> rules(boolean paths) {
    List<PolicyRule> rules = new ArrayList<>();
    for (int i = 0; i <= dice.nextInt(3); i++) {
      PolicyRuleBuilder rule = new PolicyRuleBuilder().withVerbs(some(VERBS));
      rules.add(
          paths && dice.nextInt(4) == 0
              ? rule.withNonResourceURLs(some(PATHS)).build()
              : rule.withApiGroups(some(GROUPS))
                  .withResources(some(RESOURCES))
                  .withResourceNames(dice.nextInt(3) == 0 ? some(NAMES) : List.of())
                  .build());
    }
    return rules;
  }

  private String account() {
    return "account-" + dice.nextInt(5);
  }

  private String usually(String namespace) {
    return dice.nextInt(8) == 0 ? any(namespaces) : namespace;
  }

  private String concrete(String value, List<String> values) {
    return value.equals("*") ? any(values.subList(0, values.size() - 1)) : value;
  }

  private List<String> some(List<String> values) {
    return dice.ints(1 + dice.nextInt(2), 0, values.size())
        .distinct()
        .mapToObj(values::get)
        .distinct()
        .toList();
  }

  private <T> T any(List<T> values) {
    return values.get(dice.nextInt(values.size()));
  }
}
