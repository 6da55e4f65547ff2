package io.adot.operator.render;

import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The ConfigMap with the configuration. A changed configuration gets a ConfigMap of its own, so
 * that pods of an earlier revision keep theirs.
 */
final class ConfigMapRenderer implements Renderer {
  static final String KEY = "collector.yaml";

  /** The API server refuses ConfigMaps with more data than this. */
  private static final int MOST_BYTES = 1_048_576;

  @Override
  public List<HasMetadata> render(Blueprint b) {
    int size = b.configText().getBytes(StandardCharsets.UTF_8).length;
    if (size > MOST_BYTES) {
      b.findings()
          .accept(
              new Finding(
                  FindingCode.OTC1005,
                  "spec.config",
                  String.format(
                      Locale.ROOT,
                      "is %,d bytes as YAML, %,d more than a ConfigMap holds",
                      size,
                      size - MOST_BYTES),
                  "split it over several collectors"));
    }
    return List.of(
        new ConfigMapBuilder()
            .withMetadata(
                b.metadata(
                    b.configMapName(),
                    // The name label leaves out the hash, so that all revisions share it.
                    b.labels().unfiltered(b.naming().workload()),
                    b.annotations().object()))
            .withData(Map.of(KEY, b.configText()))
            .build());
  }
}
