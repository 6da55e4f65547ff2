package io.adot.operator.cli;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.runtime.Settings.Watched;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which collectors an operator looks after.
 *
 * @param watched what it was told
 */
record Scope(Watched watched) {
  /** Commas between requirements, not those in the parentheses of a set. */
  private static final Pattern BETWEEN = Pattern.compile(",(?![^(]*\\))");

  /** {@code key}, {@code !key}, {@code key=value}, {@code key in (a,b)} and their opposites. */
  private static final Pattern REQUIREMENT =
      Pattern.compile(
          "(?<absent>!?)\\s*(?<key>[^\\s!=<>(),]+)\\s*"
              + "((?<not>!)?=?=\\s*(?<value>[^\\s=]*)"
              + "|(?<order>[<>])\\s*(?<bound>\\d+)"
              + "|(?<set>in|notin)\\s*\\((?<values>[^()]*)\\))?");

  /** Why a collector is none of its business; empty when it is. */
  Optional<String> passesBy(OpenTelemetryCollector collector) {
    String namespace = collector.getMetadata().getNamespace();
    if (!watched.namespaces().isEmpty() && !watched.namespaces().contains(namespace)) {
      return Optional.of(
          "namespace "
              + namespace
              + " is not in --watch-namespaces="
              + String.join(",", new TreeSet<>(watched.namespaces())));
    }
    Map<String, String> labels =
        Objects.requireNonNullElse(collector.getMetadata().getLabels(), Map.of());
    boolean selected =
        watched.selector().isBlank()
            || BETWEEN
                .splitAsStream(watched.selector())
                .allMatch(requirement -> matches(requirement.strip(), labels));
    return selected
        ? Optional.empty()
        : Optional.of("its labels do not match --watch-selector=" + watched.selector());
  }

  /** As the API server has it: a label that is not there differs from every value. */
  private static boolean matches(String requirement, Map<String, String> labels) {
    Matcher parts = REQUIREMENT.matcher(requirement);
    if (!parts.matches()) {
      return false;
    }
    String label = labels.get(parts.group("key"));
    if (parts.group("value") != null) {
      return parts.group("value").equals(label) == (parts.group("not") == null);
    }
    if (parts.group("set") != null) {
      boolean among =
          label != null
              && Arrays.stream(parts.group("values").split(",", -1))
                  .anyMatch(value -> value.strip().equals(label));
      return among == parts.group("set").equals("in");
    }
    if (parts.group("order") != null) {
      return label != null
          && label.matches("-?\\d{1,18}")
          && Long.signum(Long.compare(Long.parseLong(label), Long.parseLong(parts.group("bound"))))
              == (parts.group("order").equals(">") ? 1 : -1);
    }
    return (label == null) == !parts.group("absent").isEmpty();
  }
}
