package io.adot.operator.config;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A configured component.
 *
 * @param id what and where it is
 * @param settings its settings as they stand: usually a map, often null, sometimes malformed; never
 *     to be changed
 * @param enabled whether a pipeline or the list of extensions names it, so that the collector
 *     starts it
 */
public record Component(ComponentId id, JsonNode settings, boolean enabled) {

  /** What it is: {@code otlp}. */
  public String type() {
    return id.type();
  }
}
