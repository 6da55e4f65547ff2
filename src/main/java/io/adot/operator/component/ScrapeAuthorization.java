package io.adot.operator.component;

import io.adot.operator.component.RuleList.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which permission the target of a scrape asks for, by its address and path. From Kubernetes {@code
 * pkg/kubelet/server/auth.go} and an audit log of release 1.34.
 */
final class ScrapeAuthorization {
  private static final String FORBIDDEN = "the scrapes are refused with 403 Forbidden";

  private static final Pattern NODE_PROXY = Pattern.compile("/api/v1/nodes/[^/]+/proxy(?:/.*)?");
  private static final Pattern OBJECT_PROXY =
      Pattern.compile("/api/v1/namespaces/([^/]+)/(services|pods)/[^/]+/proxy(?:/.*)?");
  private static final Pattern EKS_CONTROL_PLANE =
      Pattern.compile("/apis/metrics\\.eks\\.amazonaws\\.com/v1/(ksh|kcm)/container/metrics");

  /** By first segment of the path, as the kubelet maps it; anything else is nodes/proxy. */
  private static final Map<String, String> KUBELET_SUBRESOURCES =
      Map.of("metrics", "metrics", "stats", "stats", "logs", "log", "spec", "spec");

  /** Since Kubernetes 1.33 also allowed by a subresource of their own, else by nodes/proxy. */
  private static final Map<String, String> KUBELET_FINE_GRAINED =
      Map.of("pods", "pods", "runningpods", "pods", "healthz", "healthz", "configz", "configz");

  private final RuleList rules;
  private final Optional<List<String>> namespaces;

  /**
   * Authorization of the scrapes of one job.
   *
   * @param rules where to add rules
   * @param namespaces where the job looks for targets; nothing when that cannot be told
   */
  ScrapeAuthorization(RuleList rules, Optional<List<String>> namespaces) {
    this.rules = rules;
    this.namespaces = namespaces;
  }

  /**
   * Adds the rule for one scrape.
   *
   * @param address host and port
   * @param https whether it is scraped by HTTPS
   * @param path the URL path
   * @param guarded whether the target, when it is neither API server nor kubelet, may be one that
   *     delegates its authorization
   */
  void add(String address, boolean https, String path, boolean guarded) {
    boolean unknownAddress = address.contains(EnvReferences.UNKNOWN);
    if (address.startsWith("kubernetes.default") || unknownAddress) {
      addApiServer(path, unknownAddress);
    } else if (address.endsWith(":" + SampleTarget.KUBELET_PORT)) {
      // Without TLS the kubelet refuses before it looks at rights.
      if (https) {
        addKubelet(path);
      }
    } else if (guarded && https && isKnownNonResource(path)) {
      rules.add(
          Reason.optional(
              "if the targets delegate their authorization, scrapes are refused with 403 Forbidden",
              "Prometheus scrape of " + path + " with the ServiceAccount's token over HTTPS"),
          RuleList.GET,
          RuleList.CLUSTER,
          path);
    }
  }

  private void addApiServer(String path, boolean unknownAddress) {
    Matcher object = OBJECT_PROXY.matcher(path);
    Matcher eks = EKS_CONTROL_PLANE.matcher(path);
    if (NODE_PROXY.matcher(path).matches()) {
      require("the API server's proxy to nodes", RuleList.CLUSTER, "nodes/proxy");
    } else if (object.matches()) {
      String resource = object.group(2);
      objectNamespaces(object.group(1))
          .ifPresent(
              in -> require("the API server's proxy to " + resource, in, resource + "/proxy"));
    } else if (eks.matches()) {
      require(
          "the EKS control plane's metrics",
          RuleList.CLUSTER,
          eks.group(1) + ".metrics.eks.amazonaws.com/metrics");
    } else if (!unknownAddress && isKnownNonResource(path)) {
      require("the API server's " + path, RuleList.CLUSTER, path);
    }
  }

  private Optional<List<String>> objectNamespaces(String namespace) {
    boolean anyNamespace =
        namespace.equals(SampleTarget.ANY) || namespace.contains(EnvReferences.UNKNOWN);
    return anyNamespace ? namespaces : Optional.of(List.of(namespace));
  }

  private void addKubelet(String path) {
    String segment = path.replaceFirst("^/", "").replaceFirst("/.*", "");
    String source = "the kubelet's /" + segment;
    if (KUBELET_SUBRESOURCES.containsKey(segment)) {
      require(source, RuleList.CLUSTER, "nodes/" + KUBELET_SUBRESOURCES.get(segment));
    } else if (KUBELET_FINE_GRAINED.containsKey(segment)) {
      String fineGrained = "nodes/" + KUBELET_FINE_GRAINED.get(segment);
      require(source, RuleList.CLUSTER, "nodes/proxy", fineGrained);
    } else if (!segment.contains(EnvReferences.UNKNOWN)) {
      require(source, RuleList.CLUSTER, "nodes/proxy");
    }
  }

  private void require(String what, List<String> in, String... anyOf) {
    rules.add(Reason.required(FORBIDDEN, "Prometheus scrape of " + what), RuleList.GET, in, anyOf);
  }

  private static boolean isKnownNonResource(String path) {
    return path.startsWith("/")
        && !path.startsWith("/api/")
        && !path.startsWith("/apis/")
        && !path.contains(EnvReferences.UNKNOWN);
  }
}
