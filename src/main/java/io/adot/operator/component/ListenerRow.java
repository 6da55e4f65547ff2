package io.adot.operator.component;

import io.adot.operator.config.ComponentId;
import io.adot.operator.config.ComponentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A row of the table of listeners, whose head says what the columns mean.
 *
 * @param kind the component's kind
 * @param types the names of the component's type
 * @param part what follows the id in the port's name, or empty
 * @param address the path of the address within the settings; empty when it never listens
 * @param port the port where the address names none, or 0
 * @param transport what it speaks
 * @param appProtocol {@code grpc}, {@code http} or empty
 * @param filled when the address is filled in
 * @param enabledBy the path of a setting that must be true; empty for none
 * @param publication who publishes the port
 * @param env variables that the component reads
 */
record ListenerRow(
    ComponentKind kind,
    List<String> types,
    String part,
    List<String> address,
    int port,
    Listener.Transport transport,
    String appProtocol,
    Filled filled,
    List<String> enabledBy,
    Listener.Publication publication,
    List<InferredEnv> env) {

  private static final RowsByType<ListenerRow> TABLE = table();

  /**
   * When the operator fills in an address that the configuration leaves open, and what it means
   * where it does not.
   */
  enum Filled {
    ALWAYS,
    PRESENT,
    HOST,
    NEVER,
    OPEN,
    LOCAL,
    REQUIRED;

    /** Whether the address is ever filled in. */
    boolean ever() {
      return this == ALWAYS || this == PRESENT || this == HOST;
    }
  }

  /** The rows of a component; none when its type is unknown. */
  static List<ListenerRow> of(ComponentId component) {
    return TABLE.of(component.kind(), component.type());
  }

  /** The row of a receiver that the table does not know. */
  static ListenerRow unknown(String address) {
    return new ListenerRow(
        ComponentKind.RECEIVER,
        List.of(),
        "",
        List.of(address),
        0,
        Listener.Transport.TCP,
        "",
        Filled.NEVER,
        List.of(),
        Listener.Publication.LIKE_GO,
        List.of());
  }

  /** Whether the rows of the component list all that may stand under {@code protocols}. */
  boolean byProtocol() {
    return address.size() > 2
        && address.get(0).equals("protocols")
        && publication == Listener.Publication.LIKE_GO;
  }

  /** Whether the component has its port in a setting apart from the host's. */
  boolean hasPortAlone() {
    return address.size() == 1 && address.get(0).equals("port");
  }

  private static RowsByType<ListenerRow> table() {
    RowsByType<ListenerRow> table = new RowsByType<>();
    TableResource.lines("listeners.txt").stream()
        .map(ListenerRow::parse)
        .forEach(row -> row.types.forEach(type -> table.add(row.kind, type, row)));
    return table;
  }

  private static ListenerRow parse(String line) {
    List<String> cells = TableResource.cells(line, 10);
    List<String> component = List.of(cells.get(0).split(" "));
    return new ListenerRow(
        ComponentKind.valueOf(component.get(0).toUpperCase(Locale.ROOT)),
        component.subList(1, component.size()),
        cells.get(1),
        path(cells.get(2)),
        cells.get(3).isEmpty() ? 0 : Integer.parseInt(cells.get(3)),
        cells.get(4).equals("UDP") ? Listener.Transport.UDP : Listener.Transport.TCP,
        cells.get(5),
        Filled.valueOf(cells.get(6).toUpperCase(Locale.ROOT)),
        path(cells.get(7)),
        publication(cells.get(8)),
        env(cells.get(9)));
  }

  private static Listener.Publication publication(String cell) {
    return switch (cell) {
      case "go" -> Listener.Publication.LIKE_GO;
      case "more" -> Listener.Publication.MORE;
      case "data" -> Listener.Publication.MORE_WITH_DATA;
      default -> throw new IllegalStateException("who publishes `" + cell + "`?");
    };
  }

  private static List<String> path(String cell) {
    return cell.isEmpty() ? List.of() : List.of(cell.split("\\."));
  }

  private static List<InferredEnv> env(String cell) {
    List<InferredEnv> env = new ArrayList<>();
    if (!cell.isEmpty()) {
      String[] variable = cell.split("=");
      env.add(new InferredEnv(variable[0], variable[1]));
    }
    return env;
  }
}
