package io.adot.operator.offline;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where in a file the parts of a resource stand.
 *
 * @param file the file's name
 * @param root the resource
 * @param config the configuration, where it is a text or a file of its own
 * @param indent what stands left of that text's lines
 */
record SourceMap(String file, YamlNode root, List<YamlNode> config, int indent) {
  private static final String CONFIG = "spec.config";

  /** Of a resource whose configuration is a part of it. */
  static SourceMap of(String file, YamlNode root) {
    return new SourceMap(file, root, List.of(), 0);
  }

  /**
   * The place of a path; where the path leads to nothing, that of the last part that is there.
   *
   * @param path {@code spec.config.exporters.debug}
   */
  Place place(String path) {
    if (!config.isEmpty() && (path.equals(CONFIG) || path.startsWith(CONFIG + "."))) {
      String rest = path.substring(Math.min(path.length(), CONFIG.length() + 1));
      return find(config.get(0), rest, indent);
    }
    return find(root, path, 0);
  }

  private Place find(YamlNode start, String path, int left) {
    YamlNode.Field at = new YamlNode.Field(start.line(), start.column(), start);
    String rest = path;
    while (!rest.isEmpty()) {
      String step = rest.startsWith("[") ? brackets(rest) : key(at.value().fields(), rest);
      YamlNode.Field next = child(at.value(), step);
      if (next == null) {
        break;
      }
      at = next;
      rest = rest.substring(step.length());
      rest = rest.startsWith(".") ? rest.substring(1) : rest;
    }
    return new Place(file, at.line(), at.column() + left);
  }

  private static String brackets(String path) {
    return path.substring(0, path.indexOf(']') + 1);
  }

  /** {@code [0]} is an element of a list, {@code [key]} a value of a map, as is a bare key. */
  private static YamlNode.@Nullable Field child(YamlNode node, String step) {
    String name = step.startsWith("[") ? step.substring(1, step.length() - 1) : step;
    if (!step.isEmpty()
        && name.matches("\\d{1,6}")
        && Integer.parseInt(name) < node.items().size()) {
      YamlNode item = node.items().get(Integer.parseInt(name));
      return new YamlNode.Field(item.line(), item.column(), item);
    }
    return node.fields().get(name);
  }

  /** The longest key that the path may begin with: keys may have dots. */
  private static String key(Map<String, YamlNode.Field> fields, String path) {
    String longest = "";
    for (String key : fields.keySet()) {
      boolean ends =
          path.startsWith(key)
              && (path.length() == key.length() || ".[".indexOf(path.charAt(key.length())) >= 0);
      if (ends && key.length() > longest.length()) {
        longest = key;
      }
    }
    return longest;
  }
}
