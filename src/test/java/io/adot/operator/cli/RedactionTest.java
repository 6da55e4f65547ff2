package io.adot.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private final Redaction redaction = new Redaction();

  @Test
  void whatMayBeSecretIsHiddenAndListed() {
    ObjectNode tree =
        tree(
            """
            metadata:
              name: gateway
              managedFields: [{manager: kubectl}]
              annotations:
                kubectl.kubernetes.io/last-applied-configuration: '{"token":"s3cret"}'
            spec:
              imagePullSecrets: [{name: pull}]
              env:
                - {name: LICENSE_KEY, value: s3cret}
                - {name: REGION, value: eu-west-1}
                - {name: TOKEN, valueFrom: {secretKeyRef: {name: tokens, key: token}}}
              args: ["--password=s3cret"]
              config:
                exporters:
                  otlphttp:
                    endpoint: https://me:s3cret@example.com/v1
                    headers: {x-team: s3cret, api-key: "${env:API_KEY}"}
                    tls: {key_file: /etc/tls/key.pem, key_pem: s3cret}
                  datadog: {api: {api_key: s3cret}}
                processors:
                  attributes: {actions: [{key: deployment.environment, value: prod}]}
            data:
              collector.yaml: |
                exporters:
                  x: {auth: {password: s3cret}}
            """);

    redaction.of("gateway", tree);

    assertThat(tree.toString())
        .doesNotContain("s3cret", "managedFields", "last-applied")
        .contains(
            "eu-west-1",
            "pull",
            "tokens",
            "${env:API_KEY}",
            "/etc/tls/key.pem",
            "deployment.environment",
            "prod",
            "example.com/v1");
    assertThat(redaction.places())
        .contains(
            "gateway.spec.env[0].value",
            "gateway.spec.config.exporters.otlphttp.headers.x-team",
            "gateway.spec.config.exporters.datadog.api.api_key",
            "gateway.data.collector.yaml.exporters.x.auth.password");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET https://me:s3cret@example.com failed",
        "Authorization: Bearer s3cret.s3cret.s3cret",
        "{\"api_key\": \"s3cret\"}",
        "password=s3cret",
        "https://example.com?token=s3cret&x=1"
      })
  void logsLoseTheirs(String line) {
    assertThat(redaction.text("a.log", line)).doesNotContain("s3cret").contains(Redaction.HIDDEN);
    assertThat(redaction.places()).containsExactly("a.log");
  }

  @Test
  void anOrdinaryLogStaysAsItIs() {
    String log = "info service@v0.1/service.go:1 Everything is ready. {\"key\": \"value\"}";

    assertThat(redaction.text("a.log", log)).isEqualTo(log);
    assertThat(redaction.places()).isEmpty();
  }

  private static ObjectNode tree(String yaml) {
    return new KubernetesSerialization().unmarshal(yaml, ObjectNode.class);
  }
}
