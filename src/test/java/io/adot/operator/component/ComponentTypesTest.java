package io.adot.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.component.CollectorImage.Distribution;
import io.adot.operator.component.CollectorImage.Version;
import io.adot.operator.config.ComponentKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of component types against what is known otherwise. */
class ComponentTypesTest {
  private static final Version V49 = new Version(0, 49, 0);

  /** As the release notes and sources of ADOT 0.49 have them, under their newest names there. */
  @Test
  void knowsTheComponentsOfAdot() {
    assertThat(names(ComponentKind.RECEIVER))
        .containsExactlyInAnyOrder(
            "awsecscontainermetrics",
            "awscontainerinsightreceiver",
            "awsxray",
            "statsd",
            "prometheus",
            "kafka",
            "jaeger",
            "zipkin",
            "otlp",
            "file_log");
    assertThat(names(ComponentKind.EXPORTER))
        .containsExactlyInAnyOrder(
            "awsemf",
            "awsxray",
            "awscloudwatchlogs",
            "prometheus_remote_write",
            "prometheus",
            "file",
            "kafka",
            "debug",
            "otlp_grpc",
            "otlp_http",
            "load_balancing",
            "datadog",
            "logzio",
            "signalfx");
    assertThat(names(ComponentKind.EXTENSION))
        .containsExactlyInAnyOrder(
            "awsproxy",
            "ecs_observer",
            "health_check",
            "pprof",
            "sigv4auth",
            "zpages",
            "file_storage");
    assertThat(names(ComponentKind.CONNECTOR)).isEmpty();
  }

  @Test
  void componentsComeAndGo() {
    ComponentType logging = ComponentTypes.find(ComponentKind.EXPORTER, "logging").orElseThrow();
    ComponentType debug = ComponentTypes.find(ComponentKind.EXPORTER, "debug").orElseThrow();

    // Of all releases, only 0.41 has both.
    assertThat(logging.isIn(Distribution.ADOT, new Version(0, 41, 2))).isTrue();
    assertThat(logging.isIn(Distribution.ADOT, new Version(0, 42, 0))).isFalse();
    assertThat(debug.isIn(Distribution.ADOT, new Version(0, 41, 0))).isTrue();
    assertThat(debug.isIn(Distribution.ADOT, new Version(0, 40, 2))).isFalse();
  }

  @Test
  void theNewestNameOfATypeIsInTheTable() {
    assertThat(all()).allMatch(type -> ComponentTypes.find(type.kind(), type.newest()).isPresent());
  }

  /** Who adds a release of ADOT to one table has to add it to the other. */
  @Test
  void isAsNewAsTheTableOfReleases() {
    assertThat(AdotVersions.newest())
        .isEqualTo(
            AdotVersions.contrib(
                CollectorImage.parse(
                    "aws-otel-collector:" + KnownImage.newest(Distribution.ADOT))));
  }

  private static List<String> names(ComponentKind kind) {
    return ComponentTypes.all(kind).stream()
        .filter(type -> type.isIn(Distribution.ADOT, V49))
        .map(ComponentTypesTest::newestThere)
        .distinct()
        .toList();
  }

  /** Two names are newer than ADOT's release. */
  private static String newestThere(ComponentType type) {
    return ComponentTypes.find(type.kind(), type.newest())
        .filter(newest -> newest.isIn(Distribution.ADOT, V49))
        .map(ComponentType::name)
        .orElse(type.name());
  }

  private static Stream<ComponentType> all() {
    return Arrays.stream(ComponentKind.values()).flatMap(kind -> ComponentTypes.all(kind).stream());
  }
}
