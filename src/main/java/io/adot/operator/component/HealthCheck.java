package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.component.HealthEndpoint.Scheme;
import io.adot.operator.component.PortReader.Port;
import io.adot.operator.config.CollectorConfig;
import io.adot.operator.config.Component;
import io.adot.operator.config.ComponentKind;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Where extensions tell a collector's health. The first {@code health_check} that pods can be
 * probed with counts, in the order of {@code service.extensions}; where there is none, the first
 * such {@code healthcheckv2}. Where there is none of these either, what is in the way is found.
 */
final class HealthCheck {
  private static final int HTTP_PORT = 13_133;
  private static final int GRPC_PORT = 13_132;

  private final Map<String, String> env;
  private final List<Finding> obstacles = new ArrayList<>();

  private HealthCheck(Map<String, String> env) {
    this.env = env;
  }

  static Optional<HealthEndpoint> endpoint(
      CollectorConfig config, Map<String, String> env, Consumer<Finding> findings) {
    HealthCheck check = new HealthCheck(env);
    Optional<HealthEndpoint> endpoint =
        first(config, "health_check", check::version1)
            .or(() -> first(config, "healthcheckv2", check::version2));
    if (endpoint.isEmpty()) {
      check.obstacles.forEach(findings);
    }
    return endpoint;
  }

  private static Optional<HealthEndpoint> first(
      CollectorConfig config, String type, Function<Component, Optional<HealthEndpoint>> read) {
    return config.extensions().stream()
        .flatMap(id -> config.find(ComponentKind.EXTENSION, id).stream())
        .filter(extension -> extension.type().equals(type))
        .flatMap(extension -> read.apply(extension).stream())
        .findFirst();
  }

  private Optional<HealthEndpoint> version1(Component extension) {
    JsonNode settings = extension.settings();
    String path = extension.id().path();
    return http(settings, path, text(settings.path("path"), "/"), path + ".path", false);
  }

  /** Its default address is the loopback, which probes do not reach. */
  private Optional<HealthEndpoint> version2(Component extension) {
    JsonNode settings = extension.settings();
    String path = extension.id().path();
    if (!settings.path("use_v2").asBoolean()) {
      return http(settings, path, text(settings.path("path"), "/"), path + ".path", true);
    }
    JsonNode status = settings.path("http").path("status");
    boolean serves = settings.path("http").isObject() && status.path("enabled").asBoolean(true);
    Optional<HealthEndpoint> http =
        serves
            ? http(
                settings.path("http"),
                path + ".http",
                text(status.path("path"), "/status"),
                path + ".http.status.path",
                true)
            : Optional.empty();
    return http.or(() -> grpc(settings.path("grpc"), path + ".grpc"));
  }

  private Optional<HealthEndpoint> http(
      JsonNode settings, String where, String path, String pathsPlace, boolean addition) {
    if (!reachable(settings, where, HTTP_PORT)) {
      return Optional.empty();
    }
    JsonNode tls = settings.path("tls");
    if (!text(tls.path("client_ca_file"), "").isEmpty()
        || !text(tls.path("client_ca_pem"), "").isEmpty()) {
      obstacle(
          where + ".tls",
          "asks clients for a certificate, and the kubelet has none",
          "have another health_check without it for the probes");
      return Optional.empty();
    }
    String resolved = ListenAddress.resolve(path, env);
    if (resolved.contains("${")) {
      obstacles.add(
          new Finding(
              FindingCode.OTC1008,
              pathsPlace,
              "`" + path + "` does not tell the path, so the pods have no probes",
              "write the path out, or give the variable a value in spec.env"));
      return Optional.empty();
    }
    return Optional.of(
        new HealthEndpoint(
            tls.isEmpty() ? Scheme.HTTP : Scheme.HTTPS,
            resolved,
            port(settings, HTTP_PORT),
            addition));
  }

  /** The kubelet asks in clear text only. */
  private Optional<HealthEndpoint> grpc(JsonNode settings, String where) {
    if (!settings.isObject() || !reachable(settings, where, GRPC_PORT)) {
      return Optional.empty();
    }
    if (!settings.path("tls").isEmpty()) {
      obstacle(where + ".tls", "is more than the kubelet's gRPC probes can do", "serve HTTP, too");
      return Optional.empty();
    }
    return Optional.of(new HealthEndpoint(Scheme.GRPC, "", port(settings, GRPC_PORT), true));
  }

  private boolean reachable(JsonNode settings, String where, int port) {
    String endpoint = settings.path("endpoint").asText("");
    boolean missing = endpoint.isBlank() || settings.path("endpoint").isNull();
    if (!missing && !ListenAddress.parse(endpoint).isLoopback(env)) {
      return true;
    }
    obstacle(
        where + ".endpoint",
        (missing ? "is missing" : "is `" + endpoint + "`") + ", which only the pod itself reaches",
        "make it \"0.0.0.0:" + port + "\"");
    return false;
  }

  private void obstacle(String where, String what, String fix) {
    obstacles.add(new Finding(FindingCode.OTC1009, where, what + ": the pods have no probes", fix));
  }

  /** What is wrong with the port has been said where the extension's listener was read. */
  private int port(JsonNode settings, int usual) {
    Port port =
        new PortReader(env, finding -> {})
            .ofAddress(settings.path("endpoint").asText(""), usual, "");
    return port.exists() ? port.number() : usual;
  }

  private static String text(JsonNode node, String byDefault) {
    String text = node.asText("");
    return node.isNull() || text.isEmpty() ? byDefault : text;
  }
}
