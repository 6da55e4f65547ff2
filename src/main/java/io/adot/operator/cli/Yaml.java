package io.adot.operator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Collection;
import java.util.stream.Collectors;

/** Objects as YAML documents. */
final class Yaml {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Yaml() {}

  /** One document, without dashes before it. */
  static String write(Object object) {
    Object plain =
        object instanceof JsonNode tree ? MAPPER.convertValue(tree, Object.class) : object;
    String text = new KubernetesSerialization().asYaml(plain);
    return text.startsWith("---\n") ? text.substring(4) : text;
  }

  /** Documents with dashes between them. */
  static String documents(Collection<?> objects) {
    return objects.stream().map(Yaml::write).collect(Collectors.joining("---\n"));
  }
}
