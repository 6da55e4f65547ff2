package io.adot.operator.api.crd;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.api.schema.Description;
import io.adot.operator.api.schema.Property;
import io.adot.operator.api.schema.Rule;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The structural schema of a Java type. Of our own types the {@link Property} fields count; of
 * Kubernetes types the properties that fabric8's class and the table of facts both have, so that a
 * newer fabric8 does not widen the API by itself.
 */
final class SchemaGenerator {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String PRESERVE = "x-kubernetes-preserve-unknown-fields";
  private static final String QUANTITY =
      "^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$";

  private final ObjectMapper mapper = new ObjectMapper();
  private final KubernetesFacts facts;

  SchemaGenerator(KubernetesFacts facts) {
    this.facts = facts;
  }

  /** The schema of one of our own types, with its description and rules. */
  ObjectNode own(Class<?> type) {
    ObjectNode schema = JSON.objectNode();
    Description description = type.getAnnotation(Description.class);
    if (description != null) {
      schema.put("description", description.value());
    }
    schema.put("type", "object");
    Map<String, ObjectNode> properties = new TreeMap<>();
    Set<String> required = new TreeSet<>();
    for (Class<?> part = type; part != Object.class; part = part.getSuperclass()) {
      for (Field field : part.getDeclaredFields()) {
        Property property = field.getAnnotation(Property.class);
        if (property != null) {
          properties.put(field.getName(), property(field, property));
          if (property.required()) {
            required.add(field.getName());
          }
        }
      }
    }
    schema.set("properties", objectOf(properties));
    if (!required.isEmpty()) {
      required.forEach(schema.putArray("required")::add);
    }
    Rule[] rules = type.getAnnotationsByType(Rule.class);
    if (rules.length > 0) {
      ArrayNode validations = schema.putArray("x-kubernetes-validations");
      for (Rule rule : rules) {
        validations.addObject().put("message", rule.message()).put("rule", rule.expression());
      }
    }
    return schema;
  }

  private ObjectNode property(Field field, Property property) {
    ObjectNode schema = JSON.objectNode().put("description", property.value());
    JavaType type = mapper.constructType(field.getGenericType());
    boolean shaped = property.shape() != void.class;
    schema.setAll(shaped ? own(property.shape()) : schema(type, true));
    if (type.hasRawClass(Integer.class)) {
      schema.put("format", "int32");
    } else if (type.hasRawClass(Long.class)) {
      schema.put("format", "int64");
    }
    if (property.format().isEmpty()) {
      schema.remove("format");
    } else if (!property.format().equals(Property.FORMAT_OF_TYPE)) {
      schema.put("format", property.format());
    }
    if (!property.defaultValue().isEmpty()) {
      schema.set("default", defaultValue(property, schema));
    }
    putUnless(schema, "minimum", property.min(), Long.MIN_VALUE);
    putUnless(schema, "maximum", property.max(), Long.MAX_VALUE);
    putUnless(schema, "minLength", property.minLength(), 0);
    putUnless(schema, "minItems", property.minItems(), 0);
    if (!property.listType().isEmpty()) {
      schema.put("x-kubernetes-list-type", property.listType());
    }
    if (property.preserveUnknown() || shaped) {
      schema.put(PRESERVE, true);
      if (schema.get("items") instanceof ObjectNode items) {
        items.remove(PRESERVE); // said of the list, it goes for what is in it
      }
    }
    return schema;
  }

  private static void putUnless(ObjectNode schema, String keyword, long value, long none) {
    if (value != none) {
      schema.put(keyword, value);
    }
  }

  private JsonNode defaultValue(Property property, ObjectNode schema) {
    if ("string".equals(schema.path("type").asText())) {
      return JSON.textNode(property.defaultValue());
    }
    try {
      return mapper.readTree(property.defaultValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode schema(JavaType type, boolean firstLevel) {
    Class<?> raw = type.getRawClass();
    ObjectNode schema = JSON.objectNode();
    if (raw == String.class) {
      return schema.put("type", "string");
    } else if (raw == Integer.class || raw == Long.class) {
      return schema.put("type", "integer");
    } else if (raw == Boolean.class) {
      return schema.put("type", "boolean");
    } else if (raw.isEnum()) {
      ArrayNode values = schema.put("type", "string").putArray("enum");
      for (Object constant : raw.getEnumConstants()) {
        values.add(mapper.<JsonNode>valueToTree(constant));
      }
      return schema;
    } else if (raw == IntOrString.class) {
      return schema.put("x-kubernetes-int-or-string", true);
    } else if (raw == Quantity.class) {
      return schema.put("pattern", QUANTITY).put("x-kubernetes-int-or-string", true);
    } else if (raw == JsonNode.class) {
      return schema.put("type", "object").put(PRESERVE, true);
    } else if (type.isCollectionLikeType()) {
      schema.put("type", "array").set("items", schema(type.getContentType(), firstLevel));
      return schema;
    } else if (type.isMapLikeType()) {
      schema.put("type", "object");
      schema.set("additionalProperties", schema(type.getContentType(), firstLevel));
      return schema;
    } else if (raw.getName().startsWith("io.adot.")) {
      return own(raw);
    }
    return kubernetes(type, firstLevel);
  }

  private ObjectNode kubernetes(JavaType type, boolean firstLevel) {
    KubernetesFacts.Type known = facts.type(type.getRawClass());
    Map<String, ObjectNode> properties = new TreeMap<>();
    for (BeanPropertyDefinition bean :
        mapper.getSerializationConfig().introspect(type).findProperties()) {
      ObjectNode keywords = known.properties().get(bean.getName());
      if (keywords != null) {
        ObjectNode schema = JSON.objectNode();
        if (firstLevel) {
          schema.put("description", facts.description(type.getRawClass(), bean.getName()));
        }
        schema.setAll(schema(bean.getPrimaryType(), false));
        schema.setAll(keywords);
        JsonNode itemFormat = schema.remove("itemFormat");
        if (itemFormat != null) {
          ((ObjectNode) schema.get("items")).set("format", itemFormat);
        }
        properties.put(bean.getName(), schema);
      }
    }
    if (!properties.keySet().equals(known.properties().keySet())) {
      throw new IllegalStateException(
          type + " has " + properties.keySet() + " of " + known.properties().keySet());
    }
    ObjectNode schema = JSON.objectNode().put("type", "object");
    schema.set("properties", objectOf(properties));
    if (known.mapType() != null) {
      schema.put("x-kubernetes-map-type", known.mapType());
    }
    if (!known.required().isEmpty()) {
      ArrayNode required = schema.putArray("required");
      known.required().forEach(required::add);
    }
    return schema;
  }

  private static ObjectNode objectOf(Map<String, ObjectNode> properties) {
    ObjectNode object = JSON.objectNode();
    object.setAll(properties);
    return object;
  }
}
