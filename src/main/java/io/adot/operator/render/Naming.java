package io.adot.operator.render;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names of the objects made for a collector: those of the Go operator wherever they fit and can
 * only be read one way, so that a fleet keeps its objects. Elsewhere the Go operator's names may
 * coincide for two collectors of a namespace; ours carry a hash of the collector's name instead.
 * Not so for a collector that has objects of the Go operator's names: those are kept.
 */
final class Naming {
  private static final int LABEL = 63;

  /** Of a configuration's hash, in the name of its ConfigMap. */
  private static final int HASH = 8;

  /** Up to here no name is cut. */
  private static final int SHORT = LABEL - "-collector-networkpolicy".length();

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
  private final boolean asGo;

  /** Names for a collector that keeps none, by the name of the resource. */
  Naming(String collector) {
    this(collector, false);
  }

  /**
   * @param collector the name of the resource
   * @param asGo whether names are cut as the Go operator cuts them, and so may coincide with those
   *     for another collector
   */
  Naming(String collector, boolean asGo) {
    this.collector = collector;
    this.asGo = asGo;
  }

  /**
   * Whether an object goes by a name that the Go operator gives to an object of a collector, and
   * that we give to none.
   */
  static boolean isGoName(String collector, String kind, String object) {
    Naming go = new Naming(collector, true);
    Naming ours = new Naming(collector, false);
    if ("Route".equals(kind)) {
      // Its host may come from its name. One in Gateway API has none; another takes its place.
      String end = "-" + collector + "-route";
      String port = object.endsWith(end) ? object.substring(0, object.length() - end.length()) : "";
      return object.equals(go.route(port)) && !object.equals(ours.route(port));
    }
    boolean alike = collector.length() <= SHORT && collector.equals(dnsLabel(collector));
    return !alike && go.isAny(object) && !ours.isAny(object);
  }

  /** Whether this is the name of any object that a collector has one of, or of a ConfigMap. */
  private boolean isAny(String object) {
    String hash = object.length() < HASH ? "" : object.substring(object.length() - HASH);
    return Stream.of(
            workload(),
            networkPolicy(),
            configMap(hash),
            service(),
            headlessService(),
            monitoringService(),
            extensionService(),
            ingress(),
            monitoringServiceMonitor())
        .anyMatch(object::equals);
  }

  /** The Deployment or DaemonSet, and what shares its name. */
  String workload() {
    return fit("-collector", LABEL);
  }

  String statefulSet() {
    return new Naming(collector, asGo && workload().length() <= STATEFULSET)
        .fit("-collector", STATEFULSET);
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
    return fit("-collector-" + Text.cut(configHash, HASH), LABEL);
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
    return asGo
        ? cut(port, collector, "-route")
        : joined(ROUTE, port + "-" + collector, port, "-route");
  }

  /** The HTTPRoute to a port. */
  String httpRoute(String port) {
    return asGo
        ? cut(collector, port, "-httproute")
        : joined(HTTP_ROUTE, collector + "-" + port, port, "-httproute");
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
    if (digitFirst) {
      return marked("c-" + collector, collector, "-collector" + suffix, LABEL);
    }
    return asGo ? cut(cut(collector, "-collector"), suffix) : fit("-collector" + suffix, LABEL);
  }

  private String distant(String namespace, String suffix, boolean spare) {
    if (asGo && !spare) {
      return cut(collector, namespace, suffix);
    }
    String both = collector + "-" + namespace;
    boolean fits = both.length() + suffix.length() <= LABEL;
    // No name has a slash.
    return !spare && fits && isDnsLabel()
        ? both + suffix
        : marked(both, namespace + "/" + collector, suffix, LABEL);
  }

  private String fit(String suffix, int limit) {
    if (asGo) {
      return cut(collector, suffix);
    }
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

  /** Without its dots the name of a collector could be that of another one. */
  private boolean isDnsLabel() {
    return collector.equals(dnsLabel(collector));
  }

  /** As much of a name as there is room for, and a hash of what it has to tell apart. */
  private static String marked(String name, String identity, String suffix, int limit) {
    String mark = "-" + Text.shortHash(identity) + suffix;
    return dnsLabel(Text.trimmed(Text.cut(name, limit - mark.length())) + mark);
  }

  /**
   * As the Go operator cuts a name ({@code internal/naming}), without regard to what else is called
   * so.
   */
  private static String cut(String name, String suffix) {
    return dnsLabel(Text.trimmed(Text.cut(name, LABEL - suffix.length()) + suffix));
  }

  /** Of two names it cuts the first, and the second where that is not enough. */
  private static String cut(String first, String second, String suffix) {
    int room = LABEL - suffix.length() - 1;
    String rest = Text.cut(second, room);
    return dnsLabel(Text.trimmed(Text.cut(first, room - rest.length()) + "-" + rest + suffix));
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
