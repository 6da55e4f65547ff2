package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.config.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One entry of a Prometheus receiver's {@code scrape_configs}.
 *
 * @param settings the entry
 * @param context how to read it
 */
record ScrapeJob(JsonNode settings, ComponentContext context) {

  static List<ScrapeJob> of(Component prometheus, ComponentContext context) {
    List<ScrapeJob> jobs = new ArrayList<>();
    prometheus
        .settings()
        .path("config")
        .path("scrape_configs")
        .forEach(job -> jobs.add(new ScrapeJob(job, context)));
    return jobs;
  }

  /** Its {@code kubernetes_sd_configs}. */
  List<JsonNode> kubernetesDiscoveries() {
    return discoveries("kubernetes_sd_configs");
  }

  /** Its discoveries of one kind. */
  List<JsonNode> discoveries(String key) {
    List<JsonNode> discoveries = new ArrayList<>();
    settings.path(key).forEach(discoveries::add);
    return discoveries;
  }

  /** The addresses of its {@code static_configs}. */
  List<String> staticTargets() {
    List<String> targets = new ArrayList<>();
    settings
        .path("static_configs")
        .forEach(group -> targets.addAll(context.texts(group.path("targets"))));
    return targets;
  }

  List<Relabeling> relabelings() {
    List<Relabeling> relabelings = new ArrayList<>();
    settings
        .path("relabel_configs")
        .forEach(relabeling -> relabelings.add(Relabeling.of(relabeling, context)));
    return relabelings;
  }

  String scheme() {
    String scheme = context.text(settings.path("scheme"));
    return scheme.isEmpty() ? "http" : scheme;
  }

  String metricsPath() {
    String path = context.text(settings.path("metrics_path"));
    return path.isEmpty() ? "/metrics" : path;
  }

  /** Whether it shows its targets the token of the pod's ServiceAccount. */
  boolean sendsOwnToken() {
    return usesOwnToken(settings, context);
  }

  /** Whether a block of HTTP client settings authenticates as the pod's ServiceAccount. */
  static boolean usesOwnToken(JsonNode client, ComponentContext context) {
    return isOwnToken(context.text(client.path("bearer_token_file")))
        || isOwnToken(context.text(client.path("authorization").path("credentials_file")));
  }

  private static boolean isOwnToken(String file) {
    return file.endsWith("/run/secrets/kubernetes.io/serviceaccount/token");
  }

  /**
   * The namespaces a discovery is limited to.
   *
   * @return empty list for the whole cluster; nothing when they cannot be told
   */
  static Optional<List<String>> namespaces(JsonNode discovery, ComponentContext context) {
    JsonNode namespaces = discovery.path("namespaces");
    List<String> named = new ArrayList<>(context.texts(namespaces.path("names")));
    if (context.flag(namespaces.path("own_namespace"), false)) {
      named.add(context.surroundings().namespace());
    }
    return context.namespaces(named);
  }
}
