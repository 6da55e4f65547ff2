package io.adot.operator.cli;

import io.adot.operator.cli.Report.Level;
import io.adot.operator.cli.Report.Line;
import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.preflight.AccessAnswer;
import io.adot.operator.preflight.AccessQuestion;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether an installed operator may do what it has to. */
final class OperatorRights {
  private static final List<String> ALL =
      List.of("get", "list", "watch", "create", "patch", "delete");
  private static final List<String> READ = List.of("get", "list", "watch");

  private OperatorRights() {}

  /**
   * What the operator does to a resource in the namespaces of collectors, as the chart's role has
   * it; the operator itself tells what it lacks beyond that, collector by collector.
   */
  private record Right(String group, String resource, List<String> verbs) {}

  private static final List<Right> RIGHTS =
      List.of(
          new Right(
              "opentelemetry.io",
              "opentelemetrycollectors",
              List.of("get", "list", "watch", "patch")),
          new Right("opentelemetry.io", "opentelemetrycollectors/status", List.of("patch")),
          new Right("", "configmaps", ALL),
          new Right("", "serviceaccounts", ALL),
          new Right("", "services", ALL),
          new Right("apps", "daemonsets", ALL),
          new Right("apps", "deployments", ALL),
          new Right("apps", "statefulsets", ALL),
          new Right("networking.k8s.io", "ingresses", ALL),
          new Right("networking.k8s.io", "networkpolicies", ALL),
          new Right("policy", "poddisruptionbudgets", ALL),
          new Right("autoscaling", "horizontalpodautoscalers", ALL),
          new Right("", "pods", READ),
          new Right("events.k8s.io", "events", List.of("create")));

  /** The verbs that are looked at, by {@code resource.group}. */
  static Map<String, Set<String>> table() {
    Map<String, Set<String>> table = new TreeMap<>();
    RIGHTS.forEach(right -> table.put(name(right, ""), Set.copyOf(right.verbs())));
    return table;
  }

  /** What it lacks, a line a resource; one line if it lacks nothing, or nobody may say. */
  static List<Line> of(KubernetesClient client, InstalledOperator operator) {
    UsersReviews reviews = new UsersReviews(client, Optional.of(operator));
    Set<String> namespaces =
        operator.settings().map(it -> it.watched().namespaces()).orElse(Set.of());
    Map<String, Set<String>> missing = new TreeMap<>();
    String unknown = "";
    for (Right right : RIGHTS) {
      for (String verb : right.verbs()) {
        for (String namespace : namespaces.isEmpty() ? Set.of("") : namespaces) {
          AccessAnswer answer = reviews.reviewOwn(question(namespace, verb, right));
          if (answer instanceof AccessAnswer.Denied) {
            missing.computeIfAbsent(name(right, namespace), key -> new TreeSet<>()).add(verb);
          } else if (answer instanceof AccessAnswer.Unknown open) {
            unknown = open.why();
          }
        }
      }
    }
    String who = "ServiceAccount " + operator.namespace() + "/" + operator.serviceAccount();
    if (!missing.isEmpty()) {
      return missing.entrySet().stream()
          .map(
              one ->
                  Report.live(
                      Level.ERROR,
                      "Rights",
                      "OperatorForbidden",
                      who + " may not " + String.join(", ", one.getValue()) + " " + one.getKey(),
                      "upgrade the chart, or add that to the operator's role"))
          .toList();
    }
    return List.of(
        unknown.isEmpty()
            ? Report.live(Level.OK, "Rights", "Granted", who + " may do what it has to", "")
            : Report.live(Level.UNKNOWN, "Rights", "CannotReview", unknown, ""));
  }

  private static String name(Right right, String namespace) {
    return right.resource()
        + (right.group().isEmpty() ? "" : "." + right.group())
        + (namespace.isEmpty() ? "" : " in " + namespace);
  }

  private static AccessQuestion question(String namespace, String verb, Right right) {
    String[] parts = right.resource().split("/", 2);
    Resource whole = Resource.of(right.group(), parts[0]);
    return new AccessQuestion(
        namespace,
        verb,
        parts.length == 1 ? whole : new Resource(right.group(), parts[0], parts[1], ""));
  }
}
