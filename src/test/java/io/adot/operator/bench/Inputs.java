package io.adot.operator.bench;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.aws.IamAnswer;
import io.adot.operator.preflight.AccessAnswer;
import io.adot.operator.preflight.AccessQuestion;
import io.adot.operator.preflight.Evidence;
import io.adot.operator.preflight.Observation;
import io.adot.operator.preflight.Questions;
import io.adot.operator.preflight.ServiceAccountFacts;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is measured with. */
final class Inputs {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  /** Fifteen children: four Services, ingress, route, autoscaler, monitors and more. */
  static final Path FIFTEEN_CHILDREN = Path.of("src/test/resources/bench/fifteen-children.yaml");

  /** The workshop's collector that scrapes metrics. */
  static final Path OSS_METRICS = Path.of("manifests/oss-metrics/adot/opentelemetrycollector.yaml");

  /** The biggest configuration of the workshop. */
  static final Path CONTAINER_INSIGHTS =
      Path.of("manifests/container-insights/adot/opentelemetrycollector.yaml");

  private Inputs() {}

  static OpenTelemetryCollector collector(String yaml) {
    return YAML.unmarshal(yaml, OpenTelemetryCollector.class);
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Evidence in which everything is in order. */
  static Evidence evidence(Questions questions) {
    return new Evidence(
        allowed(questions.operatorAccess()),
        allowed(questions.collectorAccess()),
        new Observation.Found<>(new ServiceAccountFacts(Map.of(), null)),
        new Observation.Found<>("https://oidc.example.com/id/1"),
        new Observation.Absent<>());
  }

  private static Map<AccessQuestion, AccessAnswer> allowed(Set<AccessQuestion> questions) {
    return questions.stream()
        .collect(Collectors.toMap(Function.identity(), any -> new AccessAnswer.Allowed()));
  }

  static IamAnswer noAws() {
    return new IamAnswer(
        new IamAnswer.RoleLookup.Unknown("a bench has no AWS"),
        new IamAnswer.ProviderLookup.Unknown("a bench has no AWS"),
        Map.of());
  }
}
