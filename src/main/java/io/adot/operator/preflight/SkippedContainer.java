package io.adot.operator.preflight;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The collector's container, where an annotation of its pod keeps EKS from injecting an identity
 * into it.
 *
 * @param collector the name of the resource
 * @param container the container's name
 * @param path where the resource has the annotation, as a merge patch names it
 * @param others the other containers that the annotation names, with commas
 */
record SkippedContainer(String collector, String container, String path, String others) {
  /** The pod annotation that names containers to leave out. */
  static final String ANNOTATION = "eks.amazonaws.com/skip-containers";

  static Optional<SkippedContainer> of(OpenTelemetryCollector collector, PodSpec pod) {
    Map<String, String> own =
        Objects.requireNonNullElse(collector.getSpec().getPodAnnotations(), Map.of());
    Map<String, String> inherited =
        Objects.requireNonNullElse(collector.getMetadata().getAnnotations(), Map.of());
    boolean isOwn = own.containsKey(ANNOTATION);
    String value =
        Objects.requireNonNullElse(isOwn ? own.get(ANNOTATION) : inherited.get(ANNOTATION), "");
    return pod.getContainers().stream()
        .limit(1)
        .map(Container::getName)
        .filter(name -> names(value).anyMatch(it -> it.equals(name)))
        .findFirst()
        .map(
            name ->
                new SkippedContainer(
                    Objects.requireNonNullElse(collector.getMetadata().getName(), ""),
                    name,
                    isOwn ? "spec.podAnnotations" : "metadata.annotations",
                    names(value).filter(it -> !it.equals(name)).collect(Collectors.joining(","))));
  }

  /** The merge patch that takes the container out. */
  String patch() {
    String[] fields = path.split("\\.");
    return "{\"%s\":{\"%s\":{\"%s\":%s}}}"
        .formatted(
            fields[0], fields[1], ANNOTATION, others.isEmpty() ? "null" : "\"" + others + "\"");
  }

  private static Stream<String> names(String value) {
    return Stream.of(value.split(",")).map(String::strip).filter(name -> !name.isEmpty());
  }
}
