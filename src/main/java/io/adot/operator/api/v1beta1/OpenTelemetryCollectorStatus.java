package io.adot.operator.api.v1beta1;

import io.adot.operator.api.Bean;
import io.adot.operator.api.schema.Description;
import io.adot.operator.api.schema.Property;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator last saw of a collector. Two statuses are equal when they serialise to the same
 * JSON, so that an unchanged one need not be written.
 */
@Description("What the operator last saw of the collector. Written by the operator.")
public final class OpenTelemetryCollectorStatus extends Bean {
  @Property("Replica counts, as the scale subresource and autoscalers read them.")
  private @Nullable ScaleStatus scale;

  @Property("Version of the collector, as far as the tag of its image tells.")
  private @Nullable String version;

  @Property("Image of the collector.")
  private @Nullable String image;

  @Property("Generation of the resource that this status speaks of.")
  private @Nullable Long observedGeneration;

  @Property("What is known of the collector, one entry a question; Ready is the sum.")
  private @Nullable List<Condition> conditions;

  public @Nullable ScaleStatus getScale() {
    return scale;
  }

  public void setScale(@Nullable ScaleStatus scale) {
    this.scale = scale;
  }

  public @Nullable String getVersion() {
    return version;
  }

  public void setVersion(@Nullable String version) {
    this.version = version;
  }

  public @Nullable String getImage() {
    return image;
  }

  public void setImage(@Nullable String image) {
    this.image = image;
  }

  public @Nullable Long getObservedGeneration() {
    return observedGeneration;
  }

  public void setObservedGeneration(@Nullable Long observedGeneration) {
    this.observedGeneration = observedGeneration;
  }

  public List<Condition> getConditions() {
    return conditions == null ? List.of() : conditions;
  }

  public void setConditions(@Nullable List<Condition> conditions) {
    this.conditions = conditions;
  }
}
