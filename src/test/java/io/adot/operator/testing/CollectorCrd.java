package io.adot.operator.testing;

import static org.awaitility.Awaitility.await;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The project's CRD, installed. */
public final class CollectorCrd {
  private static final Path FILE =
      Path.of(System.getProperty("basedir", System.getProperty("user.dir")))
          .resolve("crd/opentelemetry.io_opentelemetrycollectors.yaml");

  private CollectorCrd() {}

  /** Applies the file of {@code crd/} and returns when collectors are served. */
  public static void install(KubernetesClient client) {
    CustomResourceDefinition crd = Serialization.unmarshal(text(), CustomResourceDefinition.class);
    client.resource(crd).fieldManager("crd").forceConflicts().serverSideApply();
    await("the CRD is established")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(
            () ->
                isEstablished(client, crd)
                    && client.resources(OpenTelemetryCollector.class).inAnyNamespace().list()
                        != null);
  }

  private static boolean isEstablished(KubernetesClient client, CustomResourceDefinition crd) {
    CustomResourceDefinition live = client.resource(crd).get();
    return live != null
        && live.getStatus() != null
        && live.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }

  /** The file, as YAML. */
  public static String text() {
    try {
      return Files.readString(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
