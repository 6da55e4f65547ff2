package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.component.RuleList.Reason;
import io.adot.operator.config.Component;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The processor {@code k8s_attributes}: informers for what its extraction rules read. From contrib
 * 0.132, 0.151, 0.152 and 0.155, {@code internal/kube/client.go}.
 */
final class K8sAttributesProcessor implements ComponentPermissions {

  @Override
  public List<KubernetesRule> kubernetes(Component component, ComponentContext context) {
    JsonNode settings = component.settings();
    Optional<List<String>> namespaces =
        context.namespaces(context.texts(settings.path("filter").path("namespace")));
    Optional<Bearer> bearer = context.bearer(settings);
    if (context.flag(settings.path("passthrough"), false)
        || bearer.isEmpty()
        || namespaces.isEmpty()) {
      return List.of();
    }
    RuleList rules = new RuleList(component.id(), bearer.get());
    new Extraction(settings, context).addRules(rules, namespaces.get());
    return rules.toList();
  }

  /** Which informers the extraction rules need. */
  private static final class Extraction {
    private final JsonNode extract;
    private final ComponentContext context;
    private final boolean waits;
    private final Set<String> metadata;
    private final Set<String> sources = new HashSet<>();

    Extraction(JsonNode settings, ComponentContext context) {
      this.extract = settings.path("extract");
      this.context = context;
      this.waits = context.flag(settings.path("wait_for_metadata"), false);
      this.metadata = Set.copyOf(context.texts(extract.path("metadata")));
      for (String kind : List.of("labels", "annotations")) {
        extract.path(kind).forEach(rule -> sources.add(context.text(rule.path("from"))));
      }
    }

    void addRules(RuleList rules, List<String> namespaces) {
      rules.inform(
          Reason.required("no Kubernetes attributes are added", "k8s_attributes: pods"),
          namespaces,
          List.of("pods"));
      addReplicaSets(rules, namespaces);
      add(rules, "deployment", namespaces, sources.contains("deployment"), "deployments.apps");
      add(rules, "statefulset", namespaces, sources.contains("statefulset"), "statefulsets.apps");
      add(rules, "daemonset", namespaces, sources.contains("daemonset"), "daemonsets.apps");
      add(rules, "job", namespaces, needsJobs(), "jobs.batch");
      add(rules, "node", RuleList.CLUSTER, needsNodes(), "nodes");
      if (sources.contains("namespace")) {
        add(rules, "namespace", RuleList.CLUSTER, true, "namespaces");
      } else {
        boolean cluster = metadata.contains("k8s.cluster.uid");
        add(rules, "cluster", RuleList.CLUSTER, cluster, "namespaces@kube-system");
      }
    }

    private boolean needsJobs() {
      return sources.contains("job") || metadata.contains("k8s.cronjob.uid");
    }

    private boolean needsNodes() {
      return sources.contains("node") || metadata.contains("k8s.node.uid");
    }

    private void add(
        RuleList rules, String of, List<String> namespaces, boolean needed, String resource) {
      if (needed) {
        rules.inform(
            Reason.required(
                "attributes of the " + of + " are not added",
                "k8s_attributes: attributes, labels or annotations of the " + of),
            namespaces,
            List.of(resource));
      }
    }

    /** A Deployment is found by its ReplicaSet, unless just its name is wanted and cut out. */
    private void addReplicaSets(RuleList rules, List<String> namespaces) {
      boolean explicit = metadata.contains("k8s.deployment.name");
      boolean name = (explicit || metadata.isEmpty()) && !nameIsCutOut();
      boolean linked = metadata.contains("k8s.deployment.uid") || sources.contains("deployment");
      if (!name && !linked) {
        return;
      }
      boolean asked = explicit || linked || waits;
      rules.inform(
          new Reason(
              asked ? Necessity.REQUIRED : Necessity.OPTIONAL,
              "attributes of the deployment are not added",
              "k8s_attributes: the Deployment of a pod, by its ReplicaSet"),
          namespaces,
          List.of("replicasets.apps"));
    }

    /** The default is false in 0.152 and true in 0.155; what could not be read is given credit. */
    private boolean nameIsCutOut() {
      return context.flag(extract.path("deployment_name_from_replicaset"), context.since(0, 153));
    }
  }
}
