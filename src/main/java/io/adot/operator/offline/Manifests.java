package io.adot.operator.offline;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/**
 * What was found in texts.
 *
 * @param collectors the collectors, in the order of the texts
 * @param objects ServiceAccounts, roles and bindings
 * @param problems what could not be read
 */
public record Manifests(
    List<FoundCollector> collectors, List<HasMetadata> objects, List<InputProblem> problems) {

  /** Copies the lists. */
  public Manifests {
    collectors = List.copyOf(collectors);
    objects = List.copyOf(objects);
    problems = List.copyOf(problems);
  }

  /**
   * Reads texts: YAML of one or many documents, JSON, lists, what kustomize and Helm print,
   * collectors of {@code v1beta1} and {@code v1alpha1}, a collector's own configuration. Never
   * throws over what a text says.
   *
   * @param texts the texts
   * @param namespace the namespace of what names none
   */
  public static Manifests read(List<SourceText> texts, String namespace) {
    List<Manifests> each =
        texts.parallelStream().map(text -> new ManifestReader(namespace).read(text)).toList();
    return new Manifests(
        each.stream().flatMap(one -> one.collectors().stream()).toList(),
        each.stream().flatMap(one -> one.objects().stream()).toList(),
        each.stream().flatMap(one -> one.problems().stream()).toList());
  }
}
