package io.adot.operator.component;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The tables of this package: one row a line, {@code #} begins a comment line. */
final class TableResource {
  private TableResource() {}

  /**
   * The rows of a table that is shipped beside this class.
   *
   * @throws IllegalStateException when the jar lacks it
   */
  static List<String> lines(String name) {
    try (InputStream in = TableResource.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + name + " is missing from the jar");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The cells of a row, separated by bars and stripped. */
  static List<String> cells(String row, int columns) {
    List<String> cells = List.of(row.split("\\|", -1)).stream().map(String::strip).toList();
    if (cells.size() != columns) {
      throw new IllegalStateException("a row needs " + columns + " cells: " + row);
    }
    return cells;
  }
}
