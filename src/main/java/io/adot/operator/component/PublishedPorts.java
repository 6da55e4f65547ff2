package io.adot.operator.component;

import io.adot.operator.component.Listener.Transport;
import io.adot.operator.config.ComponentKind;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The ports of all listeners of a collector, each number and each name once: the first listener has
 * them, as a Service allows neither twice.
 */
final class PublishedPorts {
  private final MetricsEndpoint metrics;
  private final Consumer<Finding> findings;
  private final Map<String, FoundListener> byNumber = new LinkedHashMap<>();
  private final List<Listener> published = new ArrayList<>();

  PublishedPorts(MetricsEndpoint metrics, Consumer<Finding> findings) {
    this.metrics = metrics;
    this.findings = findings;
  }

  void add(FoundListener found) {
    Listener listener = found.listener();
    FoundListener first = byNumber.putIfAbsent(listener.port() + "/" + listener.protocol(), found);
    if (first != null) {
      duplicate(found, "port " + listener.port() + " of " + first.listener().component());
      return;
    }
    if (listener.port() == metrics.port() && listener.protocol() == Transport.TCP) {
      duplicate(found, "port " + metrics.port() + " of the collector's own metrics");
    }
    published.add(named(listener));
  }

  /** The published ports of components of a kind, sorted by name. */
  List<Listener> of(ComponentKind kind) {
    return published.stream()
        .filter(listener -> listener.component().kind() == kind)
        .sorted(Comparator.comparing(Listener::name))
        .toList();
  }

  private void duplicate(FoundListener found, String taken) {
    if (found.certain()) {
      findings.accept(
          new Finding(
              FindingCode.OTC1102,
              found.path(),
              "wants " + taken,
              "choose another port for one of the two"));
    }
  }

  private Listener named(Listener listener) {
    String name = listener.name();
    if (isTaken(name)) {
      name = PortName.ofNumber(listener.port());
    }
    if (isTaken(name)) {
      name += "-" + listener.protocol().name().toLowerCase(Locale.ROOT);
    }
    return new Listener(
        listener.component(),
        name,
        listener.port(),
        listener.protocol(),
        listener.appProtocol(),
        listener.publication());
  }

  private boolean isTaken(String name) {
    return published.stream().anyMatch(other -> other.name().equals(name));
  }
}
