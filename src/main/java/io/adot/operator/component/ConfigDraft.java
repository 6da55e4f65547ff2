package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.config.CollectorConfig;
import io.adot.operator.config.ComponentId;
import io.adot.operator.config.ComponentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** A copy of a configuration and of its command-line arguments, while it is being edited. */
final class ConfigDraft {
  /**
   * What an edit did.
   *
   * @param path where the old form stands in the resource
   * @param instead what takes its place; empty when nothing does
   */
  record Edit(String path, String instead) {}

  private final ObjectNode tree;
  private final SortedMap<String, String> args;
  private final List<Edit> edits = new ArrayList<>();

  ConfigDraft(ObjectNode tree, Map<String, String> args) {
    this.tree = tree.deepCopy();
    this.args = new TreeMap<>(args);
  }

  ObjectNode tree() {
    return tree;
  }

  SortedMap<String, String> args() {
    return args;
  }

  List<Edit> edits() {
    return edits;
  }

  void replaced(String path, String instead) {
    edits.add(new Edit(path, instead));
  }

  void removed(String path) {
    edits.add(new Edit(path, ""));
  }

  /** The draft's configuration, read; the given one where nothing was changed in it. */
  CollectorConfig configOr(CollectorConfig original) {
    return tree.equals(original.tree()) ? original : CollectorConfig.parse(tree);
  }

  /** Visits the settings of all components of a type, where they are a map. */
  void each(ComponentKind kind, String type, BiConsumer<ObjectNode, String> visit) {
    for (Map.Entry<String, JsonNode> entry : tree.path(kind.section()).properties()) {
      ComponentId id = ComponentId.parse(kind, entry.getKey());
      if (id.type().equals(type) && entry.getValue() instanceof ObjectNode settings) {
        visit.accept(settings, id.path());
      }
    }
  }

  /** Takes a setting away, if it is there. */
  void remove(ObjectNode settings, String key, String path) {
    if (settings.has(key)) {
      settings.remove(key);
      removed(path + "." + key);
    }
  }

  /** Moves a setting, if it is there; one that stands in the new place already wins. */
  void move(ObjectNode from, String oldKey, ObjectNode to, String newKey, String path, String at) {
    JsonNode value = from.remove(oldKey);
    if (value == null) {
      return;
    }
    if (!to.has(newKey)) {
      to.set(newKey, value);
    }
    replaced(path + "." + oldKey, at);
  }
}
