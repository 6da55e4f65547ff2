package io.adot.operator.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditEventTest {

  @ParameterizedTest
  @CsvSource(
      value = {
        "create, '', configmaps, '', true",
        "patch, apps, deployments, '', true",
        "patch, adot.io, opentelemetrycollectors, status, true",
        "deletecollection, '', pods, '', true",
        "create, '', events, '', true",
        "create, '', pods, eviction, true",
        "get, '', configmaps, '', false",
        "watch, '', configmaps, '', false",
        "post, '', '', '', false",
        "create, authorization.k8s.io, selfsubjectaccessreviews, '', false",
        "create, authentication.k8s.io, tokenreviews, '', false",
        "create, '', serviceaccounts, token, false",
        "create, '', serviceaccounts, '', true",
        "update, coordination.k8s.io, leases, '', false",
      })
  void whatIsAWrite(String verb, String group, String resource, String subresource, boolean write) {
    AuditEvent event =
        new AuditEvent(verb, "me", group, resource, subresource, "ns", "name", 200, false, "", "");

    assertThat(event.isWrite()).isEqualTo(write);
  }

  @Test
  void readsALineOfTheLog() throws IOException {
    AuditEvent event =
        AuditEvent.of(
            new ObjectMapper()
                .readTree(
                    """
                    {"kind":"Event","auditID":"1","stage":"ResponseComplete","verb":"patch",
                     "requestURI":"/apis/apps/v1/namespaces/a/deployments/b/status?dryRun=All",
                     "user":{"username":"admin"},"impersonatedUser":{"username":"someone"},
                     "userAgent":"fabric8","responseStatus":{"code":409},
                     "objectRef":{"resource":"deployments","namespace":"a","name":"b",
                                  "apiGroup":"apps","apiVersion":"v1","subresource":"status"}}
                    """));

    assertThat(event)
        .isEqualTo(
            new AuditEvent(
                "patch",
                "someone",
                "apps",
                "deployments",
                "status",
                "a",
                "b",
                409,
                true,
                "fabric8",
                "/apis/apps/v1/namespaces/a/deployments/b/status?dryRun=All"));
    assertThat(event.isStatus()).isTrue();
    assertThat(event.isWrite()).isTrue();
  }
}
