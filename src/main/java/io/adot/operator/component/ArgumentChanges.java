package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Command-line arguments that collectors no longer take. */
final class ArgumentChanges {
  private static final String GATES = "feature-gates";

  private ArgumentChanges() {}

  static void metricsFormat(ConfigDraft draft) {
    for (String flag : List.of("legacy-metrics", "new-metrics")) {
      if (draft.args().containsKey(flag)) {
        draft.args().remove(flag);
        draft.removed("spec.args." + flag);
      }
    }
  }

  static void logging(ConfigDraft draft) {
    moved(draft, "log-level", "logs", "level");
    moved(draft, "log-format", "logs", "encoding");
    take(draft, "log-profile", "logs")
        .ifPresent(
            moved -> {
              if (!moved.into().has("development")) {
                moved.into().put("development", moved.value().equals("dev"));
              }
              draft.replaced("spec.args.log-profile", "service.telemetry.logs.development");
            });
  }

  static void metrics(ConfigDraft draft) {
    moved(draft, "metrics-addr", "metrics", "address");
    moved(draft, "metrics-level", "metrics", "level");
  }

  private static void moved(ConfigDraft draft, String flag, String section, String key) {
    take(draft, flag, section)
        .ifPresent(
            moved -> {
              if (!moved.into().has(key)) {
                moved.into().put(key, moved.value());
              }
              draft.replaced("spec.args." + flag, "service.telemetry." + section + "." + key);
            });
  }

  private record Moved(String value, ObjectNode into) {}

  /** Takes an argument away, if there is room for it in a section of the telemetry. */
  private static Optional<Moved> take(ConfigDraft draft, String flag, String section) {
    if (!draft.args().containsKey(flag)) {
      return Optional.empty();
    }
    ObjectNode node = draft.tree();
    for (String key : List.of("service", "telemetry", section)) {
      JsonNode next = node.path(key);
      if (next instanceof ObjectNode map) {
        node = map;
      } else if (next.isMissingNode() || next.isNull()) {
        node = node.putObject(key);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new Moved(draft.args().remove(flag), node));
  }

  /**
   * Takes a feature gate out of the list: collectors refuse to switch one that became permanent.
   *
   * @param gate as it stands in the list, with its sign
   */
  static void withoutGate(ConfigDraft draft, String gate) {
    List<String> gates = Arrays.asList(draft.args().getOrDefault(GATES, "").split(","));
    if (gates.stream().noneMatch(g -> g.strip().equals(gate))) {
      return;
    }
    String rest =
        gates.stream().filter(g -> !g.strip().equals(gate)).collect(Collectors.joining(","));
    if (rest.isBlank()) {
      draft.args().remove(GATES);
    } else {
      draft.args().put(GATES, rest);
    }
    draft.replaced("spec.args." + GATES, rest);
  }
}
