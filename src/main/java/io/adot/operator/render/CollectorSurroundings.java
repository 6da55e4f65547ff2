package io.adot.operator.render;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.component.CollectorImage;
import io.adot.operator.component.Surroundings;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.HashMap;
import java.util.Map;

/** Reads from a resource what its components need to know of it. */
public final class CollectorSurroundings {
  private CollectorSurroundings() {}

  /**
   * What of a resource, beyond its configuration, decides what its components need.
   *
   * @param cr the resource
   * @param facts the operator's settings: they name the image when the resource does not
   */
  public static Surroundings of(OpenTelemetryCollector cr, Facts facts) {
    Map<String, String> env = new HashMap<>();
    for (EnvVar variable : cr.getSpec().getEnv()) {
      if (variable.getName() == null) {
        continue;
      }
      if (variable.getValueFrom() == null) {
        env.put(variable.getName(), variable.getValue() == null ? "" : variable.getValue());
      } else {
        env.remove(variable.getName());
      }
    }
    return new Surroundings(
        Text.orEmpty(cr.getMetadata().getNamespace()),
        Text.orEmpty(cr.getMetadata().getName()),
        CollectorImage.parse(image(cr, facts)),
        env);
  }

  /** The image that the collector runs: its own, or the operator's default. */
  static String image(OpenTelemetryCollector cr, Facts facts) {
    String image = cr.getSpec().getImage();
    return image == null || image.isBlank() ? facts.collectorImage() : image;
  }
}
