package io.adot.operator.lint;

import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Variables that the collector's container does not have: they are empty. Nothing is said where
 * variables come from ConfigMaps or Secrets as a whole, or from other people's pods.
 */
final class Variables implements Rule {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\$|\\$\\{(?:env:)?([A-Za-z_][A-Za-z0-9_]*)(:-[^}]*)?}");

  /** Set by Kubernetes, by EKS for a ServiceAccount's role, by the image. */
  private static final Pattern FROM_ELSEWHERE =
      Pattern.compile(
          "KUBERNETES_.*|.*_SERVICE_(HOST|PORT.*)|AWS_.*|HOSTNAME|HOME|PATH|RUN_IN_CONTAINER");

  @Override
  public void check(Subject subject, Consumer<Finding> findings) {
    Optional<Container> container = subject.container().filter(c -> c.getEnvFrom().isEmpty());
    if (container.isEmpty()) {
      return;
    }
    Set<String> defined =
        container.get().getEnv().stream().map(EnvVar::getName).collect(Collectors.toSet());
    Map<String, String> missing = new LinkedHashMap<>();
    Texts.visit(
        subject.config().tree(),
        "spec.config",
        (spot, text) -> {
          if (text.indexOf('$') < 0) {
            return;
          }
          Matcher reference = REFERENCE.matcher(text);
          while (reference.find()) {
            String name = reference.group(1);
            boolean needed = name != null && reference.group(2) == null;
            if (needed && !defined.contains(name) && !FROM_ELSEWHERE.matcher(name).matches()) {
              missing.putIfAbsent(name, spot.path());
            }
          }
        });
    missing.forEach(
        (name, path) ->
            findings.accept(
                new Finding(
                    FindingCode.OTC1401,
                    path,
                    "the container has no variable `" + name + "`, so its value is empty",
                    "add it to spec.env, or give it a default: `${env:" + name + ":-…}`")));
  }
}
