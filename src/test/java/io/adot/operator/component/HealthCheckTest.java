package io.adot.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.config.CollectorConfig;
import io.adot.operator.finding.Finding;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What probes ask, and what keeps them from asking. */
class HealthCheckTest {
  private static final Map<String, String> ENV = Map.of("PORT", "13200", "HERE", "localhost");

  private final List<Finding> findings = new ArrayList<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "nothing",
      textBlock =
          """
          health_check  | nothing                                        | HTTP / 13133
          health_check  | {endpoint: ':13200', path: /live}              | HTTP /live 13200
          health_check  | {endpoint: '[::]:13200', tls: {cert_file: /c}} | HTTPS / 13200
          health_check  | {endpoint: '${env:POD_IP}:${env:PORT}'}        | HTTP / 13200
          health_check  | {endpoint: '0.0.0.0:${env:NONE:-13300}'}       | HTTP / 13300
          healthcheckv2 | {endpoint: '0.0.0.0:13134', path: /h}          | HTTP /h 13134 +
          healthcheckv2 | {endpoint: ':13134'}                           | HTTP / 13134 +
          healthcheckv2 | {use_v2: true, http: {endpoint: ':13134'}}     | HTTP /status 13134 +
          healthcheckv2 | {use_v2: true, http: {endpoint: ':13134', status: {path: /s}, tls: {cert_file: /c}}} | HTTPS /s 13134 +
          healthcheckv2 | {use_v2: true, grpc: {endpoint: '0.0.0.0:5'}}  | GRPC  5 +
          healthcheckv2 | {use_v2: true, http: {endpoint: ':1', status: {enabled: false}}, grpc: {endpoint: ':5'}} | GRPC  5 +
          """)
  void answersProbes(String id, String settings, String endpoint) {
    assertThat(endpoint(id, settings)).map(HealthCheckTest::describe).contains(endpoint);
    assertThat(findings).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "nothing",
      textBlock =
          """
          health_check  | {endpoint: 'localhost:13133'}        | `spec.config.extensions.health_check.endpoint`: is `localhost:13133`, which only the pod itself reaches: the pods have no probes; make it "0.0.0.0:13133" (OTC1009)
          health_check  | {endpoint: '[::1]:13133'}            | `spec.config.extensions.health_check.endpoint`: is `[::1]:13133`, which only the pod itself reaches: the pods have no probes; make it "0.0.0.0:13133" (OTC1009)
          health_check  | {endpoint: '${HERE}:13133'}          | `spec.config.extensions.health_check.endpoint`: is `${HERE}:13133`, which only the pod itself reaches: the pods have no probes; make it "0.0.0.0:13133" (OTC1009)
          health_check  | {tls: {client_ca_file: /ca}}         | `spec.config.extensions.health_check.tls`: asks clients for a certificate, and the kubelet has none: the pods have no probes; have another health_check without it for the probes (OTC1009)
          health_check  | {path: '${env:SECRET}'}              | `spec.config.extensions.health_check.path`: `${env:SECRET}` does not tell the path, so the pods have no probes; write the path out, or give the variable a value in spec.env (OTC1008)
          healthcheckv2 | nothing                              | `spec.config.extensions.healthcheckv2.endpoint`: is missing, which only the pod itself reaches: the pods have no probes; make it "0.0.0.0:13133" (OTC1009)
          healthcheckv2 | {use_v2: true, http: {}}             | `spec.config.extensions.healthcheckv2.http.endpoint`: is missing, which only the pod itself reaches: the pods have no probes; make it "0.0.0.0:13133" (OTC1009)
          healthcheckv2 | {use_v2: true, grpc: {endpoint: ':5', tls: {cert_file: /c}}} | `spec.config.extensions.healthcheckv2.grpc.tls`: is more than the kubelet's gRPC probes can do: the pods have no probes; serve HTTP, too (OTC1009)
          """)
  void saysWhyThereAreNoProbes(String id, String settings, String finding) {
    assertThat(endpoint(id, settings)).isEmpty();
    assertThat(findings).extracting(Finding::text).containsExactly(finding);
  }

  @Test
  void theFirstThatCanBeProbedCounts() {
    String yaml =
        """
        extensions:
          healthcheckv2: {endpoint: ':1'}
          health_check/a: {endpoint: ':2'}
          health_check/b: {endpoint: 'localhost:3'}
          health_check/c: {endpoint: ':4'}
        service: {extensions: [healthcheckv2, health_check/b, health_check/c, health_check/a]}
        """;

    assertThat(endpoint(yaml)).map(HealthCheckTest::describe).contains("HTTP / 4");
    assertThat(findings).isEmpty();
  }

  @Test
  void anExtensionThatIsNotStartedDoesNotCount() {
    assertThat(endpoint("extensions: {health_check: }\nservice: {extensions: []}")).isEmpty();
    assertThat(findings).isEmpty();
  }

  private Optional<HealthEndpoint> endpoint(String id, String settings) {
    return endpoint(
        "extensions: {%s: %s}\nservice: {extensions: [%s]}"
            .formatted(id, settings == null ? "" : settings, id));
  }

  private Optional<HealthEndpoint> endpoint(String yaml) {
    CollectorConfig config = CollectorConfig.parse(Serialization.unmarshal(yaml, JsonNode.class));
    return HealthCheck.endpoint(Defaults.apply(config), ENV, findings::add);
  }

  private static String describe(HealthEndpoint endpoint) {
    return endpoint.scheme()
        + " "
        + endpoint.path()
        + " "
        + endpoint.port()
        + (endpoint.addition() ? " +" : "");
  }
}
