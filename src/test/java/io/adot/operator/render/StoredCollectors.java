package io.adot.operator.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.api.v1beta1.CollectorMode;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.component.Needs;
import io.adot.operator.config.CollectorConfig;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Collectors for tests, as the API server would hand them out. */
final class StoredCollectors {
  static final String UID = "11111111-2222-3333-4444-555555555555";

  private StoredCollectors() {}

  /** The first collector of a YAML text, with the defaults of the schema filled in. */
  static OpenTelemetryCollector read(String yaml) {
    for (String document : yaml.split("(?m)^---\\s*$")) {
      JsonNode tree = Serialization.unmarshal(document, JsonNode.class);
      if (tree != null && tree.path("kind").asText().equals("OpenTelemetryCollector")) {
        return stored(Serialization.unmarshal(document, OpenTelemetryCollector.class));
      }
    }
    throw new IllegalArgumentException("no collector in: " + yaml);
  }

  static Rendering render(OpenTelemetryCollector cr) {
    return render(cr, Facts.defaults());
  }

  static Rendering render(OpenTelemetryCollector cr, Facts facts) {
    return Rendering.of(cr, needs(cr, facts), facts);
  }

  static Needs needs(OpenTelemetryCollector cr, Facts facts) {
    return Needs.of(
        CollectorConfig.parse(cr.getSpec().getConfig()), CollectorSurroundings.of(cr, facts));
  }

  private static OpenTelemetryCollector stored(OpenTelemetryCollector cr) {
    if (cr.getMetadata().getUid() == null) {
      cr.getMetadata().setUid(UID);
    }
    if (cr.getSpec().getMode() == null) {
      cr.getSpec().setMode(CollectorMode.DEPLOYMENT);
    }
    if (cr.getSpec().getReplicas() == null) {
      cr.getSpec().setReplicas(1);
    }
    if (cr.getSpec().getIpFamilyPolicy() == null) {
      cr.getSpec().setIpFamilyPolicy("SingleStack");
    }
    return cr;
  }
}
