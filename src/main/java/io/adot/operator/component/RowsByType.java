package io.adot.operator.component;

import io.adot.operator.config.ComponentKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a table, found by the type of component that they speak of, in the table's order.
 *
 * @param <R> a row
 */
final class RowsByType<R> {
  private final Map<ComponentKind, Map<String, List<R>>> rows = new EnumMap<>(ComponentKind.class);

  /** Adds a row that speaks of a type. */
  void add(ComponentKind kind, String type, R row) {
    rows.computeIfAbsent(kind, k -> new HashMap<>())
        .computeIfAbsent(type, t -> new ArrayList<>())
        .add(row);
  }

  /** The rows on a type; none where the table has nothing on it. */
  List<R> of(ComponentKind kind, String type) {
    return rows.getOrDefault(kind, Map.of()).getOrDefault(type, List.of());
  }
}
