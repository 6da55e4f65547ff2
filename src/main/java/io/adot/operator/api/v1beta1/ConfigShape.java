package io.adot.operator.api.v1beta1;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.api.schema.Property;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the API server checks of {@code spec.config}: the frame, not the components. It only shapes
 * the schema; the operator reads the configuration as free JSON, so that every value survives as
 * written. The fields are read by reflection alone.
 */
@SuppressWarnings("UnusedVariable")
final class ConfigShape {
  @Property(value = "Receivers by id: where telemetry comes in.", required = true)
  private @Nullable JsonNode receivers;

  @Property("Processors by id: what happens to telemetry on the way.")
  private @Nullable JsonNode processors;

  @Property(value = "Exporters by id: where telemetry goes.", required = true)
  private @Nullable JsonNode exporters;

  @Property("Connectors by id: exporters of one pipeline that are receivers of another.")
  private @Nullable JsonNode connectors;

  @Property("Extensions by id: health checks, authentication, storage.")
  private @Nullable JsonNode extensions;

  @Property(value = "Which of the components run, and how they are connected.", required = true)
  private @Nullable ServiceShape service;

  private ConfigShape() {}

  private static final class ServiceShape {
    @Property("Ids of the extensions to run.")
    private @Nullable List<String> extensions;

    @Property("Telemetry of the collector itself: logs, metrics, traces and resource attributes.")
    private @Nullable JsonNode telemetry;

    @Property(
        value = "Pipelines by signal, or by signal and name, for example traces or traces/apm.",
        required = true,
        preserveUnknown = true)
    private @Nullable Map<String, PipelineShape> pipelines;
  }

  private static final class PipelineShape {
    @Property(
        value = "Ids of the receivers and connectors that feed the pipeline.",
        required = true)
    private @Nullable List<String> receivers;

    @Property("Ids of the processors, in the order in which they run.")
    private @Nullable List<String> processors;

    @Property(
        value = "Ids of the exporters and connectors that the pipeline feeds.",
        required = true)
    private @Nullable List<String> exporters;
  }
}
