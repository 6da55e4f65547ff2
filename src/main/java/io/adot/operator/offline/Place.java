package io.adot.operator.offline;

/**
 * Where something stands.
 *
 * @param file the name of the file as people know it
 * @param line from 1; 0 when only the file is known
 * @param column from 1; 0 when only the line is known
 */
public record Place(String file, int line, int column) {

  /** A file as a whole. */
  public static Place of(String file) {
    return new Place(file, 0, 0);
  }

  /** This place, so many columns further to the right. */
  Place right(int columns) {
    return new Place(file, line, column + columns);
  }

  /** {@code collector.yaml:12:3}. */
  @Override
  public String toString() {
    return file + (line > 0 ? ":" + line + (column > 0 ? ":" + column : "") : "");
  }
}
