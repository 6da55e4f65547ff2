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
import org.jspecify.annotations.Nullable;

/**
 * Where our objects differ from the Go operator's on purpose: {@code differences.yaml}. An entry
 * names one field and its cases and gives the reason; an entry that fits nothing in one of its
 * cases is out of date.
 */
final class KnownDifferences {
  /** What {@code *} stands for in the kind and in the name of an object: they have no spaces. */
  private static final String WITHIN_WORD = "[^ ]*";

  private record Entry(String field, Pattern object, @Nullable Pattern path, Set<String> runs) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Map<Entry, Set<String>> used = new HashMap<>();

  /**
   * @param file the entries
   */
  KnownDifferences(JsonNode file) {
    for (JsonNode node : file) {
      String[] field = node.path("field").asText().split(" ", 3);
      if (field.length < 2 || node.path("reason").asText().isBlank()) {
        throw new IllegalArgumentException("without a field or a reason: " + node);
      }
      entries.add(
          new Entry(
              node.path("field").asText(),
              pattern(field[0] + " " + field[1], WITHIN_WORD),
              field.length == 2 ? null : pattern(field[2], ".*"),
              runs(node.path("cases"))));
    }
  }

  int size() {
    return entries.size();
  }

  /**
   * Whether a difference is on purpose.
   *
   * @param run the case and which of its inputs was rendered: {@code hpa-empty/in}
   * @param object {@code Kind name}
   * @param path the field; null when only one of the two has the object
   */
  boolean explain(String run, String object, @Nullable String path) {
    boolean explained = false;
    for (Entry entry : entries) {
      boolean fits =
          path == null
              ? entry.path() == null
              : entry.path() != null && entry.path().matcher(path).matches();
      if (fits && entry.runs().contains(run) && entry.object().matcher(object).matches()) {
        used.computeIfAbsent(entry, e -> new HashSet<>()).add(run);
        explained = true;
      }
    }
    return explained;
  }

  /** Entries, each with a run, that explained nothing. */
  List<String> unused() {
    List<String> unused = new ArrayList<>();
    for (Entry entry : entries) {
      Set<String> without = new TreeSet<>(entry.runs());
      without.removeAll(used.getOrDefault(entry, Set.of()));
      without.forEach(run -> unused.add(run + ": " + entry.field()));
    }
    return unused;
  }

  /** A case named without its input means both. */
  private static Set<String> runs(JsonNode cases) {
    Set<String> runs = new TreeSet<>();
    for (JsonNode node : cases) {
      String name = node.asText();
      if (name.contains("/")) {
        runs.add(name);
      } else {
        runs.addAll(Set.of(name + "/in", name + "/stored"));
      }
    }
    return runs;
  }

  private static Pattern pattern(String glob, String star) {
    StringBuilder regex = new StringBuilder();
    for (String part : glob.split("(?<=\\*)|(?=\\*)")) {
      regex.append(part.equals("*") ? star : Pattern.quote(part));
    }
    return Pattern.compile(regex.toString());
  }
}
