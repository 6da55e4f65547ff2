package io.adot.operator.render;

import java.util.Locale;

/**
 * Names of the objects made for a collector: those of the Go operator wherever they fit, so that a
 * fleet keeps its objects. Where they do not fit, the Go operator's names may coincide for two
 * collectors; ours carry a hash of the collector's name instead.
 */
final class Naming {
  private static final int LABEL = 63;

  /**
   * Pods of a StatefulSet carry the name of their revision as a label: the set's name, a dash and
   * up to ten digits. With a longer name the controller can't make a single pod.
   */
  private static final int STATEFULSET = LABEL - 11;

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

  /** The volume of an extra ConfigMap. */
  static String configMapVolume(String configMap) {
    return new Naming("configmap-" + configMap).fit("", LABEL);
  }

  /** Names of Services have to begin with a letter (RFC 1035), those of collectors do not. */
  private String service(String suffix) {
    boolean digitFirst = !collector.isEmpty() && Character.isDigit(collector.charAt(0));
    Naming legal = digitFirst ? new Naming("c-" + collector) : this;
    return legal.fit("-collector" + suffix, LABEL);
  }

  private String distant(String namespace, String suffix, boolean spare) {
    String both = collector + "-" + namespace;
    if (!spare && both.length() + suffix.length() <= LABEL) {
      return dnsLabel(both + suffix);
    }
    // No name has a slash.
    String mark = "-" + Text.shortHash(namespace + "/" + collector) + suffix;
    return dnsLabel(Text.trimmed(Text.cut(both, LABEL - mark.length())) + mark);
  }

  private String fit(String suffix, int limit) {
    if (collector.length() + suffix.length() <= limit) {
      return dnsLabel(collector + suffix);
    }
    String mark = "-" + Text.shortHash(collector) + suffix;
    return dnsLabel(Text.trimmed(Text.cut(collector, limit - mark.length())) + mark);
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
