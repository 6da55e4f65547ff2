package io.adot.operator.config;

import java.util.List;

/**
 * One pipeline of {@code service.pipelines}, with the ids as they stand there.
 *
 * @param id {@code metrics} or {@code metrics/internal}
 * @param receivers ids of receivers or connectors
 * @param processors ids of processors, in order
 * @param exporters ids of exporters or connectors
 */
public record Pipeline(
    String id, List<String> receivers, List<String> processors, List<String> exporters) {

  /** What flows through it: {@code traces}, {@code metrics}, {@code logs} or {@code profiles}. */
  public String signal() {
    int slash = id.indexOf('/');
    return slash < 0 ? id : id.substring(0, slash);
  }
}
