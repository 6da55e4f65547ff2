package io.adot.operator.cli;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.runtime.Settings;
import io.adot.operator.runtime.neighbour.Glance;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which operator of a cluster acts on which collector, as far as whoever asks may see.
 *
 * @param found operators side by side
 * @param goOperator what proves that the Go operator works; empty when nothing does
 */
record InstalledOperators(List<InstalledOperator> found, Optional<String> goOperator) {

  /**
   * Looks in all namespaces.
   *
   * @throws KubernetesClientException when the API server does not answer at all
   */
  static InstalledOperators in(KubernetesClient client) {
    return new InstalledOperators(
        allowed(() -> InstalledOperator.find(client)).orElse(List.of()),
        allowed(() -> Glance.of(client, Instant.now())).flatMap(proof -> proof));
  }

  private static <T> Optional<T> allowed(Supplier<T> look) {
    try {
      return Optional.of(look.get());
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
        throw refused;
      }
      return Optional.empty();
    }
  }

  /** The one that looks after a collector; where none does, one that does not. */
  Optional<InstalledOperator> of(OpenTelemetryCollector collector) {
    return found.stream()
        .filter(operator -> scope(operator).passesBy(collector).isEmpty())
        .findFirst()
        .or(() -> found.stream().findFirst());
  }

  /** Its settings; where none can be read, those of an operator that is told nothing. */
  static Settings settings(Optional<InstalledOperator> operator) {
    return operator.flatMap(InstalledOperator::settings).orElseGet(Settings::embedded);
  }

  /** What stands between what can be told of a collector and what will happen; for people. */
  List<String> doubts(OpenTelemetryCollector collector) {
    Optional<InstalledOperator> operator = of(collector);
    if (operator.isEmpty()) {
      return List.of(
          "no operator is to be seen: the settings of one that is told nothing are assumed");
    }
    InstalledOperator one = operator.get();
    List<String> doubts = new ArrayList<>();
    if (one.settings().isEmpty()) {
      doubts.add(
          one.fullName()
              + " has settings that this version cannot read: those of an operator that is told"
              + " nothing are assumed");
    }
    if (!one.unseen().isEmpty()) {
      doubts.add(
          one.fullName()
              + " has settings that are not seen here, from "
              + String.join(", ", one.unseen()));
    }
    return doubts;
  }

  /** Why no operator of ours acts on a collector for now; empty when one does. */
  Optional<String> idle(OpenTelemetryCollector collector) {
    Optional<InstalledOperator> operator = of(collector);
    String name = CollectorChoice.fullName(collector);
    Optional<String> outside =
        operator
            .flatMap(one -> scope(one).passesBy(collector))
            .map(why -> name + " is looked after by no operator: " + why);
    // Who has a selector works beside the Go operator, on what it selects.
    return outside.or(
        () ->
            goOperator
                .filter(proof -> settings(operator).watched().selector().isEmpty())
                .map(
                    proof ->
                        name
                            + ": the Go operator is at work ("
                            + proof
                            + "), so nothing is changed while it is; see docs/neighbours.md"));
  }

  private static Scope scope(InstalledOperator operator) {
    return new Scope(settings(Optional.of(operator)).watched());
  }
}
