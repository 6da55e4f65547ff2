package io.adot.operator.offline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML document, with places, within bounds: what aliases multiply is counted as if it
 * stood there.
 */
final class YamlReader {
  private static final int DEEPEST = 100;
  private static final long MOST_VALUES = 300_000;
  private static final String MERGE = "<<";

  private final PlainScalars scalars;
  private final int before;
  private final Iterator<Event> events;
  private final Map<Anchor, YamlNode> anchors = new HashMap<>();

  private YamlReader(String text, int before, PlainScalars scalars) {
    this.scalars = scalars;
    this.before = before;
    // The library fails on a surrogate pair that ends its buffer, so the whole text gets into one.
    this.events =
        new Parse(
                LoadSettings.builder()
                    .setCodePointLimit(Integer.MAX_VALUE)
                    .setBufferSize(text.length() + 2)
                    .build())
            .parseString(text)
            .iterator();
  }

  /**
   * Reads a document.
   *
   * @param text one document
   * @param before how many lines of its file come before it
   * @param scalars what scalars without quotes are
   * @return its root; a null without anything in it
   */
  static YamlNode read(String text, int before, PlainScalars scalars) throws MalformedYaml {
    try {
      return new YamlReader(text, before, scalars).document();
    } catch (MarkedYamlEngineException malformed) {
      Optional<Mark> mark = malformed.getProblemMark();
      throw new MalformedYaml(
          before + mark.map(Mark::getLine).orElse(0) + 1,
          mark.map(Mark::getColumn).orElse(0) + 1,
          "is no YAML: " + malformed.getProblem());
    } catch (YamlEngineException malformed) {
      throw new MalformedYaml(before + 1, 1, "is no YAML: " + firstLine(malformed));
    }
  }

  private static String firstLine(Exception failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  private YamlNode document() throws MalformedYaml {
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof NodeEvent) {
        YamlNode root = node(event, 0);
        while (events.hasNext()) {
          Event rest = events.next();
          if (rest instanceof DocumentStartEvent) {
            throw wrong(rest, "a second document begins here; separate documents by lines of ---");
          }
        }
        return root;
      }
      if (!(event instanceof StreamStartEvent
          || event instanceof DocumentStartEvent
          || event instanceof DocumentEndEvent)) {
        break;
      }
    }
    return leaf(JsonNodeFactory.instance.nullNode(), before + 1, 1, false);
  }

  private YamlNode node(Event event, int depth) throws MalformedYaml {
    if (depth > DEEPEST) {
      throw wrong(event, "is nested deeper than " + DEEPEST + " levels");
    }
    if (event instanceof AliasEvent alias) {
      YamlNode target = anchors.get(alias.getAlias());
      if (target == null) {
        throw wrong(event, "names an anchor *" + alias.getAlias() + " that is not there before it");
      }
      return target;
    }
    YamlNode node;
    if (event instanceof ScalarEvent scalar) {
      node = leaf(scalar(scalar), line(event), column(event), scalar.isLiteral());
    } else if (event instanceof SequenceStartEvent) {
      node = sequence(event, depth);
    } else {
      node = mapping(event, depth);
    }
    if (node.size() > MOST_VALUES) {
      throw wrong(event, "has more than " + MOST_VALUES + " values, its aliases counted");
    }
    ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor, node));
    return node;
  }

  private YamlNode sequence(Event start, int depth) throws MalformedYaml {
    ArrayNode value = JsonNodeFactory.instance.arrayNode();
    List<YamlNode> items = new ArrayList<>();
    long size = 1;
    for (Event next = events.next(); !(next instanceof SequenceEndEvent); next = events.next()) {
      YamlNode item = node(next, depth + 1);
      items.add(item);
      value.add(item.value());
      size += item.size();
    }
    return new YamlNode(value, line(start), column(start), Map.of(), items, false, size);
  }

  private YamlNode mapping(Event start, int depth) throws MalformedYaml {
    Map<String, YamlNode.Field> fields = new LinkedHashMap<>();
    Map<String, YamlNode.Field> merged = new LinkedHashMap<>();
    long size = 1;
    for (Event next = events.next(); !(next instanceof MappingEndEvent); next = events.next()) {
      if (!(next instanceof ScalarEvent || next instanceof AliasEvent)) {
        throw wrong(next, "has a map or a list for a key");
      }
      boolean plain = next instanceof ScalarEvent scalar && scalar.isPlain();
      String key = node(next, depth + 1).value().asText();
      YamlNode value = node(events.next(), depth + 1);
      size += value.size();
      if (plain && key.equals(MERGE)) {
        merge(next, value, merged);
      } else if (fields.put(key, new YamlNode.Field(line(next), column(next), value)) != null) {
        throw wrong(next, "has the key `" + key + "` twice in one map");
      }
    }
    merged.forEach(fields::putIfAbsent);
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    fields.forEach((key, field) -> object.set(key, field.value().value()));
    return new YamlNode(object, line(start), column(start), fields, List.of(), false, size);
  }

  /** Of several maps the first counts. */
  private void merge(Event key, YamlNode value, Map<String, YamlNode.Field> into)
      throws MalformedYaml {
    for (YamlNode one : value.value().isArray() ? value.items() : List.of(value)) {
      if (!one.value().isObject()) {
        throw wrong(key, "merges what is no map");
      }
      one.fields().forEach(into::putIfAbsent);
    }
  }

  private JsonNode scalar(ScalarEvent scalar) {
    boolean typed = scalar.isPlain() && scalar.getTag().isEmpty();
    return typed
        ? scalars.value(scalar.getValue())
        : JsonNodeFactory.instance.textNode(scalar.getValue());
  }

  private static YamlNode leaf(JsonNode value, int line, int column, boolean literal) {
    return new YamlNode(value, line, column, Map.of(), List.of(), literal, 1);
  }

  private MalformedYaml wrong(Event event, String message) {
    return new MalformedYaml(line(event), column(event), message);
  }

  private int line(Event event) {
    return before + event.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  private static int column(Event event) {
    return event.getStartMark().map(Mark::getColumn).orElse(0) + 1;
  }
}
