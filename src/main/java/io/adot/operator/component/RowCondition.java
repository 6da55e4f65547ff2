package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * When a row of a table applies. Terms are separated by spaces and all must hold: {@code >=0.141}
 * and {@code <0.141} compare the contrib release; {@code a.b} means that the setting is there and
 * not empty, false or zero, {@code !a.b} the opposite; {@code a.b=x}, {@code a.b!=x} compare;
 * {@code a.b?=x} holds when the setting equals x or is absent, so that x is the default.
 */
final class RowCondition {
  private static final Pattern RELEASE = Pattern.compile("(>=|<)(\\d+)\\.(\\d+)");
  private static final Pattern COMPARISON = Pattern.compile("([^=!?]+)(=|!=|\\?=)(.*)");

  private final List<BiPredicate<JsonNode, ComponentContext>> terms;

  private RowCondition(List<BiPredicate<JsonNode, ComponentContext>> terms) {
    this.terms = terms;
  }

  /** Reads a condition; an empty text always holds. */
  static RowCondition parse(String text) {
    return new RowCondition(
        Stream.of(text.split("\\s+")).filter(t -> !t.isEmpty()).map(RowCondition::term).toList());
  }

  boolean holds(JsonNode settings, ComponentContext context) {
    return terms.stream().allMatch(term -> term.test(settings, context));
  }

  private static BiPredicate<JsonNode, ComponentContext> term(String text) {
    Matcher release = RELEASE.matcher(text);
    if (release.matches()) {
      int major = Integer.parseInt(release.group(2));
      int minor = Integer.parseInt(release.group(3));
      boolean wanted = release.group(1).equals(">=");
      return (settings, context) -> context.since(major, minor) == wanted;
    }
    Matcher comparison = COMPARISON.matcher(text);
    if (comparison.matches()) {
      return comparison(comparison.group(1), comparison.group(2), comparison.group(3));
    }
    return text.startsWith("!")
        ? (settings, context) -> !isSet(at(settings, text.substring(1)), context)
        : (settings, context) -> isSet(at(settings, text), context);
  }

  private static BiPredicate<JsonNode, ComponentContext> comparison(
      String path, String operator, String value) {
    return (settings, context) -> {
      String actual = context.text(at(settings, path));
      return switch (operator) {
        case "=" -> actual.equals(value);
        case "!=" -> !actual.equals(value);
        default -> actual.isEmpty() || actual.equals(value);
      };
    };
  }

  /** The setting at a dotted path. */
  static JsonNode at(JsonNode settings, String path) {
    JsonNode node = settings;
    for (String key : path.split("\\.")) {
      node = node.path(key);
    }
    return node;
  }

  private static boolean isSet(JsonNode setting, ComponentContext context) {
    if (setting.isContainerNode()) {
      return !setting.isEmpty();
    }
    String text = context.text(setting);
    return !text.isEmpty() && !text.equals("false") && !text.equals("0");
  }
}
