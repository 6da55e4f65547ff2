package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.component.RuleList.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code kubernetes_sd_configs} ask of the API server: informers, one for each kind. From
 * Prometheus {@code discovery/kubernetes}.
 */
final class PrometheusDiscovery {
  private static final String CONSEQUENCE = "no targets are discovered";

  private static final Map<String, List<String>> RESOURCES_BY_ROLE =
      Map.of(
          "pod", List.of("pods"),
          "service", List.of("services"),
          "endpoints", List.of("endpoints", "services", "pods"),
          "endpointslice", List.of("endpointslices.discovery.k8s.io", "services", "pods"),
          "ingress", List.of("ingresses.networking.k8s.io"),
          "node", List.of("nodes"));

  private static final Map<String, String> OWNERS =
      Map.of("deployment", "replicasets.apps", "job", "jobs.batch", "cronjob", "jobs.batch");

  private PrometheusDiscovery() {}

  static void addRules(ScrapeJob job, RuleList rules) {
    for (JsonNode discovery : job.kubernetesDiscoveries()) {
      boolean own = asServiceAccount(discovery, job.context());
      addRules(discovery, job.context(), own ? rules : rules.foreign());
    }
  }

  private static void addRules(JsonNode discovery, ComponentContext context, RuleList rules) {
    String role = context.text(discovery.path("role"));
    List<String> resources = RESOURCES_BY_ROLE.getOrDefault(role, List.of());
    Optional<List<String>> namespaces =
        role.equals("node")
            ? Optional.of(RuleList.CLUSTER)
            : ScrapeJob.namespaces(discovery, context);
    if (resources.isEmpty() || namespaces.isEmpty()) {
      return;
    }
    rules.inform(
        Reason.required(CONSEQUENCE, "Prometheus kubernetes_sd role " + role),
        namespaces.get(),
        resources);
    addAttached(discovery, role, namespaces.get(), context, rules);
  }

  private static void addAttached(
      JsonNode discovery,
      String role,
      List<String> namespaces,
      ComponentContext context,
      RuleList rules) {
    JsonNode attach = discovery.path("attach_metadata");
    boolean pods = List.of("pod", "endpoints", "endpointslice").contains(role);
    if (pods && context.flag(attach.path("node"), false)) {
      rules.inform(attached("node"), RuleList.CLUSTER, List.of("nodes"));
    }
    if (!role.equals("node") && context.flag(attach.path("namespace"), false)) {
      rules.inform(attached("namespace"), RuleList.CLUSTER, List.of("namespaces"));
    }
    for (String owner : List.of("deployment", "job", "cronjob")) {
      if (pods && context.flag(attach.path(owner), false)) {
        rules.inform(attached(owner), namespaces, List.of(OWNERS.get(owner)));
      }
    }
  }

  private static Reason attached(String what) {
    return Reason.required(CONSEQUENCE, "Prometheus kubernetes_sd attach_metadata " + what);
  }

  /** With a kubeconfig, or a token that is not the pod's own, whose rights count is not known. */
  private static boolean asServiceAccount(JsonNode discovery, ComponentContext context) {
    if (!context.text(discovery.path("kubeconfig_file")).isEmpty()) {
      return false;
    }
    return context.text(discovery.path("api_server")).isEmpty()
        || ScrapeJob.usesOwnToken(discovery, context);
  }
}
