package io.adot.operator.testing.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** RBAC as Kubernetes evaluates it, aggregated roles excepted. */
final class RbacAuthorizer {
  private final Function<String, List<ObjectNode>> stored;

  /**
   * Reads the stored objects anew for each question.
   *
   * @param stored the objects of a resource: {@code clusterroles}
   */
  RbacAuthorizer(Function<String, List<ObjectNode>> stored) {
    this.stored = stored;
  }

  boolean allows(String user, Set<String> groups, Access access) {
    return grants("clusterrolebindings", binding -> true, user, groups, access)
        || !access.namespace().isEmpty()
            && grants(
                "rolebindings",
                binding -> namespace(binding).equals(access.namespace()),
                user,
                groups,
                access);
  }

  private boolean grants(
      String bindings,
      Predicate<JsonNode> relevant,
      String user,
      Set<String> groups,
      Access access) {
    return stored.apply(bindings).stream()
        .filter(relevant)
        .filter(binding -> names(binding, user, groups))
        .anyMatch(binding -> roleAllows(binding, access));
  }

  private static boolean names(JsonNode binding, String user, Set<String> groups) {
    for (JsonNode subject : binding.path("subjects")) {
      String name = subject.path("name").asText();
      boolean matches =
          switch (subject.path("kind").asText()) {
            case "User" -> name.equals(user);
            case "Group" -> groups.contains(name);
            case "ServiceAccount" ->
                user.equals(
                    "system:serviceaccount:" + subject.path("namespace").asText() + ":" + name);
            default -> false;
          };
      if (matches) {
        return true;
      }
    }
    return false;
  }

  private boolean roleAllows(JsonNode binding, Access access) {
    JsonNode reference = binding.path("roleRef");
    boolean namespaced = reference.path("kind").asText().equals("Role");
    for (ObjectNode role : stored.apply(namespaced ? "roles" : "clusterroles")) {
      boolean meant =
          role.path("metadata").path("name").equals(reference.path("name"))
              && (!namespaced || namespace(role).equals(namespace(binding)));
      if (meant) {
        for (JsonNode rule : role.path("rules")) {
          if (allows(rule, access)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean allows(JsonNode rule, Access access) {
    if (!lists(rule.path("verbs"), access.verb())) {
      return false;
    }
    if (!access.path().isEmpty()) {
      return listsPath(rule.path("nonResourceURLs"), access.path());
    }
    JsonNode names = rule.path("resourceNames");
    return lists(rule.path("apiGroups"), access.group())
        && listsResource(rule.path("resources"), access.resource())
        && (names.isEmpty() || contains(names, access.name()));
  }

  private static boolean listsResource(JsonNode resources, String resource) {
    int slash = resource.indexOf('/');
    return lists(resources, resource)
        || slash > 0 && contains(resources, "*" + resource.substring(slash));
  }

  private static boolean listsPath(JsonNode paths, String path) {
    for (JsonNode entry : paths) {
      String text = entry.asText();
      if (text.equals(path)
          || text.endsWith("*") && path.startsWith(text.substring(0, text.length() - 1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean lists(JsonNode list, String value) {
    return contains(list, "*") || contains(list, value);
  }

  private static boolean contains(JsonNode list, String value) {
    for (JsonNode entry : list) {
      if (entry.asText().equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static String namespace(JsonNode object) {
    return object.path("metadata").path("namespace").asText();
  }
}
