package io.adot.operator.render;

import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes lists fit for server-side apply, which answers entries that share a key with an internal
 * error. What is left out becomes a finding.
 */
final class Unique {
  private final Consumer<Finding> findings;

  /**
   * @param findings where to say what was left out
   */
  Unique(Consumer<Finding> findings) {
    this.findings = findings;
  }

  /** Keeps the first entry of each key; entries without a key are kept. */
  <T> List<T> first(List<T> entries, String path, Function<T, @Nullable String> key) {
    return keep(entries, path, key, "the first is used");
  }

  /** Keeps the last entry of each key, as a process keeps the last value of a variable. */
  <T> List<T> last(List<T> entries, String path, Function<T, @Nullable String> key) {
    List<T> reversed = new ArrayList<>(entries);
    Collections.reverse(reversed);
    List<T> kept = keep(reversed, path, key, "the last is used");
    Collections.reverse(kept);
    return kept;
  }

  /** Makes one entry of those that share a key, where the first was. */
  <T> List<T> merged(
      List<T> entries, String path, Function<T, @Nullable String> key, BinaryOperator<T> merge) {
    Map<String, T> merged = new LinkedHashMap<>();
    for (T entry : entries) {
      merged.merge(String.valueOf(key.apply(entry)), entry, merge);
    }
    keep(entries, path, key, "they are merged into one");
    return List.copyOf(merged.values());
  }

  private <T> List<T> keep(
      List<T> entries, String path, Function<T, @Nullable String> key, String outcome) {
    List<T> kept = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Set<String> told = new HashSet<>();
    for (T entry : entries) {
      String name = key.apply(entry);
      if (name == null || seen.add(name)) {
        kept.add(entry);
      } else if (told.add(name)) {
        findings.accept(
            new Finding(
                FindingCode.OTC1102,
                path,
                "names `" + name + "` more than once; " + outcome,
                "remove the others"));
      }
    }
    return kept;
  }
}
