package io.adot.operator.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A place is where an editor finds it, in whatever a file is made of. */
class PlacesTest {
  /** A component of this name stands in each document, and in no other place of it. */
  private static final String MARK = "debug/mark-";

  private static final List<String> DOCUMENTS =
      List.of(
          """
          apiVersion: opentelemetry.io/v1beta1
          kind: OpenTelemetryCollector
          metadata: {name: a}
          spec:
            config:
              exporters:
                debug: {}
                @MARK@: {}
          """,
          """
          {"apiVersion": "opentelemetry.io/v1beta1", "kind": "OpenTelemetryCollector",
            "metadata": {"name": "a"}, "spec": {"config": {"exporters": {
              "x": {}, "@MARK@": null}}}}
          """,
          """
          apiVersion: opentelemetry.io/v1alpha1
          kind: OpenTelemetryCollector
          metadata:
            name: a
          spec:
            config: |

              # the first line is empty
              exporters:
                debug: {}

                @MARK@: {}
            mode: sidecar
          """,
          """
          apiVersion: opentelemetry.io/v1alpha1
          kind: OpenTelemetryCollector
          metadata: {name: a}
          spec:
            config: |2-
                exporters: {x: {}, @MARK@: {}}
          """,
          """
          apiVersion: v1
          kind: List
          items:
          - apiVersion: v1
            kind: ConfigMap
          - kind: OpenTelemetryCollector
            apiVersion: opentelemetry.io/v1alpha1
            metadata: {name: a}
            spec:
              config: |-
                exporters:
                    @MARK@:
          """,
          """
          receivers: {otlp: {}}
          exporters:
            "@MARK@":
              verbosity: detailed
          service: {}
          """);

  private static final List<String> BETWEEN =
      List.of(
          "---\n",
          "---\n---\n",
          "--- # Source: chart/templates/a.yaml\n",
          "---\n# Source: chart/templates/a.yaml\n",
          "---\n\n# nothing but a comment\n\n---   \n",
          "...\n---\n",
          "---\nkind: ConfigMap\napiVersion: v1\ndata:\n  a: |\n    --- no separator\n---\t\n",
          "--- {kind: ConfigMap, apiVersion: v1}\n---\n");

  @Property(tries = 500)
  void placesAreWhereTheTextHasThem(@ForAll("files") String text) {
    Manifests read = read(text);

    assertThat(read.problems()).isEmpty();
    List<String> lines = text.lines().toList();
    int found = 0;
    for (int i = 0; i < lines.size(); i++) {
      int at = lines.get(i).indexOf(MARK);
      if (at >= 0) {
        String mark = lines.get(i).substring(at).split("[\":]", -1)[0];
        boolean quoted = at > 0 && lines.get(i).charAt(at - 1) == '"';
        assertThat(read.collectors().get(found++).place("spec.config.exporters." + mark))
            .hasToString("in.yaml:" + (i + 1) + ":" + (at + (quoted ? 0 : 1)));
      }
    }
    assertThat(read.collectors()).hasSize(found);
  }

  @Provide
  Arbitrary<String> files() {
    Arbitrary<String> part =
        Combinators.combine(Arbitraries.of(BETWEEN), Arbitraries.of(DOCUMENTS))
            .as((between, document) -> between + document);
    return Combinators.combine(
            Arbitraries.of("", "# a comment\n", "%YAML 1.2\n", "\n\n"),
            part.list().ofMinSize(1).ofMaxSize(6),
            Arbitraries.of("\n", "\r\n"))
        .as((head, parts, end) -> (head + numbered(parts)).replace("\n", end));
  }

  private static String numbered(List<String> parts) {
    return String.join(
        "",
        IntStream.range(0, parts.size())
            .mapToObj(i -> parts.get(i).replace("@MARK@", MARK + i))
            .toList());
  }

  @Test
  void aDocumentMayBeginBesideTheDashes() {
    FoundCollector collector =
        read("""
                --- {apiVersion: opentelemetry.io/v1beta1, kind: OpenTelemetryCollector,
                  metadata: {name: a}, spec: {}}
                """)
            .collectors()
            .get(0);

    assertThat(collector.place("apiVersion")).hasToString("in.yaml:1:6");
    assertThat(collector.place("metadata.name")).hasToString("in.yaml:2:14");
  }

  @Test
  void anErrorInABlockIsPlacedInTheFile() {
    assertThat(
            problem(
                """
                apiVersion: opentelemetry.io/v1alpha1
                kind: OpenTelemetryCollector
                metadata: {name: a}
                spec:
                  config: |
                    receivers:
                      otlp: {}
                      otlp: {}
                """))
        .hasToString("in.yaml:8:7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a: 1\\na: 2\"", "'a: 1\n\n    a: 2'", ">\n    a: 1\n\n    a: 2\n"})
  void anErrorInATextThatIsFoldedOrQuotedIsPlacedAtItsBeginning(String config) {
    assertThat(
            problem(
                """
                apiVersion: opentelemetry.io/v1alpha1
                kind: OpenTelemetryCollector
                metadata: {name: a}
                spec:
                  config:\s"""
                    + config))
        .hasToString("in.yaml:5:11");
  }

  private static Place problem(String text) {
    List<InputProblem> problems = read(text).problems();
    assertThat(problems).hasSize(1);
    return problems.get(0).place();
  }

  private static Manifests read(String text) {
    return Manifests.read(List.of(new SourceText("in.yaml", text, true)), "obs");
  }
}
