package io.adot.operator.render;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Labels of the objects made for a collector: the Go operator's. */
final class Labels {
  /** Labels and annotations under this prefix speak to this operator and stay on the resource. */
  static final String OWN_PREFIX = "adot.io/";

  static final String VERSION = "app.kubernetes.io/version";

  private static final String NAME = "app.kubernetes.io/name";
  private static final String PART_OF = "app.kubernetes.io/part-of";
  private static final String INSTANCE = "app.kubernetes.io/instance";
  private static final int LONGEST = 63;

  private final Map<String, String> own;
  private final List<Pattern> filters;
  private final Map<String, String> selector;
  private final String version;
  private final String goVersion;

  Labels(OpenTelemetryCollector cr, Facts facts) {
    Map<String, String> labels = cr.getMetadata().getLabels();
    this.own = labels == null ? Map.of() : labels;
    this.filters = facts.labelFilters();
    this.selector =
        new TreeMap<>(
            Map.of(
                "app.kubernetes.io/managed-by",
                "opentelemetry-operator",
                PART_OF,
                "opentelemetry",
                "app.kubernetes.io/component",
                "opentelemetry-collector",
                INSTANCE,
                instance(
                    Text.orEmpty(cr.getMetadata().getNamespace()),
                    Text.orEmpty(cr.getMetadata().getName()),
                    facts.inherited().goNames())));
    this.version = VersionLabel.of(cr.getSpec().getImage());
    this.goVersion = VersionLabel.asGoOperator(cr.getSpec().getImage());
  }

  /** What selects the collector's pods; never changes in its life. */
  Map<String, String> selector() {
    return selector;
  }

  /** All labels of an object, with those of the resource that the filters let through. */
  Map<String, String> filtered(String objectName) {
    return of(objectName, filters);
  }

  /** All labels of an object that the Go operator copies the resource's labels to unfiltered. */
  Map<String, String> unfiltered(String objectName) {
    return of(objectName, List.of());
  }

  /** Labels of the pods as the Go operator writes them, with its version label. */
  Map<String, String> pod(String workloadName) {
    Map<String, String> labels = filtered(workloadName);
    labels.put(VERSION, goVersion);
    return labels;
  }

  /** The labels of an object that the Go operator copies none of the resource's labels to. */
  Map<String, String> fixed(String objectName) {
    Map<String, String> labels = new TreeMap<>(selector);
    labels.remove(PART_OF);
    labels.put(NAME, objectName);
    return labels;
  }

  /** The label that tells the collector from all others: its namespace and name. */
  String instance() {
    return Objects.requireNonNull(selector.get(INSTANCE));
  }

  /** The right version label. */
  String version() {
    return version;
  }

  private Map<String, String> of(String objectName, List<Pattern> without) {
    Map<String, String> labels = new TreeMap<>(passing(own, without));
    labels.putIfAbsent(NAME, objectName);
    labels.putAll(selector);
    labels.put(VERSION, version);
    return labels;
  }

  /** Entries that neither speak to this operator nor match a filter. */
  static Map<String, String> passing(Map<String, String> entries, List<Pattern> filters) {
    Map<String, String> passing = new TreeMap<>();
    entries.forEach(
        (key, value) -> {
          if (!key.startsWith(OWN_PREFIX)
              && filters.stream().noneMatch(filter -> filter.matcher(key).find())) {
            passing.put(key, Text.orEmpty(value));
          }
        });
    return passing;
  }

  /**
   * {@code namespace.name}, the namespace shortened where it is too long. It is part of immutable
   * selectors, so it differs from the Go operator's only where that cuts the collector's own name,
   * and with it what tells two collectors of one namespace apart. One whose objects it named keeps
   * them with their selectors.
   */
  private static String instance(String namespace, String name, boolean asGo) {
    int room = LONGEST - 1 - name.length();
    if (room >= 0) {
      return Text.trimmed(Text.cut(namespace, room) + "." + name);
    }
    if (asGo) {
      return Text.trimmed(Text.cut(name, LONGEST - 1));
    }
    String hash = "-" + Text.shortHash(name);
    return Text.trimmed(Text.cut(name, LONGEST - hash.length())) + hash;
  }
}
