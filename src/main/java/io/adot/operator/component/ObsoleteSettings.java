package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.component.CollectorImage.Version;
import io.adot.operator.config.CollectorConfig;
import io.adot.operator.config.Component;
import io.adot.operator.config.ComponentKind;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Settings that newer collectors take otherwise, and that only their author can replace. */
final class ObsoleteSettings {
  private static final Version NO_REMOTE_SAMPLING = new Version(0, 84, 0);
  private static final String SAMPLING_GATE = "receiver.jaeger.DisableRemoteSampling";

  /** Of a variable without braces; prometheus's {@code $1} and {@code $$} are none. */
  private static final Pattern BARE_VARIABLE = Pattern.compile("(?<!\\$)\\$([A-Z][A-Z0-9_]{2,})");

  private static final Version NO_BARE_VARIABLES = new Version(0, 109, 0);

  private ObsoleteSettings() {}

  /** What of it a configuration has, as far as the image's release is known. */
  static List<Finding> in(CollectorConfig config, Surroundings surroundings) {
    List<Finding> findings = new ArrayList<>();
    Optional<Version> release = AdotVersions.known(surroundings.image());
    release
        .filter(known -> known.compareTo(NO_REMOTE_SAMPLING) >= 0)
        .filter(
            known -> !surroundings.args().getOrDefault("feature-gates", "").contains(SAMPLING_GATE))
        .ifPresent(known -> remoteSampling(config, known, findings));
    release
        .filter(known -> known.compareTo(NO_BARE_VARIABLES) >= 0)
        .ifPresent(known -> bareVariables(config, findings));
    return findings;
  }

  private static void remoteSampling(
      CollectorConfig config, Version release, List<Finding> findings) {
    for (Component component : config.enabled(ComponentKind.RECEIVER)) {
      if (component.type().equals("jaeger") && component.settings().hasNonNull("remote_sampling")) {
        findings.add(
            new Finding(
                FindingCode.OTC1203,
                component.id().path() + ".remote_sampling",
                "the image's collector " + release + " refuses to start with it",
                "use the extension jaegerremotesampling, where the image has it, or remove it"));
      }
    }
  }

  private static void bareVariables(CollectorConfig config, List<Finding> findings) {
    Map<String, String> found = new TreeMap<>();
    collect(config.tree(), "spec.config", found);
    found.forEach(
        (name, path) ->
            findings.add(
                new Finding(
                    FindingCode.OTC1202,
                    path,
                    "collectors since "
                        + NO_BARE_VARIABLES
                        + " do not replace `$"
                        + name
                        + "` by the variable's value",
                    "write `${env:" + name + "}`")));
  }

  private static void collect(JsonNode node, String path, Map<String, String> found) {
    if (node.isTextual()) {
      Matcher matcher = BARE_VARIABLE.matcher(node.textValue());
      while (matcher.find()) {
        found.putIfAbsent(matcher.group(1), path);
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(node.get(i), path + "[" + i + "]", found);
      }
    } else {
      node.properties().forEach(e -> collect(e.getValue(), path + "." + e.getKey(), found));
    }
  }
}
