package io.adot.operator.offline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A value with the place where it stands.
 *
 * @param value the value as JSON; aliases share it, so it is not to be changed
 * @param line from 1
 * @param column from 1
 * @param fields the places of a map's keys, with their values
 * @param items the elements of a list
 * @param literal whether it is a literal block, whose lines stand in the text as they are
 * @param size how many values it has, those of aliases counted each time
 */
record YamlNode(
    JsonNode value,
    int line,
    int column,
    Map<String, Field> fields,
    List<YamlNode> items,
    boolean literal,
    long size) {

  /** A key's place, and its value. */
  record Field(int line, int column, YamlNode value) {}
}
