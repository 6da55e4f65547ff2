package io.adot.operator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Takes out of objects and logs what may be secret, and remembers where. It rather takes too much
 * than too little; a reference to a secret, such as {@code ${env:TOKEN}}, is none.
 */
final class Redaction {
  static final String HIDDEN = "REDACTED";

  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i)(token|passw|secret|credential|authorization|api[_-]?key|private[_-]?key"
              + "|access[_-]?key|[_-]key$|key[_-]?pem|connection[_-]?string|cookie|bearer)");

  /** An environment variable is named by people alone, so any key may be one. */
  private static final Pattern SECRET_VARIABLE =
      Pattern.compile("(?i)(token|passw|secret|key|credential|authorization|cookie)");

  /** Where a secret is, not what it says. */
  private static final Pattern PLACE =
      Pattern.compile("(?i)(name|ref|file|path|mount|mounts|expirationseconds|routing_key)$");

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]+}|\\$\\(\\w+\\)");
  private static final Pattern URL_USER = Pattern.compile("(://)[^/@\\s\"']+@");
  private static final Pattern WORDS =
      Pattern.compile(
          "(?i)((?:token|passw\\w*|secret\\w*|api[_-]?key|access[_-]?key\\w*|authorization"
              + "|credential\\w*)[\"']?\\s*[:=]\\s*[\"']?)(?:(?:bearer|basic)\\s+)?"
              + "(?!\\$[{(])[^\\s\"',;&}]+");
  private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer|basic) [\\w.~+/=-]{8,}");
  private static final Pattern AWS_KEY = Pattern.compile("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b");
  private static final Set<String> DROPPED =
      Set.of("managedFields", "kubectl.kubernetes.io/last-applied-configuration");

  private final KubernetesSerialization yaml = new KubernetesSerialization();
  private final Set<String> places = new TreeSet<>();

  /** Where something was taken out. */
  Set<String> places() {
    return places;
  }

  /**
   * Takes secrets out of an object.
   *
   * @param where the object in the list of places
   * @param tree is changed
   */
  void of(String where, ObjectNode tree) {
    object(where, tree, false);
  }

  /** A log or another text without secrets. */
  String text(String where, String text) {
    String hidden = plain(text);
    if (!hidden.equals(text)) {
      places.add(where);
    }
    return hidden;
  }

  private void object(String where, ObjectNode object, boolean secret) {
    object.remove(DROPPED);
    boolean variable =
        object.path("name").isTextual()
            && object.path("value").isTextual()
            && SECRET_VARIABLE.matcher(object.path("name").asText()).find();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String name = member.getKey();
      String at = where + "." + name;
      boolean hide =
          secret
              || variable && name.equals("value")
              || SECRET_NAME.matcher(name).find() && !PLACE.matcher(name).find();
      JsonNode value = member.getValue();
      if (value instanceof ObjectNode inner) {
        // What a Secret is called stands in objects of such names, too: secretKeyRef, secret.
        object(at, inner, name.equals("headers"));
      } else if (value instanceof ArrayNode list) {
        array(at, list, hide && name.equals("headers"));
      } else if (value.isTextual()) {
        member.setValue(TextNode.valueOf(value(at, value.asText(), hide)));
      }
    }
  }

  private void array(String where, ArrayNode list, boolean secret) {
    for (int i = 0; i < list.size(); i++) {
      String at = where + "[" + i + "]";
      if (list.get(i) instanceof ObjectNode inner) {
        object(at, inner, secret);
      } else if (list.get(i) instanceof ArrayNode inner) {
        array(at, inner, secret);
      } else if (list.get(i).isTextual()) {
        list.set(i, TextNode.valueOf(value(at, list.get(i).asText(), secret)));
      }
    }
  }

  private String value(String where, String text, boolean hide) {
    if (hide && !text.isEmpty() && !REFERENCE.matcher(text).matches()) {
      places.add(where);
      return HIDDEN;
    }
    return text.contains("\n") ? document(where, text) : text(where, text);
  }

  /** A ConfigMap holds a configuration as a text. */
  private String document(String where, String text) {
    try {
      if (yaml.unmarshal(text, JsonNode.class) instanceof ObjectNode tree) {
        String before = tree.toString();
        object(where, tree, false);
        return tree.toString().equals(before) ? text : Yaml.write(tree);
      }
    } catch (RuntimeException noYaml) {
      return text(where, text);
    }
    return text(where, text);
  }

  private static String plain(String text) {
    String hidden = URL_USER.matcher(text).replaceAll("$1" + HIDDEN + "@");
    hidden = WORDS.matcher(hidden).replaceAll("$1" + HIDDEN);
    hidden = BEARER.matcher(hidden).replaceAll("$1 " + HIDDEN);
    return AWS_KEY.matcher(hidden).replaceAll(HIDDEN);
  }
}
