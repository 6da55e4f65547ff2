package io.adot.operator.render;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of the objects made for a collector: those of the Go operator wherever they fit and can
 * only be read one way, so that a fleet keeps its objects. Elsewhere the Go operator's names may
 * coincide for two collectors of a namespace; ours carry a hash of the collector's name instead.
 */
final class Naming {
  private static final int LABEL = 63;

  /**
   * Pods of a StatefulSet carry the name of their revision as a label: the set's name, a dash and
   * up to ten digits. With a longer name the controller can't make a single pod.
   */
  private static final int STATEFULSET = LABEL - 11;

  /** A port's name as most have it; in a name that joins it to a collector's, it is read first. */
  private static final String PORT =
      "(?:otlp|jaeger|loki|skywalking)-(?:grpc|http)|port-[0-9]+|[^-]+";

  private static final Pattern ROUTE = Pattern.compile("(?<port>" + PORT + ")-(?<collector>.+)");
  private static final Pattern HTTP_ROUTE =
      Pattern.compile("(?<collector>.+?)-(?<port>" + PORT + ")");

  private final String collector;

  /**
   * @param collector the name of the resource
   */
  Naming(String collector) {
    this.collector = collector;
  }

  /** The Deployment or DaemonSet, and what shares its name. */
  String workload() {
    return fit("-collector", LABEL);
  }

  String statefulSet() {
    return fit("-collector", STATEFULSET);
  }

  String serviceAccount() {
    return workload();
  }

  String podDisruptionBudget() {
    return workload();
  }

  String networkPolicy() {
    return fit("-collector-networkpolicy", LABEL);
  }

  /** One ConfigMap a configuration. */
  String configMap(String configHash) {
    return fit("-collector-" + Text.cut(configHash, 8), LABEL);
  }

  String service() {
    return service("");
  }

  String headlessService() {
    return service("-headless");
  }

  String monitoringService() {
    return service("-monitoring");
  }

  String extensionService() {
    return service("-extension");
  }

  /** The Role, and its binding, in the collector's own namespace. */
  String role() {
    return workload();
  }

  String autoscaler() {
    return workload();
  }

  String ingress() {
    return fit("-ingress", LABEL);
  }

  /** The OpenShift Route to a port. */
  String route(String port) {
    return joined(ROUTE, port + "-" + collector, port, "-route");
  }

  /** The HTTPRoute to a port. */
  String httpRoute(String port) {
    return joined(HTTP_ROUTE, collector + "-" + port, port, "-httproute");
  }

  String podMonitor() {
    return workload();
  }

  /**
   * The ClusterRole.
   *
   * @param namespace the collector's namespace
   * @param spare whether the Go operator's name is taken: it joins two names by a dash, so that
   *     those of {@code a-b} in {@code c} and of {@code a} in {@code b-c} are the same
   */
  String clusterRole(String namespace, boolean spare) {
    return distant(namespace, "-cluster-role", spare);
  }

  /** The ClusterRoleBinding, and a Role and its binding in a namespace of others; likewise. */
  String distantRole(String namespace, boolean spare) {
    return distant(namespace, "-collector", spare);
  }

  /**
   * The ServiceMonitor of what the collector exports. That of {@code a-monitoring} would be the
   * monitoring one of {@code a}.
   */
  String serviceMonitor() {
    return collector.endsWith("-monitoring")
        ? marked(collector, collector, "-collector", LABEL)
        : workload();
  }

  /** The ServiceMonitor of the collector's own metrics. */
  String monitoringServiceMonitor() {
    return fit("-monitoring-collector", LABEL);
  }

  /** The volume of an extra ConfigMap. */
  static String configMapVolume(String configMap) {
    String name = "configmap-" + configMap;
    return name.length() <= LABEL ? dnsLabel(name) : marked(name, name, "", LABEL);
  }

  /** Names of Services have to begin with a letter (RFC 1035), those of collectors do not. */
  private String service(String suffix) {
    boolean digitFirst = !collector.isEmpty() && Character.isDigit(collector.charAt(0));
    return digitFirst
        ? marked("c-" + collector, collector, "-collector" + suffix, LABEL)
        : fit("-collector" + suffix, LABEL);
  }

  private String distant(String namespace, String suffix, boolean spare) {
    String both = collector + "-" + namespace;
    boolean fits = both.length() + suffix.length() <= LABEL;
    // No name has a slash.
    return !spare && fits && isDnsLabel()
        ? both + suffix
        : marked(both, namespace + "/" + collector, suffix, LABEL);
  }

  private String fit(String suffix, int limit) {
    boolean fits = collector.length() + suffix.length() <= limit;
    return fits && isDnsLabel() ? collector + suffix : marked(collector, collector, suffix, limit);
  }

  /** A name of both a collector and a port, plain where it can't be read as that of two others. */
  private String joined(Pattern reading, String name, String port, String suffix) {
    Matcher read = reading.matcher(name);
    boolean unambiguous =
        isDnsLabel()
            && read.matches()
            && collector.equals(read.group("collector"))
            && port.equals(read.group("port"));
    boolean fits = name.length() + suffix.length() <= LABEL;
    return fits && unambiguous
        ? name + suffix
        : marked(name, collector + "/" + port, suffix, LABEL);
  }

  /** A collector's name as the Go operator makes it part of others. */
  static String undotted(String collector) {
    return dnsLabel(collector);
  }

  /** Without its dots the name of a collector could be that of another one. */
  private boolean isDnsLabel() {
    return collector.equals(dnsLabel(collector));
  }

  /** As much of a name as there is room for, and a hash of what it has to tell apart. */
  private static String marked(String name, String identity, String suffix, int limit) {
    String mark = "-" + Text.shortHash(identity) + suffix;
    return dnsLabel(Text.trimmed(Text.cut(name, limit - mark.length())) + mark);
  }

  private static String dnsLabel(String name) {
    StringBuilder label = new StringBuilder(name.toLowerCase(Locale.ROOT));
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      if (Text.alphanumeric(c) || c == '-') {
        continue;
      }
      label.setCharAt(i, i == 0 || i == label.length() - 1 ? 'a' : '-');
    }
    return label.toString();
  }
}
