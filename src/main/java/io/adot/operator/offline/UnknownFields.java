package io.adot.operator.offline;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorSpec;
import io.adot.operator.config.Nearest;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Fields that a resource does not have. An API server drops them, as a rule with no more than a
 * warning that tools hide; then nobody but the file knows of them. Remembers what types have.
 */
final class UnknownFields {
  private final ObjectMapper mapper;
  private final Map<JavaType, Map<String, JavaType>> fields = new HashMap<>();

  UnknownFields(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * Finds those of a collector's {@code spec}; what is below {@code spec.config} is not the
   * resource's matter.
   *
   * @param resource the collector as it was written
   */
  List<Finding> in(JsonNode resource) {
    List<Finding> findings = new ArrayList<>();
    JavaType spec = mapper.constructType(OpenTelemetryCollectorSpec.class);
    walk(resource.path("spec"), spec, "spec", findings);
    return findings;
  }

  private void walk(JsonNode node, JavaType type, String path, List<Finding> findings) {
    if (node.isArray() && type.isCollectionLikeType()) {
      for (int i = 0; i < node.size(); i++) {
        walk(node.get(i), type.getContentType(), path + "[" + i + "]", findings);
      }
    } else if (node.isObject() && type.isMapLikeType()) {
      node.properties()
          .forEach(
              entry ->
                  walk(
                      entry.getValue(),
                      type.getContentType(),
                      path + "." + entry.getKey(),
                      findings));
    } else if (node.isObject() && !type.isTypeOrSubTypeOf(JsonNode.class)) {
      members(node, fields(type), path, findings);
    }
  }

  private void members(
      JsonNode node, Map<String, JavaType> known, String path, List<Finding> findings) {
    // Of what has no fields at all, the type does not say what may stand there.
    if (known.isEmpty()) {
      return;
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String name = entry.getKey();
      JavaType type = known.get(name);
      if (type == null) {
        findings.add(unknown(path + "." + name, name, known));
      } else {
        walk(entry.getValue(), type, path + "." + name, findings);
      }
    }
  }

  private static Finding unknown(String path, String name, Map<String, JavaType> known) {
    return new Finding(
        FindingCode.OTC1108,
        path,
        "is no field of the resource, so it is dropped",
        Nearest.to(name, known.keySet())
            .map(meant -> "did you mean `" + meant + "`?")
            .orElse("remove it"));
  }

  /** Collectors are looked at side by side. */
  private synchronized Map<String, JavaType> fields(JavaType type) {
    return fields.computeIfAbsent(type, this::introspected);
  }

  private Map<String, JavaType> introspected(JavaType type) {
    return mapper.getDeserializationConfig().introspect(type).findProperties().stream()
        .filter(BeanPropertyDefinition::couldDeserialize)
        .collect(
            Collectors.toUnmodifiableMap(
                BeanPropertyDefinition::getName, BeanPropertyDefinition::getPrimaryType));
  }
}
