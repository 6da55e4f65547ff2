package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a job that shows the ServiceAccount's token may need when it scrapes: whoever it scrapes
 * through, or whom, asks the API server whether that ServiceAccount may. Found by sending sample
 * targets through the job's relabelings.
 */
final class PrometheusScraping {
  private static final Set<String> SERVICE_ROLES = Set.of("endpoints", "endpointslice", "service");

  private final ScrapeJob job;
  private final List<Relabeling> relabelings;
  private final ScrapeAuthorization authorization;

  private PrometheusScraping(ScrapeJob job, RuleList rules) {
    this.job = job;
    this.relabelings = job.relabelings();
    this.authorization = new ScrapeAuthorization(rules, namespaces(job));
  }

  static void addRules(ScrapeJob job, RuleList rules) {
    if (!job.sendsOwnToken()) {
      return;
    }
    PrometheusScraping scraping = new PrometheusScraping(job, rules);
    for (JsonNode discovery : job.kubernetesDiscoveries()) {
      scraping.addDiscovered(discovery);
    }
    for (String address : job.staticTargets()) {
      scraping.addScrape(Map.of("__address__", address), address.contains(".svc"));
    }
  }

  private void addDiscovered(JsonNode discovery) {
    String role = job.context().text(discovery.path("role"));
    boolean picked = false;
    if (SERVICE_ROLES.contains(role)) {
      picked = addIfPicked(SampleTarget.apiServer(), discovery);
      picked |= addIfPicked(SampleTarget.kubelet(), discovery);
    }
    addScrape(SampleTarget.of(role), !picked && !role.equals("node"));
  }

  /** Adds the rule of a well-known target, if the job is about it. */
  private boolean addIfPicked(Map<String, String> target, JsonNode discovery) {
    List<String> namespaces =
        ScrapeJob.namespaces(discovery, job.context()).orElse(List.of(EnvReferences.UNKNOWN));
    boolean discovered =
        namespaces.isEmpty() || namespaces.contains(target.get("__meta_kubernetes_namespace"));
    if (discovered && picks(target)) {
      addScrape(target, false);
      return true;
    }
    return false;
  }

  /** Whether the job keeps just this target, and no other Service's. */
  private boolean picks(Map<String, String> target) {
    boolean selective = false;
    Map<String, String> other = SampleTarget.of("endpoints");
    Map<String, String> labels = new HashMap<>(target);
    for (Relabeling relabeling : relabelings) {
      if (!relabeling.filters()) {
        relabeling.rewrite(labels);
        relabeling.rewrite(other);
      } else if (relabeling.canJudge(labels)) {
        if (!relabeling.keeps(labels).orElse(false)) {
          return false;
        }
        selective |= !relabeling.keeps(other).orElse(true);
      }
    }
    return selective;
  }

  private void addScrape(Map<String, String> target, boolean guarded) {
    Map<String, String> labels = new HashMap<>(target);
    labels.put("__scheme__", job.scheme());
    labels.put("__metrics_path__", job.metricsPath());
    for (Relabeling relabeling : relabelings) {
      relabeling.rewrite(labels);
    }
    authorization.add(
        labels.getOrDefault("__address__", ""),
        "https".equals(labels.get("__scheme__")),
        labels.getOrDefault("__metrics_path__", ""),
        guarded);
  }

  private static Optional<List<String>> namespaces(ScrapeJob job) {
    List<String> all = new ArrayList<>();
    for (JsonNode discovery : job.kubernetesDiscoveries()) {
      Optional<List<String>> namespaces = ScrapeJob.namespaces(discovery, job.context());
      if (namespaces.isEmpty()) {
        return Optional.empty();
      }
      if (namespaces.get().isEmpty()) {
        return Optional.of(RuleList.CLUSTER);
      }
      all.addAll(namespaces.get());
    }
    return Optional.of(all.stream().distinct().toList());
  }
}
