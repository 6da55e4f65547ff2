package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.component.Listener.Transport;
import io.adot.operator.component.PortReader.Port;
import io.adot.operator.config.Component;
import io.adot.operator.config.ComponentKind;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads where single components listen.
 *
 * @param ports reads ports
 * @param findings takes what is wrong
 */
record ListenerReader(PortReader ports, Consumer<Finding> findings) {
  private static final List<String> ADDRESSES = List.of("endpoint", "listen_address");

  /** The listeners of a component, in the order of the table. */
  List<FoundListener> read(Component component) {
    List<ListenerRow> rows = ListenerRow.of(component);
    List<FoundListener> found = new ArrayList<>();
    if (rows.isEmpty() && component.id().kind() == ComponentKind.RECEIVER) {
      unknown(component).ifPresent(found::add);
    }
    for (ListenerRow row : rows) {
      listener(component, row).ifPresent(found::add);
    }
    if (rows.stream().anyMatch(ListenerRow::byProtocol)) {
      unknownProtocols(component, rows);
    }
    return found;
  }

  /**
   * A receiver that is not in the table listens where the usual settings say. It may as well be one
   * that reads from there: hence nothing is said when the port cannot be told.
   */
  private Optional<FoundListener> unknown(Component component) {
    for (String key : ADDRESSES) {
      JsonNode address = component.settings().path(key);
      if (address.isTextual() && !address.textValue().isBlank()) {
        PortReader quiet =
            new PortReader(
                ports.env(),
                finding -> {
                  if (finding.code() == FindingCode.OTC1003) {
                    findings.accept(finding);
                  }
                });
        String path = component.id().path() + "." + key;
        Port port = quiet.ofAddress(address.textValue(), 0, path);
        return found(component, ListenerRow.unknown(key), Transport.TCP, port, path);
      }
    }
    return Optional.empty();
  }

  private Optional<FoundListener> listener(Component component, ListenerRow row) {
    if (row.address().isEmpty() || !enabled(component.settings(), row.enabledBy())) {
      return Optional.empty();
    }
    StringBuilder path = new StringBuilder(component.id().path());
    JsonNode holder = component.settings();
    for (String key : row.address().subList(0, row.address().size() - 1)) {
      holder = holder.path(key);
      path.append('.').append(key);
      if (!holder.isObject()) {
        if (!holder.isNull() && !holder.isMissingNode()) {
          malformed(path.toString(), holder, "a map of settings");
        }
        return Optional.empty();
      }
    }
    String key = row.address().get(row.address().size() - 1);
    return address(component, row, holder, path.append('.').append(key).toString());
  }

  private Optional<FoundListener> address(
      Component component, ListenerRow row, JsonNode holder, String path) {
    JsonNode address = holder.path(row.address().get(row.address().size() - 1));
    String transport = holder.path("transport").asText("");
    if (transport.startsWith("unix")) {
      return Optional.empty();
    }
    if (address.isMissingNode() || address.isNull()) {
      return missing(row, path);
    }
    if (!address.isTextual()) {
      malformed(path, address, "a text such as \"0.0.0.0:" + Math.max(row.port(), 1024) + "\"");
      return Optional.empty();
    }
    Port port = ports.ofAddress(address.textValue(), row.port(), path);
    return found(component, row, transport(row, transport), port, path);
  }

  /** The table gives no port where a component cannot do without an address. */
  private Optional<FoundListener> missing(ListenerRow row, String path) {
    if (row.port() == 0 && row.address().size() == 1) {
      findings.accept(
          new Finding(
              FindingCode.OTC1004,
              path,
              "is missing, so the collector does not know where to listen",
              "add an address such as \"0.0.0.0:5140\""));
    }
    return Optional.empty();
  }

  private Optional<FoundListener> found(
      Component component, ListenerRow row, Transport transport, Port port, String path) {
    if (!port.exists()) {
      return Optional.empty();
    }
    String id = component.id().id();
    String wanted = row.part().isEmpty() ? id : id + "-" + row.part();
    String name = PortName.of(wanted, port.number());
    if (name.equals(PortName.ofNumber(port.number())) && !component.id().name().isEmpty()) {
      findings.accept(
          new Finding(
              FindingCode.OTC1007,
              component.id().path(),
              "`" + wanted + "` is no legal port name, so the port is called `" + name + "`",
              "choose a name that gives at most 15 lower-case letters, digits and dashes"));
    }
    Listener listener =
        new Listener(
            component.id(),
            name,
            port.number(),
            transport,
            row.appProtocol().isEmpty() ? null : row.appProtocol());
    return Optional.of(new FoundListener(listener, path, port.certain()));
  }

  private static Transport transport(ListenerRow row, String setting) {
    return setting.startsWith("udp")
        ? Transport.UDP
        : setting.startsWith("tcp") ? Transport.TCP : row.transport();
  }

  private static boolean enabled(JsonNode settings, List<String> path) {
    JsonNode node = settings;
    for (String key : path) {
      node = node.path(key);
    }
    return path.isEmpty() || node.asBoolean();
  }

  private void unknownProtocols(Component component, List<ListenerRow> rows) {
    Set<String> known = new HashSet<>();
    rows.forEach(row -> known.add(row.address().get(1)));
    JsonNode protocols = component.settings().path("protocols");
    if (!protocols.isObject()) {
      return;
    }
    for (var entry : protocols.properties()) {
      if (!known.contains(entry.getKey())) {
        findings.accept(
            new Finding(
                FindingCode.OTC1001,
                component.id().path() + ".protocols." + entry.getKey(),
                "is no protocol of receiver " + component.type(),
                "use " + String.join(" or ", known.stream().sorted().toList())));
      }
    }
  }

  private void malformed(String path, JsonNode value, String wanted) {
    String is =
        value.isValueNode() ? "`" + value.asText() + "`" : value.isArray() ? "a list" : "a map";
    findings.accept(new Finding(FindingCode.OTC1001, path, "is " + is, "make it " + wanted));
  }
}
