package io.adot.operator.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Where our objects differ from the Go operator's on purpose: {@code differences.yaml}. An entry
 * names fields and cases and gives the reason; an entry that fits nothing in one of its cases is
 * out of date.
 */
final class KnownDifferences {
  private record Entry(Pattern field, String glob, Set<String> cases) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Map<Entry, Set<String>> used = new HashMap<>();

  KnownDifferences(JsonNode file) {
    for (JsonNode node : file) {
      if (node.path("reason").asText().isBlank()) {
        throw new IllegalArgumentException("without a reason: " + node);
      }
      Set<String> cases = new TreeSet<>();
      node.path("cases").forEach(c -> cases.add(c.asText()));
      for (JsonNode field : node.path("fields")) {
        entries.add(new Entry(pattern(field.asText()), field.asText(), cases));
      }
    }
  }

  /**
   * Whether a difference is on purpose.
   *
   * @param recorded the case
   * @param field {@code Kind name path}
   */
  boolean explain(String recorded, String field) {
    boolean explained = false;
    for (Entry entry : entries) {
      if (entry.cases().contains(recorded) && entry.field().matcher(field).matches()) {
        used.computeIfAbsent(entry, e -> new HashSet<>()).add(recorded);
        explained = true;
      }
    }
    return explained;
  }

  /** Entries, each with a case, that explained nothing. */
  List<String> unused() {
    List<String> unused = new ArrayList<>();
    for (Entry entry : entries) {
      Set<String> without = new TreeSet<>(entry.cases());
      without.removeAll(used.getOrDefault(entry, Set.of()));
      without.forEach(recorded -> unused.add(recorded + ": " + entry.glob()));
    }
    return unused;
  }

  private static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    for (String part : glob.split("(?<=\\*)|(?=\\*)")) {
      regex.append(part.equals("*") ? ".*" : Pattern.quote(part));
    }
    return Pattern.compile(regex.toString());
  }
}
