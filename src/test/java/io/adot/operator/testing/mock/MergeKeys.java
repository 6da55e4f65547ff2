package io.adot.operator.testing.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which lists server-side apply merges by key, and which values it only ever replaces: the part of
 * Kubernetes' API descriptions ({@code x-kubernetes-list-map-keys}, {@code x-kubernetes-map-type:
 * atomic}) that concerns objects of collectors.
 */
final class MergeKeys {
  private static final Map<String, List<String>> KEYS =
      Map.ofEntries(
          Map.entry("containers", List.of("name")),
          Map.entry("initContainers", List.of("name")),
          Map.entry("volumes", List.of("name")),
          Map.entry("env", List.of("name")),
          Map.entry("imagePullSecrets", List.of("name")),
          Map.entry("secrets", List.of("name")),
          Map.entry("volumeMounts", List.of("mountPath")),
          Map.entry("volumeDevices", List.of("devicePath")),
          Map.entry("topologySpreadConstraints", List.of("topologyKey", "whenUnsatisfiable")),
          Map.entry("hostAliases", List.of("ip")),
          Map.entry("ownerReferences", List.of("uid")),
          Map.entry("conditions", List.of("type")));
  private static final Set<String> REPLACED =
      Set.of(
          "selector",
          "nodeSelector",
          "labelSelector",
          "podSelector",
          "namespaceSelector",
          "fieldRef",
          "resourceFieldRef",
          "configMapKeyRef",
          "secretKeyRef");

  private MergeKeys() {}

  /** The keys of a list's items; empty where the list is replaced as a whole. */
  static Optional<List<String>> of(String field, JsonNode list) {
    if (field.equals("ports")) {
      return ports(list);
    }
    return Optional.ofNullable(KEYS.get(field)).filter(keys -> haveAll(list, keys));
  }

  /** Whether an object is replaced as a whole. */
  static boolean isReplaced(String field) {
    return REPLACED.contains(field);
  }

  /** What tells an item of such a list from the others. */
  static ObjectNode key(JsonNode item, List<String> keys) {
    return ((ObjectNode) item).objectNode().setAll(values(item, keys));
  }

  /** Ports of containers and of Services; those of network policies have no key. */
  private static Optional<List<String>> ports(JsonNode list) {
    if (list.findValue("containerPort") != null) {
      return Optional.of(List.of("containerPort", "protocol"));
    }
    boolean ofService = !list.isEmpty() && list.get(0).has("name") && list.get(0).has("port");
    return ofService ? Optional.of(List.of("port", "protocol")) : Optional.empty();
  }

  private static boolean haveAll(JsonNode list, List<String> keys) {
    for (JsonNode item : list) {
      if (!keys.stream().allMatch(item::has)) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, JsonNode> values(JsonNode item, List<String> keys) {
    return keys.stream().filter(item::has).collect(Collectors.toMap(key -> key, item::get));
  }
}
