package io.adot.operator.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.config.Component;
import io.adot.operator.config.ComponentId;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.List;
import java.util.function.Consumer;

/**
 * Settings with which a component refuses to start, in every release: what its own validation
 * demands. Looks at the configuration as it is rendered.
 */
final class RefusedSettings implements Rule {
  private static final List<String> OTLP_ENDPOINTS =
      List.of(
          "endpoint", "traces_endpoint", "metrics_endpoint", "logs_endpoint", "profiles_endpoint");

  @Override
  public void check(Subject subject, Consumer<Finding> findings) {
    for (Component component : subject.needs().config().enabled()) {
      if (component.settings().isObject() || component.settings().isNull()) {
        check(component.id(), component.settings(), findings);
      }
    }
  }

  private static void check(ComponentId id, JsonNode settings, Consumer<Finding> findings) {
    switch (id.kind().noun() + " " + id.type()) {
      case "exporter awscloudwatchlogs" -> {
        needs(id, settings, "log_group_name", "/my/log-group", findings);
        needs(id, settings, "log_stream_name", "my-stream", findings);
      }
      case "exporter otlp", "exporter otlp_grpc" ->
          needs(id, settings, "endpoint", "collector.example.com:4317", findings);
      case "exporter otlphttp", "exporter otlp_http" -> {
        if (OTLP_ENDPOINTS.stream().allMatch(key -> isBlank(settings.path(key)))) {
          needs(id, settings, "endpoint", "https://collector.example.com:4318", findings);
        }
      }
      case "exporter file" -> needs(id, settings, "path", "/var/lib/otel/out.json", findings);
      case "exporter debug" -> {
        if (settings.has("loglevel")) {
          findings.accept(
              new Finding(
                  FindingCode.OTC1404,
                  id.path() + ".loglevel",
                  "the exporter has no such setting, so the collector does not start",
                  "write `verbosity: detailed` (for debug), `normal` (info) or `basic` instead"));
        }
      }
      case "receiver otlp" -> {
        if (isBlank(settings.path("protocols"))) {
          findings.accept(
              new Finding(
                  FindingCode.OTC1404,
                  id.path() + ".protocols",
                  "names no protocol, so the collector does not start",
                  "write `protocols: {grpc: {}, http: {}}`"));
        }
      }
      case "receiver filelog", "receiver file_log" ->
          needs(id, settings, "include", "[/var/log/pods/*/*/*.log]", findings);
      default -> {}
    }
  }

  private static void needs(
      ComponentId id, JsonNode settings, String key, String example, Consumer<Finding> findings) {
    if (isBlank(settings.path(key))) {
      findings.accept(
          new Finding(
              FindingCode.OTC1404,
              id.path() + "." + key,
              "is missing, so the collector does not start",
              "add one such as `" + key + ": " + example + "`"));
    }
  }

  private static boolean isBlank(JsonNode value) {
    return value.isContainerNode()
        ? value.isEmpty()
        : value.isMissingNode() || value.asText().isBlank() || value.isNull();
  }
}
