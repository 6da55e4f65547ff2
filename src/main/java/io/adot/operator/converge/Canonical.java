package io.adot.operator.converge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings a desired object into the form in which the API server stores it, as far as defaulting
 * inside values that are ours as a whole is concerned: only there do defaults come back as fields
 * of ours.
 */
final class Canonical {
  private static final Set<String> NOT_COMPARED = Set.of("apiVersion", "kind", "status");
  private static final Map<String, Map<String, Object>> DEFAULTS =
      Map.of(
          "fieldRef", Map.of("apiVersion", "v1"),
          "resourceFieldRef", Map.of("divisor", "0"),
          "serviceAccountToken", Map.of("expirationSeconds", 3600));

  private final KubernetesSerialization serialization;

  Canonical(KubernetesSerialization serialization) {
    this.serialization = serialization;
  }

  /** The comparable part of a desired object, a tree of its own. */
  ObjectNode desired(HasMetadata object) {
    ObjectNode tree = comparable(object);
    complete(tree, "");
    return tree;
  }

  /** The comparable part of a live object: without its identity and what only the server writes. */
  ObjectNode comparable(HasMetadata object) {
    ObjectNode tree = serialization.convertValue(object, ObjectNode.class);
    tree.remove(NOT_COMPARED);
    if (tree.get("metadata") instanceof ObjectNode metadata) {
      metadata.retain(List.of("labels", "annotations", "ownerReferences", "finalizers"));
    }
    return tree;
  }

  private void complete(JsonNode node, String field) {
    if (node instanceof ObjectNode object) {
      DEFAULTS
          .getOrDefault(field, Map.of())
          .forEach((name, value) -> putIfAbsent(object, name, value));
      object.properties().forEach(entry -> complete(entry.getValue(), entry.getKey()));
    } else if (node instanceof ArrayNode array) {
      for (JsonNode item : array) {
        completeItem(item, field);
        complete(item, "");
      }
    }
  }

  private void completeItem(JsonNode item, String list) {
    if (!(item instanceof ObjectNode object)) {
      return;
    }
    if (list.equals("ports")) {
      putIfAbsent(object, "protocol", "TCP");
    } else if (list.equals("backendRefs")) {
      putIfAbsent(object, "group", "");
      putIfAbsent(object, "kind", "Service");
      putIfAbsent(object, "weight", 1);
    } else if (list.equals("volumeClaimTemplates")) {
      putIfAbsent(object, "apiVersion", "v1");
      putIfAbsent(object, "kind", "PersistentVolumeClaim");
      putIfAbsent(object.withObject("status"), "phase", "Pending");
      putIfAbsent(object.withObject("spec"), "volumeMode", "Filesystem");
    }
  }

  private static void putIfAbsent(ObjectNode object, String name, Object value) {
    if (!object.has(name)) {
      object.set(
          name,
          value instanceof Integer n ? object.numberNode(n) : object.textNode(value.toString()));
    }
  }
}
