package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.component.Listener.Publication;
import io.adot.operator.component.Listener.Transport;
import io.adot.operator.component.ListenerRow.Filled;
import io.adot.operator.component.PortReader.Port;
import io.adot.operator.config.Component;
import io.adot.operator.config.ComponentId;
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

  /**
   * Settings of a component and where they stand.
   *
   * @param id the component
   * @param settings as they stand
   * @param path where in the resource
   * @param created whether another receiver starts it, once for each thing it has found
   */
  private record Place(ComponentId id, JsonNode settings, String path, boolean created) {
    static Place of(Component component) {
      return new Place(component.id(), component.settings(), component.id().path(), false);
    }
  }

  /** The listeners of a component, in the order of the table. */
  List<FoundListener> read(Component component) {
    Place place = Place.of(component);
    List<FoundListener> found = new ArrayList<>(known(place));
    if (component.id().kind() == ComponentKind.RECEIVER
        && ListenerRow.of(component.id()).isEmpty()) {
      unknown(place).ifPresent(found::add);
    }
    if (component.type().equals(ReceiverCreator.TYPE)) {
      for (var entry : component.settings().path("receivers").properties()) {
        ComponentId id = ComponentId.parse(ComponentKind.RECEIVER, entry.getKey());
        String path = place.path + ".receivers." + entry.getKey() + ".config";
        found.addAll(known(new Place(id, entry.getValue().path("config"), path, true)));
      }
    }
    return found;
  }

  private List<FoundListener> known(Place place) {
    List<ListenerRow> rows = ListenerRow.of(place.id);
    List<FoundListener> found = new ArrayList<>();
    for (ListenerRow row : rows) {
      listener(place, row).ifPresent(found::add);
    }
    if (rows.stream().anyMatch(ListenerRow::byProtocol)) {
      unknownProtocols(place, rows);
    }
    return found;
  }

  /**
   * A receiver that is not in the table listens where the usual settings say. It may as well be one
   * that reads from there: hence nothing is said when the port cannot be told, unless the host is
   * one that nobody reads from.
   */
  private Optional<FoundListener> unknown(Place place) {
    for (String key : ADDRESSES) {
      JsonNode address = place.settings.path(key);
      if (address.isTextual() && !address.textValue().isBlank()) {
        boolean listens = ListenAddress.parse(address.textValue()).isEverybody(ports.env());
        PortReader reader =
            new PortReader(
                ports.env(),
                finding -> {
                  if (listens || finding.code() == FindingCode.OTC1003) {
                    findings.accept(finding);
                  }
                });
        String path = place.path + "." + key;
        Port port = reader.ofAddress(address.textValue(), 0, path);
        return found(place, ListenerRow.unknown(key), Transport.TCP, port, path);
      }
    }
    return Optional.empty();
  }

  private Optional<FoundListener> listener(Place place, ListenerRow row) {
    if (row.address().isEmpty() || !enabled(place.settings, row.enabledBy())) {
      return Optional.empty();
    }
    StringBuilder path = new StringBuilder(place.path);
    JsonNode holder = place.settings;
    for (String key : row.address().subList(0, row.address().size() - 1)) {
      holder = holder.path(key);
      path.append('.').append(key);
      boolean nothing = holder.isNull() || holder.isMissingNode();
      if (!holder.isObject() && !(nothing && row.filled() == Filled.OPEN)) {
        if (!nothing) {
          malformed(path.toString(), holder, "a map of settings");
        }
        return Optional.empty();
      }
    }
    String key = row.address().get(row.address().size() - 1);
    return address(place, row, holder, path.append('.').append(key).toString());
  }

  private Optional<FoundListener> address(
      Place place, ListenerRow row, JsonNode holder, String path) {
    JsonNode address = holder.path(row.address().get(row.address().size() - 1));
    String transport = holder.path("transport").asText("");
    if (transport.startsWith("unix")) {
      return Optional.empty();
    }
    if (address.isMissingNode() || address.isNull()) {
      return missing(place, row, path);
    }
    if (row.hasPortAlone()) {
      String host = holder.path("hostname").asText("");
      return beyondReach(row, ListenAddress.parse(host))
          ? Optional.empty()
          : found(
              place, row, row.transport(), ports.of(address.asText(""), row.port(), path), path);
    }
    if (!address.isTextual()) {
      malformed(path, address, "a text such as \"0.0.0.0:" + Math.max(row.port(), 1024) + "\"");
      return Optional.empty();
    }
    // A template is filled in from what the creator has found: a target, then, not a listener.
    boolean template = place.created && address.textValue().contains("`");
    if (template || beyondReach(row, ListenAddress.parse(address.textValue()))) {
      return Optional.empty();
    }
    Port port = ports.ofAddress(address.textValue(), row.port(), path);
    return found(place, row, transport(row, transport), port, path);
  }

  private boolean beyondReach(ListenerRow row, ListenAddress address) {
    return row.publication() != Publication.LIKE_GO && address.isLoopback(ports.env());
  }

  private Optional<FoundListener> missing(Place place, ListenerRow row, String path) {
    if (place.created) {
      return Optional.empty();
    }
    if (row.filled() == Filled.OPEN) {
      return found(place, row, row.transport(), new Port(row.port(), true), path);
    }
    if (row.filled() == Filled.REQUIRED) {
      findings.accept(
          new Finding(
              FindingCode.OTC1004,
              path,
              "is missing, so the collector does not know where to listen",
              "add an address such as \"0.0.0.0:5140\""));
    }
    if (row.filled() == Filled.LOCAL && place.id.kind() == ComponentKind.RECEIVER) {
      findings.accept(
          new Finding(
              FindingCode.OTC1008,
              path,
              "is missing, so the collector listens to its own pod only and no port is published",
              "add an address such as \"0.0.0.0:" + row.port() + "\""));
    }
    return Optional.empty();
  }

  private Optional<FoundListener> found(
      Place place, ListenerRow row, Transport transport, Port port, String path) {
    if (!port.exists()) {
      return Optional.empty();
    }
    String id = place.id.id();
    String wanted = row.part().isEmpty() ? id : id + "-" + row.part();
    String name = PortName.of(wanted, port.number());
    if (name.equals(PortName.ofNumber(port.number())) && !place.id.name().isEmpty()) {
      findings.accept(
          new Finding(
              FindingCode.OTC1007,
              place.path,
              "`" + wanted + "` is no legal port name, so the port is called `" + name + "`",
              "choose a name that gives at most 15 lower-case letters, digits and dashes"));
    }
    Listener listener =
        new Listener(
            place.id,
            name,
            port.number(),
            transport,
            row.appProtocol().isEmpty() ? null : row.appProtocol(),
            place.created ? Publication.MORE : row.publication());
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

  private void unknownProtocols(Place place, List<ListenerRow> rows) {
    Set<String> known = new HashSet<>();
    rows.forEach(row -> known.add(row.address().get(1)));
    JsonNode protocols = place.settings.path("protocols");
    if (!protocols.isObject()) {
      return;
    }
    for (var entry : protocols.properties()) {
      if (!known.contains(entry.getKey())) {
        findings.accept(
            new Finding(
                FindingCode.OTC1001,
                place.path + ".protocols." + entry.getKey(),
                "is no protocol of receiver " + place.id.type(),
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
