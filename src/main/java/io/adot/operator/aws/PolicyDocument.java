package io.adot.operator.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A policy, read.
 *
 * @param statements in the order of the document
 */
record PolicyDocument(List<Statement> statements) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** In policies of the version before, which is also that of those without, none are replaced. */
  private static final String KNOWS_VARIABLES = "2012-10-17";

  PolicyDocument {
    statements = List.copyOf(statements);
  }

  /** Says that a text is not a policy. */
  static final class MalformedPolicyException extends Exception {
    MalformedPolicyException(String message) {
      super(message);
    }
  }

  /**
   * Reads a policy.
   *
   * @param json the document, not URL-encoded
   * @throws MalformedPolicyException naming what is wrong
   */
  static PolicyDocument parse(String json) throws MalformedPolicyException {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new MalformedPolicyException("it is not JSON");
    }
    if (root == null || !root.isObject() || !root.has("Statement")) {
      throw new MalformedPolicyException("it has no Statement");
    }
    List<Statement> statements = new ArrayList<>();
    for (JsonNode statement : each(root.get("Statement"))) {
      statements.add(statement(statement, "Statement[" + statements.size() + "]"));
    }
    return new PolicyDocument(
        KNOWS_VARIABLES.equals(root.path("Version").asText())
            ? statements
            : statements.stream().map(Statement::withoutVariables).toList());
  }

  private static Statement statement(JsonNode node, String at) throws MalformedPolicyException {
    String effect = node.path("Effect").asText();
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw new MalformedPolicyException(at + ".Effect is neither Allow nor Deny");
    }
    if (!node.has("Action") && !node.has("NotAction")) {
      throw new MalformedPolicyException(at + " has no Action");
    }
    return new Statement(
        node.path("Sid").asText(""),
        effect.equals("Allow"),
        principals(node, at),
        patterns(node, "Action", at),
        patterns(node, "Resource", at),
        conditions(node.path("Condition"), at));
  }

  private static Patterns patterns(JsonNode node, String name, String at)
      throws MalformedPolicyException {
    String negation = "Not" + name;
    if (node.has(negation)) {
      return new Patterns(true, texts(node.get(negation), at + "." + negation));
    }
    // Trust policies have no Resource: they are about the role they belong to.
    return node.has(name)
        ? new Patterns(false, texts(node.get(name), at + "." + name))
        : new Patterns(false, List.of("*"));
  }

  private static Principals principals(JsonNode node, String at) throws MalformedPolicyException {
    boolean negated = node.has("NotPrincipal");
    JsonNode principal = node.path(negated ? "NotPrincipal" : "Principal");
    if (principal.isMissingNode()) {
      return Principals.NONE;
    }
    if (principal.isTextual()) {
      return new Principals(negated, Map.of("AWS", List.of(principal.asText())));
    }
    Map<String, List<String>> byType = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : principal.properties()) {
      byType.put(entry.getKey(), texts(entry.getValue(), at + ".Principal." + entry.getKey()));
    }
    return new Principals(negated, byType);
  }

  private static List<Condition> conditions(JsonNode node, String at)
      throws MalformedPolicyException {
    List<Condition> conditions = new ArrayList<>();
    for (Map.Entry<String, JsonNode> operator : node.properties()) {
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        String where = at + ".Condition." + operator.getKey() + "." + key.getKey();
        conditions.add(
            new Condition(operator.getKey(), key.getKey(), texts(key.getValue(), where)));
      }
    }
    return conditions;
  }

  private static List<String> texts(JsonNode node, String at) throws MalformedPolicyException {
    List<String> texts = new ArrayList<>();
    for (JsonNode value : each(node)) {
      if (!value.isValueNode() || value.isNull()) {
        throw new MalformedPolicyException(at + " is neither text nor a list of text");
      }
      texts.add(value.asText());
    }
    return texts;
  }

  private static List<JsonNode> each(JsonNode node) {
    List<JsonNode> nodes = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(nodes::add);
    } else {
      nodes.add(node);
    }
    return nodes;
  }
}
