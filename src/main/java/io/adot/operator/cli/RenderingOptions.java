package io.adot.operator.cli;

import io.adot.operator.render.CollectorRbac;
import io.adot.operator.render.Facts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The flags of the operator process that decide what its collectors are made of. */
final class RenderingOptions {
  private static final List<String> PROXY_VARIABLES =
      List.of("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY");

  @Option(
      names = "--collector-image",
      paramLabel = "IMAGE",
      defaultValue = "${env:RELATED_IMAGE_COLLECTOR:-}",
      description = "Image of collectors that name none (RELATED_IMAGE_COLLECTOR).")
  private String collectorImage = "";

  @Option(
      names = "--collector-version",
      paramLabel = "VERSION",
      defaultValue = "${env:COLLECTOR_VERSION:-}",
      description = "Version of that image, shown in the status (COLLECTOR_VERSION).")
  private String collectorVersion = "";

  @Option(
      names = "--network-policy-default",
      arity = "1",
      paramLabel = "true|false",
      defaultValue = "${env:NETWORK_POLICY_DEFAULT:-true}",
      description =
          "Whether a collector that does not say gets a NetworkPolicy (NETWORK_POLICY_DEFAULT).")
  private boolean networkPolicyDefault = true;

  @Option(
      names = "--collector-rbac",
      paramLabel = "none|namespaced|cluster",
      defaultValue = "${env:COLLECTOR_RBAC:-none}",
      description =
          "Which roles are made for what collectors need: none, those of their own namespace, or"
              + " all (COLLECTOR_RBAC).")
  private CollectorRbac collectorRbac = CollectorRbac.NONE;

  @Option(
      names = "--pod-additions",
      arity = "1",
      paramLabel = "true|false",
      defaultValue = "${env:POD_ADDITIONS:-true}",
      description =
          "Whether pods get more than the Go operator would give them; false keeps the way back to"
              + " it free of restarts (POD_ADDITIONS).")
  private boolean podAdditions = true;

  @Option(
      names = "--labels-filter",
      paramLabel = "REGEX",
      description = "Labels of a collector that are not copied to workloads (LABELS_FILTER).")
  private List<String> labelsFilter = List.of();

  @Option(
      names = "--annotations-filter",
      paramLabel = "REGEX",
      description = "Annotations of a collector that are not copied (ANNOTATIONS_FILTER).")
  private List<String> annotationsFilter = List.of();

  /** How a wrong value is told: which flag has which value, and what it takes. */
  interface Complaints {
    ParameterException about(String flag, String value, String wanted);
  }

  /**
   * The facts that the flags amount to, with the proxy settings of a process.
   *
   * @param variables the environment of that process, for what has no default of its own
   */
  Facts facts(Complaints wrong, UnaryOperator<@Nullable String> variables) {
    Facts facts =
        Facts.defaults()
            .withNetworkPolicyByDefault(networkPolicyDefault)
            .withLabelFilters(
                patterns("--labels-filter", labelsFilter, variables.apply("LABELS_FILTER"), wrong))
            .withMoreAnnotationFilters(
                patterns(
                    "--annotations-filter",
                    annotationsFilter,
                    variables.apply("ANNOTATIONS_FILTER"),
                    wrong))
            .withProxyEnv(proxyEnv(variables))
            .with(collectorRbac)
            .withPodAdditions(podAdditions);
    // Of an image of one's own, the version is known only if it is told.
    String version = collectorVersion.strip();
    if (!collectorImage.isBlank()) {
      return facts.withImage(collectorImage.strip(), version);
    }
    return version.isEmpty() ? facts : facts.withImage(facts.collectorImage(), version);
  }

  /**
   * A regular expression may have commas, so the flag is repeated; the variable has a list, as the
   * Go operator's.
   */
  private static List<Pattern> patterns(
      String flag, List<String> texts, @Nullable String variable, Complaints wrong) {
    String fallback = Objects.requireNonNullElse(variable, "");
    return (texts.isEmpty() ? List.of(fallback.split(",")) : texts)
        .stream()
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .map(
                text -> {
                  try {
                    return Pattern.compile(text);
                  } catch (PatternSyntaxException malformed) {
                    throw wrong.about(
                        flag, text, "a regular expression: " + malformed.getDescription());
                  }
                })
            .toList();
  }

  private static Map<String, String> proxyEnv(UnaryOperator<@Nullable String> variables) {
    Map<String, String> proxy = new LinkedHashMap<>();
    for (String variable : PROXY_VARIABLES) {
      String value = variables.apply(variable);
      if (value != null && !value.isEmpty()) {
        proxy.put(variable, value);
      }
    }
    return proxy;
  }
}
