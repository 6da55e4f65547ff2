package io.adot.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.component.CollectorImage.Distribution;
import io.adot.operator.component.CollectorImage.Version;
import io.adot.operator.config.ComponentKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of component types against what is known otherwise. */
class ComponentTypesTest {
  private static final Version V49 = new Version(0, 49, 0);
  private static final Path MANIFESTS = Path.of("src/test/resources/distributions");

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

  /** What is built into images counts more than any list of it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "core-0.111",
        "k8s-0.110",
        "k8s-0.111",
        "k8s-0.132",
        "k8s-0.139",
        "k8s-0.146",
        "contrib-0.111",
        "contrib-0.136"
      })
  void knowsWhatImagesAreBuiltFrom(String manifest) throws IOException {
    Distribution distribution =
        Distribution.valueOf(manifest.split("-", -1)[0].toUpperCase(Locale.ROOT));
    Version release = Version.parse(manifest.split("-", -1)[1]).orElseThrow();
    for (String line : Files.readAllLines(MANIFESTS.resolve(manifest + ".txt"))) {
      ComponentKind kind = ComponentKind.valueOf(line.split(" ", -1)[0].toUpperCase(Locale.ROOT));
      List<String> built = List.of(line.split(" ", -1)).subList(1, line.split(" ", -1).length);

      assertThat(ComponentTypes.all(kind))
          .filteredOn(type -> type.isIn(distribution, release))
          .extracting(ComponentType::name)
          .containsAll(built);
      // Of contrib's list some are left open for a few releases.
      if (distribution != Distribution.CONTRIB) {
        assertThat(ComponentTypes.all(kind))
            .filteredOn(type -> type.isIn(distribution, release))
            .extracting(ComponentType::newest)
            .hasSameElementsAs(built.stream().map(name -> newest(kind, name)).toList());
      }
    }
  }

  private static String newest(ComponentKind kind, String name) {
    return ComponentTypes.find(kind, name).orElseThrow().newest();
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
