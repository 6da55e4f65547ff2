package io.adot.operator.component;

import io.adot.operator.component.CollectorImage.Distribution;
import io.adot.operator.component.CollectorImage.Version;
import io.adot.operator.config.ComponentKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which types of components there are, and which images have them: the table that says it. */
public final class ComponentTypes {
  private static final Map<ComponentKind, Map<String, ComponentType>> BY_KIND = read();

  private ComponentTypes() {}

  /**
   * Finds a type by any of its names.
   *
   * @param kind its kind
   * @param name as it stands in configurations
   */
  public static Optional<ComponentType> find(ComponentKind kind, String name) {
    return Optional.ofNullable(types(kind).get(name));
  }

  /** All types of a kind, each name by itself, in alphabetical order. */
  public static List<ComponentType> all(ComponentKind kind) {
    return List.copyOf(types(kind).values());
  }

  private static Map<String, ComponentType> types(ComponentKind kind) {
    return BY_KIND.getOrDefault(kind, Map.of());
  }

  private static Map<ComponentKind, Map<String, ComponentType>> read() {
    Map<ComponentKind, Map<String, ComponentType>> byKind = new EnumMap<>(ComponentKind.class);
    for (String line : TableResource.lines("components.txt")) {
      ComponentType type = type(TableResource.cells(line, 8));
      byKind.computeIfAbsent(type.kind(), kind -> new TreeMap<>()).put(type.name(), type);
    }
    return byKind;
  }

  private static ComponentType type(List<String> cells) {
    String name = cells.get(1);
    Map<Distribution, Range> releases = new EnumMap<>(Distribution.class);
    releases.put(Distribution.CORE, Range.of(cells.get(4)));
    releases.put(Distribution.CONTRIB, Range.of(cells.get(5)));
    releases.put(Distribution.K8S, Range.of(cells.get(6)));
    releases.put(Distribution.ADOT, Range.of(cells.get(7)));
    return new ComponentType(
        ComponentKind.valueOf(cells.get(0)),
        name,
        cells.get(2).isEmpty() ? name : cells.get(2),
        cells.get(3).isEmpty() ? Set.of() : Set.of(cells.get(3).split(" ")),
        releases);
  }

  /**
   * Releases 0.first.0 to 0.last.0.
   *
   * @param first the first minor; above the last where there is none at all
   * @param last the last minor
   */
  record Range(int first, int last) {
    private static final Range NONE = new Range(1, 0);

    static Range of(String cell) {
      if (cell.isEmpty()) {
        return NONE;
      }
      int dash = cell.indexOf('-');
      return new Range(
          dash <= 0 ? 0 : Integer.parseInt(cell.substring(0, dash)),
          dash < 0 || dash == cell.length() - 1
              ? Integer.MAX_VALUE
              : Integer.parseInt(cell.substring(dash + 1)));
    }

    boolean isEmpty() {
      return first > last;
    }

    /** {@code since 0.112}, after a name; empty for all releases. */
    String text() {
      return (first > 0 ? " since 0." + first : "")
          + (last < Integer.MAX_VALUE ? " until 0." + last : "");
    }

    boolean has(Version version) {
      return version.major() == 0 && first <= version.minor() && version.minor() <= last;
    }
  }
}
