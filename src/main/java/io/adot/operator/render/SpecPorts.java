package io.adot.operator.render;

import io.adot.operator.api.v1beta1.PortSpec;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code spec.ports}: what Kubernetes would refuse becomes a finding that names it. */
final class SpecPorts {
  private static final Pattern NAME =
      Pattern.compile("(?=[a-z0-9-]{1,15}$)(?=.*[a-z])(?!.*--)[a-z0-9]([a-z0-9-]*[a-z0-9])?");
  private static final Set<String> PROTOCOLS = Set.of("TCP", "UDP", "SCTP");

  private final Consumer<Finding> findings;
  private final Set<String> names = new HashSet<>();
  private final List<Port> ports = new ArrayList<>();

  private SpecPorts(Consumer<Finding> findings) {
    this.findings = findings;
  }

  /**
   * The ports that the resource asks for, with names and numbers that are legal and unique.
   *
   * @param specs as the resource has them
   * @param findings where to say what is wrong with them
   */
  static List<Port> read(List<PortSpec> specs, Consumer<Finding> findings) {
    SpecPorts reader = new SpecPorts(findings);
    for (int i = 0; i < specs.size(); i++) {
      reader.add(specs.get(i), "spec.ports[" + i + "]");
    }
    return new Unique(findings).first(reader.ports, "spec.ports", Port::key);
  }

  private void add(PortSpec spec, String path) {
    Integer number = spec.getPort();
    if (number == null || !legal(number)) {
      portOutside(path + ".port", String.valueOf(number));
      return;
    }
    String protocol = protocol(spec, path);
    Integer hostPort = spec.getHostPort();
    if (hostPort != null && hostPort != 0 && !legal(hostPort)) {
      portOutside(path + ".hostPort", hostPort.toString());
      hostPort = null;
    }
    if (spec.getNodePort() != null && spec.getNodePort() != 0) {
      findings.accept(
          new Finding(
              FindingCode.OTC1101,
              path + ".nodePort",
              "is ignored: the collector's Services are of type ClusterIP, which has no node port",
              "use hostPort, or a Service of your own"));
    }
    ports.add(
        new Port(
            name(spec.getName(), number, path),
            number,
            protocol,
            Text.orNull(spec.getAppProtocol()),
            target(spec.getTargetPort(), number, path),
            hostPort == null || hostPort == 0 ? null : hostPort,
            false));
  }

  private String protocol(PortSpec spec, String path) {
    String protocol = spec.getProtocol();
    if (protocol == null || protocol.isEmpty()) {
      return "TCP";
    }
    if (PROTOCOLS.contains(protocol)) {
      return protocol;
    }
    findings.accept(
        new Finding(
            FindingCode.OTC1103,
            path + ".protocol",
            "is `" + protocol + "`",
            "make it TCP, UDP or SCTP"));
    return "TCP";
  }

  private String name(@Nullable String wanted, int number, String path) {
    String name = Text.orEmpty(wanted);
    if (name.isEmpty()) {
      name = "port-" + number;
    } else if (!NAME.matcher(name).matches()) {
      findings.accept(
          new Finding(
              FindingCode.OTC1103,
              path + ".name",
              "is `" + name + "`, which is no port name",
              "use at most 15 lower-case letters, digits and single dashes, at least one letter"));
      name = "port-" + number;
    }
    if (names.add(name)) {
      return name;
    }
    String replacement = free("port-" + number, names);
    names.add(replacement);
    findings.accept(
        new Finding(
            FindingCode.OTC1102,
            path + ".name",
            "`" + name + "` is taken; the port is called `" + replacement + "`",
            "give it a name of its own"));
    return replacement;
  }

  /** A name like the given one that is not taken yet. */
  static String free(String name, Set<String> taken) {
    String candidate = name;
    for (int i = 2; taken.contains(candidate); i++) {
      candidate = name + "-" + i;
    }
    return candidate;
  }

  private IntOrString target(@Nullable IntOrString target, int number, String path) {
    if (target == null
        || (target.getIntVal() == null && Text.orEmpty(target.getStrVal()).isEmpty())) {
      return new IntOrString(number);
    }
    if (target.getIntVal() == null) {
      return target;
    }
    if (target.getIntVal() == 0) {
      return new IntOrString(number);
    }
    if (!legal(target.getIntVal())) {
      portOutside(path + ".targetPort", target.getIntVal().toString());
      return new IntOrString(number);
    }
    return target;
  }

  private void portOutside(String path, String value) {
    findings.accept(
        new Finding(
            FindingCode.OTC1003, path, "is " + value, "make it a port number from 1 to 65535"));
  }

  private static boolean legal(int number) {
    return number >= 1 && number <= 65535;
  }
}
