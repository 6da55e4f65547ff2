package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.component.PortReader.Port;
import io.adot.operator.config.CollectorConfig;
import io.adot.operator.config.Component;
import io.adot.operator.config.ComponentKind;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where extensions tell a collector's health. The first {@code health_check} that {@code
 * service.extensions} lists counts; where there is none, the first {@code healthcheckv2} that pods
 * can be probed with.
 */
final class HealthCheck {
  private static final int PORT = 13_133;

  private final Map<String, String> env;
  private final Consumer<Finding> findings;

  private HealthCheck(Map<String, String> env, Consumer<Finding> findings) {
    this.env = env;
    this.findings = findings;
  }

  static Optional<HealthEndpoint> endpoint(
      CollectorConfig config, Map<String, String> env, Consumer<Finding> findings) {
    HealthCheck check = new HealthCheck(env, findings);
    return first(config, "health_check")
        .flatMap(check::version1)
        .or(() -> first(config, "healthcheckv2").flatMap(check::version2));
  }

  private static Optional<Component> first(CollectorConfig config, String type) {
    return config.extensions().stream()
        .flatMap(id -> config.find(ComponentKind.EXTENSION, id).stream())
        .filter(extension -> extension.type().equals(type))
        .findFirst();
  }

  private Optional<HealthEndpoint> version1(Component extension) {
    JsonNode settings = extension.settings();
    String path = extension.id().path() + ".path";
    return endpoint(settings, text(settings.path("path"), "/"), path, false);
  }

  /** Its default address is the loopback, which probes do not reach. */
  private Optional<HealthEndpoint> version2(Component extension) {
    JsonNode settings = extension.settings();
    boolean second = settings.path("use_v2").asBoolean();
    JsonNode http = second ? settings.path("http") : settings;
    JsonNode status = http.path("status");
    String host = ListenAddress.parse(http.path("endpoint").asText("")).host();
    boolean loopback = host.isEmpty() || host.equals("localhost") || host.startsWith("127.");
    if (loopback || second && !status.path("enabled").asBoolean(true)) {
      return Optional.empty();
    }
    String path = second ? text(status.path("path"), "/status") : text(http.path("path"), "/");
    String where = extension.id().path() + (second ? ".http.status.path" : ".path");
    return endpoint(http, path, where, true);
  }

  private Optional<HealthEndpoint> endpoint(
      JsonNode settings, String path, String where, boolean addition) {
    String resolved = ListenAddress.resolve(path, env);
    if (resolved.contains("${")) {
      findings.accept(
          new Finding(
              FindingCode.OTC1008,
              where,
              "`" + path + "` does not tell the path, so the pods have no probes",
              "write the path out, or give the variable a value in spec.env"));
      return Optional.empty();
    }
    // What is wrong with the port has been said where the extension's listener was read.
    Port port =
        new PortReader(env, finding -> {})
            .ofAddress(settings.path("endpoint").asText(""), PORT, where);
    String scheme = settings.path("tls").isEmpty() ? "HTTP" : "HTTPS";
    return Optional.of(
        new HealthEndpoint(scheme, resolved, port.exists() ? port.number() : PORT, addition));
  }

  private static String text(JsonNode node, String byDefault) {
    String text = node.asText("");
    return node.isNull() || text.isEmpty() ? byDefault : text;
  }
}
