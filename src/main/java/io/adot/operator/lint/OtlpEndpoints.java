package io.adot.operator.lint;

import io.adot.operator.config.Component;
import io.adot.operator.config.ComponentKind;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses to which the OTLP/HTTP exporter appends what they end in already. */
final class OtlpEndpoints implements Rule {
  private static final Set<String> TYPES = Set.of("otlphttp", "otlp_http");
  private static final Pattern WITH_PATH = Pattern.compile(".*(/v1/(traces|metrics|logs))/?");

  @Override
  public void check(Subject subject, Consumer<Finding> findings) {
    for (Component component : subject.config().enabled(ComponentKind.EXPORTER)) {
      String endpoint = component.settings().path("endpoint").asText("").strip();
      Matcher matcher = WITH_PATH.matcher(endpoint);
      if (TYPES.contains(component.type()) && matcher.matches()) {
        findings.accept(
            new Finding(
                FindingCode.OTC1405,
                component.id().path() + ".endpoint",
                "ends in `" + matcher.group(1) + "`, which the exporter appends once more",
                "call the setting `" + matcher.group(2) + "_endpoint`, or leave the path out"));
      }
    }
  }
}
