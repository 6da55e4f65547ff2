package io.adot.operator.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A schema as a flat map from paths to what is said of them: the type and the constraints, each as
 * one word, in the notation of {@code upstream-v1beta1-fields.tsv}. A list's items are at {@code
 * []}, a map's values at <code>{}</code>.
 */
final class SchemaPaths {
  private final Map<String, Set<String>> paths = new TreeMap<>();

  private SchemaPaths() {}

  static Map<String, Set<String>> of(JsonNode schema) {
    SchemaPaths paths = new SchemaPaths();
    paths.properties("", schema);
    return paths.paths;
  }

  private void properties(String prefix, JsonNode schema) {
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      boolean required = false;
      for (JsonNode name : schema.path("required")) {
        required |= name.asText().equals(property.getKey());
      }
      visit(prefix + property.getKey(), property.getValue(), required);
    }
  }

  private void visit(String path, JsonNode schema, boolean required) {
    Set<String> words = new TreeSet<>();
    boolean intOrString = schema.path("x-kubernetes-int-or-string").asBoolean();
    words.add("type=" + (intOrString ? "int-or-string" : schema.path("type").asText()));
    if (required) {
      words.add("required");
    }
    if (schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      words.add("preserve-unknown");
    }
    for (String keyword :
        new String[] {
          "default", "minimum", "maximum", "minLength", "maxLength", "minItems", "format", "pattern"
        }) {
      if (schema.has(keyword)) {
        words.add(keyword + "=" + schema.get(keyword).toString());
      }
    }
    addList(words, "enum", schema.path("enum"));
    addList(words, "list-map-keys", schema.path("x-kubernetes-list-map-keys"));
    for (String keyword : new String[] {"list-type", "map-type"}) {
      if (schema.has("x-kubernetes-" + keyword)) {
        words.add(keyword + "=" + schema.get("x-kubernetes-" + keyword).asText());
      }
    }
    paths.put(path, words);
    properties(path + ".", schema);
    if (schema.has("items")) {
      visit(path + "[]", schema.get("items"), false);
    }
    if (schema.has("additionalProperties")) {
      visit(path + "{}", schema.get("additionalProperties"), false);
    }
  }

  private static void addList(Set<String> words, String keyword, JsonNode values) {
    for (JsonNode value : values) {
      words.add(keyword + "=" + value.asText());
    }
  }
}
