package io.adot.operator.converge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What an API server was seen to do to values on their way into the store, and what is a real
 * difference.
 */
class SamenessTest {
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{limits: {cpu: 1000m, memory: 1024Mi}} | {limits: {cpu: '1', memory: 1Gi}} | true",
        "{limits: {cpu: 1000m}} | {limits: {cpu: '2'}} | false",
        "{emptyDir: {sizeLimit: 1024Mi}} | {emptyDir: {sizeLimit: 1Gi}} | true",
        "{hostNetwork: false, initialDelaySeconds: 0, host: '', data: {}} | {} | true",
        "{hostUsers: false} | {hostUsers: true} | false",
        "{} | {hostUsers: false} | false",
        "{replicas: 0} | {replicas: 3} | false",
        "{args: [a, b]} | {args: [b, a]} | false",
        "{env: [{name: a}, {name: b}]} | {env: [{name: b}, {name: a}]} | false",
        "{volumes: [{name: a}, {name: b}]} | {volumes: [{name: b}, {name: a}]} | true",
        "{env: [{name: a}]} | {env: [{name: a}, {name: b}]} | false",
        "{labels: {a: x}} | {labels: {a: y}} | false",
        "{securityContext: {capabilities: {}}} | {} | true",
        "{port: 1} | {port: '1'} | false",
        "{} | {labels: {}} | true",
      })
  void tellsSpellingFromDifference(String desired, String owned, boolean same) {
    assertThat(Sameness.holds(tree(desired), tree(owned), tree(owned))).isEqualTo(same);
  }

  @Test
  void completesWhatTheServerDefaultsInsideValuesThatAreOursAsAWhole() {
    HasMetadata deployment =
        SERIALIZATION.unmarshal(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: d, namespace: ns, resourceVersion: "3", labels: {a: b}}
            spec:
              template:
                spec:
                  containers:
                  - name: c
                    ports: [{containerPort: 4317}]
                    env:
                    - {name: POD_NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
                    - {name: LIMIT, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}
                  volumes:
                  - name: token
                    projected: {sources: [{serviceAccountToken: {path: token}}]}
            """);

    JsonNode tree = new Canonical(SERIALIZATION).desired(deployment);

    assertThat(tree)
        .isEqualTo(
            tree(
                """
                metadata: {labels: {a: b}}
                spec:
                  template:
                    spec:
                      containers:
                      - name: c
                        ports: [{containerPort: 4317, protocol: TCP}]
                        env:
                        - {name: POD_NAME, valueFrom: {fieldRef: {fieldPath: metadata.name, apiVersion: v1}}}
                        - {name: LIMIT, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: "0"}}}
                      volumes:
                      - name: token
                        projected: {sources: [{serviceAccountToken: {path: token, expirationSeconds: 3600}}]}
                """));
  }

  private static JsonNode tree(String yaml) {
    // Text that begins with a brace would be taken for JSON.
    return SERIALIZATION.unmarshal("---\n" + yaml, JsonNode.class);
  }
}
