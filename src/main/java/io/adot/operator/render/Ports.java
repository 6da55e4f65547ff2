package io.adot.operator.render;

import io.adot.operator.api.v1beta1.IngressType;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorSpec;
import io.adot.operator.component.Listener;
import io.adot.operator.component.Needs;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ports of a collector: those of its configuration and those that the resource asks for, which
 * win where both want the same number or name.
 *
 * @param service ports of the Services that applications send to
 * @param incoming those of them that lead in from outside the cluster: not the exporters'
 * @param container all ports of the container, sorted by name
 * @param extension ports of the extensions
 * @param metrics the port of the collector's own metrics
 */
record Ports(
    List<Port> service,
    List<Port> incoming,
    List<Port> container,
    List<Port> extension,
    int metrics) {

  static Ports of(OpenTelemetryCollectorSpec spec, Needs needs, Consumer<Finding> findings) {
    List<Port> asked = SpecPorts.read(spec.getPorts(), findings);
    Map<Boolean, List<Listener>> extensions =
        needs.extensions().stream().collect(Collectors.partitioningBy(Ports::isForApplications));
    List<Port> data =
        inferred(Stream.of(needs.receivers(), needs.exporters(), extensions.get(true)));
    List<Port> extension = inferred(Stream.of(extensions.get(false)));

    List<Port> all = new ArrayList<>(data);
    all.addAll(extension);
    all.add(Port.tcp("metrics", needs.metrics().port()));
    // What the Go operator lists keeps its names, whatever is listed beyond that.
    all.sort(Comparator.comparing(Port::addition));
    List<Port> container = new ArrayList<>(merge(asked, all, findings));
    container.sort(Comparator.comparing(Port::name));

    // The same merge for a subset finds nothing that the container has not told already.
    Consumer<Finding> told = finding -> {};
    List<Port> service =
        merge(asked, routed(spec) ? data.stream().map(Ports::overRoutes).toList() : data, told);
    Set<String> incoming = keys(asked, inferred(Stream.of(needs.receivers())));
    return new Ports(
        service,
        service.stream().filter(port -> incoming.contains(port.key())).toList(),
        container,
        merge(List.of(), extension, told),
        needs.metrics().port());
  }

  private static Set<String> keys(List<Port> some, List<Port> others) {
    return Stream.concat(some.stream(), others.stream())
        .map(Port::key)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isForApplications(Listener listener) {
    return listener.publication() == Listener.Publication.MORE_WITH_DATA;
  }

  private static boolean routed(OpenTelemetryCollectorSpec spec) {
    return spec.getIngress() != null && spec.getIngress().getType() == IngressType.ROUTE;
  }

  /** An OpenShift router forwards gRPC only to what it is told speaks HTTP/2 in clear text. */
  private static Port overRoutes(Port port) {
    return "grpc".equals(port.appProtocol()) ? port.speaking("h2c") : port;
  }

  private static List<Port> inferred(Stream<List<Listener>> listeners) {
    return listeners
        .flatMap(List::stream)
        .map(Port::of)
        .sorted(Comparator.comparing(Port::addition).thenComparing(Port::name))
        .toList();
  }

  private static List<Port> merge(
      List<Port> asked, List<Port> inferred, Consumer<Finding> findings) {
    List<Port> merged = new ArrayList<>(asked);
    Set<String> keys = new HashSet<>();
    Set<String> names = new HashSet<>();
    asked.forEach(port -> keys.add(port.key()));
    asked.forEach(port -> names.add(port.name()));
    Set<String> askedKeys = Set.copyOf(keys);
    List<Port> nameless = new ArrayList<>();
    for (Port port : inferred) {
      if (!keys.add(port.key())) {
        if (!askedKeys.contains(port.key())) {
          findings.accept(sharedNumber(port));
        }
      } else if (names.add(port.name())) {
        merged.add(port);
      } else if (names.add(substitute(port))) {
        merged.add(port.named(substitute(port)));
      } else {
        nameless.add(port);
      }
    }
    // The Go operator drops these. They are named last, so that all others keep its names.
    for (Port port : nameless) {
      Port named = port.asAddition().named(SpecPorts.free(substitute(port), names));
      names.add(named.name());
      merged.add(named);
    }
    return List.copyOf(merged);
  }

  private static String substitute(Port port) {
    return "port-" + port.number();
  }

  private static Finding sharedNumber(Port port) {
    return new Finding(
        FindingCode.OTC1102,
        "spec.config",
        "opens port "
            + port.key()
            + " more than once, also as `"
            + port.name()
            + "`; it is listed once",
        "give each listener a port of its own");
  }
}
