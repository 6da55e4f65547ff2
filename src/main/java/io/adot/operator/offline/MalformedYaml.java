package io.adot.operator.offline;

import java.io.Serial;

/** A document that cannot be read. */
final class MalformedYaml extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final int line;
  private final int column;

  /**
   * Says what is wrong.
   *
   * @param line from 1
   * @param column from 1
   */
  MalformedYaml(int line, int column, String message) {
    super(message, null, false, false);
    this.line = line;
    this.column = column;
  }

  Place in(String file) {
    return new Place(file, line, column);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
