package io.adot.operator.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The objects of a collector in a form to compare: fields by {@code Kind name}. */
final class RecordedObjects {
  private static final Pattern CONFIG_MAP = Pattern.compile("ConfigMap .*-(?<hash>[0-9a-f]{8})");

  /** Stands where the hash of the configuration was, which is a field of its own instead. */
  private static final String HASH = "<hash>";

  private RecordedObjects() {}

  /**
   * The objects of some kinds, without what is an API server's own. What follows from the hash of
   * the configuration is one field of the ConfigMap, so that another hash is one difference.
   */
  static Map<String, Map<String, String>> of(Collection<JsonNode> objects, Set<String> kinds) {
    Map<String, Map<String, String>> fields = new TreeMap<>();
    for (JsonNode object : objects) {
      String kind = object.path("kind").asText();
      if (kinds.contains(kind)) {
        Map<String, String> leaves = Leaves.of(object);
        ServerDefaults.dropServersOwn(leaves);
        fields.put(kind + " " + object.path("metadata").path("name").asText(), leaves);
      }
    }
    Optional<Matcher> configMap =
        fields.keySet().stream().map(CONFIG_MAP::matcher).filter(Matcher::matches).findFirst();
    return configMap.map(found -> withoutHash(fields, found)).orElse(fields);
  }

  private static Map<String, Map<String, String>> withoutHash(
      Map<String, Map<String, String>> fields, Matcher configMap) {
    String hash = configMap.group("hash");
    Map<String, Map<String, String>> without = new TreeMap<>();
    fields.forEach(
        (object, leaves) -> {
          leaves.replaceAll((path, value) -> withoutHash(path, value, hash));
          without.put(named(object, hash), leaves);
        });
    without.get(named(configMap.group(), hash)).put("hash", hash);
    return without;
  }

  private static String withoutHash(String path, String value, String hash) {
    if (path.endsWith("'opentelemetry-operator-config/sha256'")) {
      return value.startsWith(hash) ? HASH : value;
    }
    return path.startsWith("data.") ? value : named(value, hash);
  }

  private static String named(String name, String hash) {
    return name.endsWith("-" + hash)
        ? name.substring(0, name.length() - hash.length()) + HASH
        : name;
  }
}
