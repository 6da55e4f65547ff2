package io.adot.operator.component;

import io.adot.operator.config.ComponentId;
import io.adot.operator.config.ComponentKind;
import java.util.ArrayList;
import java.util.List;

/** Where a component listens unless its settings say otherwise, in words, from the table. */
public final class DefaultPorts {
  private DefaultPorts() {}

  /**
   * Tells of each listener its port, its transport and by which setting it is there.
   *
   * @param component its type counts
   * @return {@code 4317/TCP grpc, with `protocols.grpc`}; empty where it does not listen
   */
  public static List<String> of(ComponentId component) {
    List<ListenerRow> rows = ListenerRow.of(component);
    if (rows.isEmpty() && component.kind() == ComponentKind.RECEIVER) {
      return List.of("that of `endpoint` or `listen_address`, where it has one");
    }
    return rows.stream().filter(row -> !row.address().isEmpty()).map(DefaultPorts::words).toList();
  }

  private static String words(ListenerRow row) {
    List<String> words = new ArrayList<>();
    String address = String.join(".", row.address());
    words.add(
        row.port() == 0
            ? row.transport() + ", on the port of `" + address + "`"
            : row.port() + "/" + row.transport() + (row.part().isEmpty() ? "" : " " + row.part()));
    if (!row.enabledBy().isEmpty()) {
      words.add("with `" + String.join(".", row.enabledBy()) + ": true`");
    }
    if (row.filled() == ListenerRow.Filled.PRESENT && row.address().size() > 1) {
      List<String> holder = row.address().subList(0, row.address().size() - 1);
      words.add("with `" + String.join(".", holder) + "`");
    } else if (row.filled() == ListenerRow.Filled.NEVER && row.port() != 0) {
      words.add("with `" + address + "`");
    } else if (row.filled() == ListenerRow.Filled.LOCAL) {
      words.add("for its own pod only unless `" + address + "` says otherwise");
    }
    return String.join(", ", words);
  }
}
