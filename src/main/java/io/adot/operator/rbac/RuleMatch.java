package io.adot.operator.rbac;

import io.adot.operator.component.KubernetesRule.NonResourceUrl;
import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.preflight.AccessQuestion;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether one rule covers one question. Source: {@code RuleAllows} of Kubernetes' RBAC authorizer.
 */
final class RuleMatch {
  private static final String ALL = "*";
  private static final Pattern TRAILING_STARS = Pattern.compile("\\*+$");

  private RuleMatch() {}

  static boolean covers(PolicyRule rule, AccessQuestion question) {
    if (!hasOrAll(rule.getVerbs(), question.verb())) {
      return false;
    }
    return question.target() instanceof Resource resource
        ? hasOrAll(rule.getApiGroups(), resource.group())
            && hasResource(orEmpty(rule.getResources()), resource)
            && hasName(orEmpty(rule.getResourceNames()), resource.name())
        : hasPath(orEmpty(rule.getNonResourceURLs()), ((NonResourceUrl) question.target()).path());
  }

  /**
   * A resource does not include its subresources; an asterisk with {@code /scale} is that of every
   * one.
   */
  private static boolean hasResource(List<String> resources, Resource resource) {
    return hasOrAll(resources, resource.rbacName())
        || !resource.subresource().isEmpty() && resources.contains("*/" + resource.subresource());
  }

  /** A rule with names covers no question about all objects of a resource. */
  private static boolean hasName(List<String> names, String name) {
    return names.isEmpty() || names.contains(name);
  }

  private static boolean hasPath(List<String> paths, String path) {
    return paths.stream()
        .anyMatch(
            rule ->
                rule.equals(path)
                    || rule.endsWith(ALL)
                        && path.startsWith(TRAILING_STARS.matcher(rule).replaceFirst("")));
  }

  private static boolean hasOrAll(@Nullable List<String> values, String value) {
    return orEmpty(values).contains(ALL) || orEmpty(values).contains(value);
  }

  private static List<String> orEmpty(@Nullable List<String> values) {
    return values == null ? List.of() : values;
  }
}
