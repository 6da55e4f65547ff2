package io.adot.operator.evidence;

import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.preflight.AccessQuestion;
import java.util.List;

/**
 * A rule that grants the operator something on all objects of some resources. An asterisk stands
 * for everything.
 *
 * @param groups API groups
 * @param resources resources, {@code nodes} or {@code nodes/proxy}
 * @param verbs verbs
 */
public record OwnRule(List<String> groups, List<String> resources, List<String> verbs) {
  private static final String ANY = "*";

  /** Copies the lists. */
  public OwnRule {
    groups = List.copyOf(groups);
    resources = List.copyOf(resources);
    verbs = List.copyOf(verbs);
  }

  /** Whether this rule is enough for a question. */
  boolean allows(AccessQuestion question) {
    return question.target() instanceof Resource resource
        && has(groups, resource.group())
        && (has(resources, resource.rbacName())
            || !resource.subresource().isEmpty()
                && resources.contains("*/" + resource.subresource()))
        && has(verbs, question.verb());
  }

  private static boolean has(List<String> allowed, String wanted) {
    return allowed.contains(ANY) || allowed.contains(wanted);
  }
}
