package io.adot.operator.converge;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.converge.Convergence.Cause;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
  private static final ObjectKey KEY =
      new ObjectKey("monitoring.coreos.com/v1", "ServiceMonitor", "other", "adot");

  /** In the API server's words. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | cannot create resource in API group at the cluster scope | FORBIDDEN",
        "403 | exceeded quota: compute, requested: pods=1 | QUOTA",
        "403 | unable to create in namespace x because it is being terminated | WAITING",
        "403 | create not allowed while custom resource definition is terminating | NOT_SERVED",
        "404 | the server could not find the requested resource | NOT_SERVED",
        "404 | namespaces x not found | TRANSIENT",
        "405 | create not allowed | NOT_SERVED",
        "409 | the object has been modified | WAITING",
        "422 | spec.ports is invalid | INVALID",
        "500 | etcd leader changed | TRANSIENT"
      })
  void aRefusalHasItsCause(int code, String message, Cause cause) {
    Status status = new StatusBuilder().withCode(code).withMessage(message).build();

    assertThat(Refusals.of(KEY, new KubernetesClientException(status)).cause()).isEqualTo(cause);
  }
}
