package io.adot.operator.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestsTest {
  private static final String COLLECTOR =
      """
      apiVersion: opentelemetry.io/v1beta1
      kind: OpenTelemetryCollector
      metadata: {name: adot}
      spec:
        config:
          exporters:
            debug: {}
      """;

  @Test
  void readsDocumentsListsAndJson() {
    Manifests read =
        read(
            """
            # Source: chart/templates/all.yaml
            ---
            apiVersion: v1
            kind: List
            items:
            - {apiVersion: v1, kind: ServiceAccount, metadata: {name: a}}
            - {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}
            ---
            {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role",
            \t"metadata": {"name": "c", "namespace": "d"}, "rules": null}
            ---
            """
                + COLLECTOR);

    assertThat(read.problems()).isEmpty();
    assertThat(read.objects())
        .extracting(HasMetadata::getKind, one -> one.getMetadata().getNamespace())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("ServiceAccount", "obs"),
            org.assertj.core.groups.Tuple.tuple("Role", "d"));
    assertThat(read.collectors()).extracting(FoundCollector::name).containsExactly("obs/adot");
    assertThat(read.collectors().get(0).place("spec.config.exporters.debug"))
        .hasToString("in.yaml:18:7");
  }

  @Test
  void aPathThatLeadsNowhereIsPlacedAtItsLastPart() {
    FoundCollector collector = read(COLLECTOR).collectors().get(0);

    assertThat(collector.place("spec.config.service.pipelines")).hasToString("in.yaml:5:3");
    assertThat(collector.place("")).hasToString("in.yaml:1:1");
    assertThat(collector.place("metadata.annotations[adot.io/preflight]"))
        .hasToString("in.yaml:3:1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          yes | true  | "yes"
          on  | true  | "on"
          y   | true  | "y"
          no  | false | "no"
          1_0 | 10    | 10
          0o7 | 7     | 7
          017 | 15    | 15
          .5  | 0.5   | 0.5
          ~   | null  | null
          1:2 | "1:2" | "1:2"
          "1" | "1"   | "1"
          """)
  void scalarsAreReadAsKubectlOrACollectorReadsThem(
      String text, String kubernetes, String collector) throws MalformedYaml {
    assertThat(YamlReader.read(text, 0, PlainScalars.KUBERNETES).value()).hasToString(kubernetes);
    assertThat(YamlReader.read(text, 0, PlainScalars.COLLECTOR).value()).hasToString(collector);
  }

  @Test
  void whatIsTooMuchIsRefused() {
    assertThat(message("a: " + "[".repeat(5000))).contains("nested deeper than 100 levels");
    assertThat(message("- " + "x".repeat(4 * 1024 * 1024))).contains("more than 3 MiB");
    assertThat(message("a: &a [*a]")).contains("an anchor *a that is not there");
    assertThat(message("a: 1\na: 2")).contains("key `a` twice");
    assertThat(message("[1, 2]")).contains("array");
    assertThat(message("{")).contains("is no YAML");
  }

  @Test
  void fiveMebibytesOfManyDocumentsAreRead() {
    String other = "apiVersion: v1\nkind: ConfigMap\ndata: {a: " + "x".repeat(2000) + "}\n---\n";

    Manifests read = read(other.repeat(2600) + COLLECTOR);

    assertThat(read.problems()).isEmpty();
    assertThat(read.collectors()).hasSize(1);
  }

  @Test
  void mergedMapsAreWhereTheyWereWritten() {
    FoundCollector collector =
        read("""
                apiVersion: opentelemetry.io/v1beta1
                kind: OpenTelemetryCollector
                metadata: {name: adot}
                spec:
                  config:
                    exporters:
                      debug: &debug {verbosity: basic}
                      debug/2:
                        <<: *debug
                        sampling_initial: 5
                """)
            .collectors()
            .get(0);

    assertThat(collector.tree().at("/spec/config/exporters/debug~12/verbosity").asText())
        .isEqualTo("basic");
    assertThat(collector.place("spec.config.exporters.debug/2.verbosity").line()).isEqualTo(7);
  }

  private static String message(String text) {
    Manifests read = read(text);
    assertThat(read.problems()).hasSize(1);
    return read.problems().get(0).message();
  }

  private static Manifests read(String text) {
    return Manifests.read(List.of(new SourceText("in.yaml", text, true)), "obs");
  }
}
