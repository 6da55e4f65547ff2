package io.adot.operator.testing.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Answers who may do what: about others from the stored RBAC objects, about oneself that everything
 * is allowed, unless a client was restricted.
 */
final class AccessReviews {
  private static final Predicate<Access> EVERYTHING = access -> true;

  private final RbacAuthorizer authorizer;
  private final Map<String, Predicate<Access>> restrictions = new ConcurrentHashMap<>();

  AccessReviews(Function<String, List<ObjectNode>> stored) {
    this.authorizer = new RbacAuthorizer(stored);
  }

  void restrict(String agent, Predicate<Access> may) {
    restrictions.put(agent, may);
  }

  /** Refuses what its client may not do. */
  void enforce(ApiRequest request) {
    Access access = request.access();
    if (!mayItself(request.agent()).test(access)) {
      throw new Refusal(
          403,
          "%s is forbidden: User \"%s\" cannot %s resource \"%s\" in API group \"%s\" in the namespace \"%s\""
              .formatted(
                  access.resource(),
                  request.agent(),
                  access.verb(),
                  access.resource(),
                  access.group(),
                  access.namespace()));
    }
  }

  /** The review with its status. */
  ObjectNode answer(String agent, ObjectNode review) {
    JsonNode spec = review.path("spec");
    ObjectNode status = review.putObject("status");
    switch (review.path("kind").asText()) {
      case "SelfSubjectRulesReview" -> rules(agent, status);
      case "SelfSubjectAccessReview" -> status.put("allowed", mayItself(agent).test(access(spec)));
      default -> status.put("allowed", authorizer.allows(user(spec), groups(spec), access(spec)));
    }
    return review;
  }

  /** What a restricted client may do is code, so its rules cannot be listed: it has to ask. */
  private void rules(String agent, ObjectNode status) {
    boolean everything = !restrictions.containsKey(agent);
    status.put("incomplete", !everything);
    status.putArray("nonResourceRules");
    var rules = status.putArray("resourceRules");
    if (everything) {
      ObjectNode rule = rules.addObject();
      List.of("verbs", "apiGroups", "resources").forEach(field -> rule.putArray(field).add("*"));
    }
  }

  private Predicate<Access> mayItself(String agent) {
    return restrictions.getOrDefault(agent, EVERYTHING);
  }

  private static String user(JsonNode spec) {
    return spec.path("user").asText();
  }

  private static Set<String> groups(JsonNode spec) {
    Set<String> groups = new HashSet<>();
    spec.path("groups").forEach(group -> groups.add(group.asText()));
    return groups;
  }

  private static Access access(JsonNode spec) {
    JsonNode path = spec.path("nonResourceAttributes");
    if (path.isObject()) {
      return new Access(text(path, "verb"), "", "", "", "", text(path, "path"));
    }
    JsonNode resource = spec.path("resourceAttributes");
    String subresource = text(resource, "subresource");
    return new Access(
        text(resource, "verb"),
        text(resource, "group"),
        text(resource, "resource") + (subresource.isEmpty() ? "" : "/" + subresource),
        text(resource, "namespace"),
        text(resource, "name"),
        "");
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText();
  }
}
