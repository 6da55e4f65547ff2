package io.adot.operator.offline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;

/** A collector that was found in a text. */
public final class FoundCollector {
  private final OpenTelemetryCollector resource;
  private final ObjectNode tree;
  private final SourceMap source;

  FoundCollector(OpenTelemetryCollector resource, ObjectNode tree, SourceMap source) {
    this.resource = resource;
    this.tree = tree;
    this.source = source;
  }

  /** The resource as the API server would hand it out: with a namespace, a name and defaults. */
  public OpenTelemetryCollector resource() {
    return resource;
  }

  /** The resource as it was written, but in v1beta1; not to be changed. */
  public ObjectNode tree() {
    return tree;
  }

  /** {@code namespace/name}. */
  public String name() {
    return resource.getMetadata().getNamespace() + "/" + resource.getMetadata().getName();
  }

  /**
   * Where a part of it stands.
   *
   * @param path {@code spec.config.exporters.debug}; empty for the whole
   */
  public Place place(String path) {
    return source.place(path);
  }
}
