package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.config.Component;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * When a row of a table applies. Terms are separated by spaces and all must hold: {@code >=0.141}
 * and {@code <0.141} compare the contrib release; {@code a.b} means that the setting is there and
 * not empty, false or zero, {@code !a.b} the opposite; {@code a.b=x}, {@code a.b!=x} compare, with
 * {@code x,y} for either; {@code a.b?=x} holds when the setting equals x or is absent, so that x is
 * the default; {@code metric:a.b} means that this metric is enabled, {@code metric:a.*} that any of
 * these is; {@code signal:logs} that a pipeline of this signal names the component. {@code (t1/t2)}
 * holds when one of these terms does.
 */
final class RowCondition {
  private static final Pattern RELEASE = Pattern.compile("(>=|<)(\\d+)\\.(\\d+)");
  private static final Pattern COMPARISON = Pattern.compile("([^=!?]+)(=|!=|\\?=)(.*)");
  private static final String METRIC = "metric:";
  private static final String SIGNAL = "signal:";

  private final List<BiPredicate<Component, ComponentContext>> terms;

  private RowCondition(List<BiPredicate<Component, ComponentContext>> terms) {
    this.terms = terms;
  }

  /** Reads a condition; an empty text always holds. */
  static RowCondition parse(String text) {
    return new RowCondition(
        Stream.of(text.split("\\s+")).filter(t -> !t.isEmpty()).map(RowCondition::term).toList());
  }

  boolean holds(Component component, ComponentContext context) {
    return terms.stream().allMatch(term -> term.test(component, context));
  }

  private static BiPredicate<Component, ComponentContext> term(String text) {
    if (text.startsWith("(")) {
      List<BiPredicate<Component, ComponentContext>> either =
          Stream.of(text.substring(1, text.length() - 1).split("/"))
              .map(RowCondition::term)
              .toList();
      return (component, context) -> either.stream().anyMatch(one -> one.test(component, context));
    }
    if (text.startsWith(METRIC)) {
      String name = text.substring(METRIC.length());
      return (component, context) -> isMetricEnabled(name, component, context);
    }
    if (text.startsWith(SIGNAL)) {
      String signal = text.substring(SIGNAL.length());
      return (component, context) -> isIn(signal, component, context);
    }
    Matcher release = RELEASE.matcher(text);
    if (release.matches()) {
      int major = Integer.parseInt(release.group(2));
      int minor = Integer.parseInt(release.group(3));
      boolean wanted = release.group(1).equals(">=");
      return (component, context) -> context.since(major, minor) == wanted;
    }
    Matcher comparison = COMPARISON.matcher(text);
    if (comparison.matches()) {
      return comparison(comparison.group(1), comparison.group(2), comparison.group(3));
    }
    return text.startsWith("!")
        ? (component, context) -> !isSet(at(component.settings(), text.substring(1)), context)
        : (component, context) -> isSet(at(component.settings(), text), context);
  }

  private static BiPredicate<Component, ComponentContext> comparison(
      String path, String operator, String values) {
    List<String> wanted = List.of(values.split(","));
    return (component, context) -> {
      String actual = context.text(at(component.settings(), path));
      return switch (operator) {
        case "=" -> wanted.contains(actual);
        case "!=" -> !wanted.contains(actual);
        default -> actual.isEmpty() || wanted.contains(actual);
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

  private static boolean isMetricEnabled(
      String name, Component component, ComponentContext context) {
    boolean any = name.endsWith("*");
    String beginning = any ? name.substring(0, name.length() - 1) : name;
    for (Map.Entry<String, JsonNode> metric : component.settings().path("metrics").properties()) {
      boolean named = any ? metric.getKey().startsWith(beginning) : metric.getKey().equals(name);
      if (named && context.flag(metric.getValue().path("enabled"), false)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isIn(String signal, Component component, ComponentContext context) {
    String id = component.id().id();
    return context.config().pipelines().stream()
        .filter(pipeline -> pipeline.signal().equals(signal))
        .anyMatch(
            pipeline ->
                Stream.of(pipeline.receivers(), pipeline.processors(), pipeline.exporters())
                    .anyMatch(ids -> ids.contains(id)));
  }
}
