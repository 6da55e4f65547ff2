package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/**
 * One entry of {@code relabel_configs}, as far as it decides which targets stay and where they are
 * scraped: the actions {@code replace}, {@code keep} and {@code drop}.
 */
record Relabeling(
    String action,
    List<String> sourceLabels,
    String separator,
    String regex,
    String targetLabel,
    String replacement) {

  static Relabeling of(JsonNode settings, ComponentContext context) {
    return new Relabeling(
        orElse(context.text(settings.path("action")), "replace"),
        context.texts(settings.path("source_labels")),
        settings.has("separator") ? context.text(settings.path("separator")) : ";",
        orElse(context.text(settings.path("regex")), "(.*)"),
        context.text(settings.path("target_label")),
        settings.has("replacement") ? context.text(settings.path("replacement")) : "$1");
  }

  private static String orElse(String text, String byDefault) {
    return text.isEmpty() ? byDefault : text;
  }

  /** Whether it keeps or drops targets, rather than rewriting them. */
  boolean filters() {
    return action.equals("keep") || action.equals("drop");
  }

  /** Whether all labels it looks at are known of a target. */
  boolean canJudge(Map<String, String> labels) {
    return !sourceLabels.isEmpty() && labels.keySet().containsAll(sourceLabels);
  }

  /**
   * Whether a target stays. Only meaningful when it filters.
   *
   * @return nothing when the regular expression cannot be used
   */
  Optional<Boolean> keeps(Map<String, String> labels) {
    return match(labels).map(matcher -> matcher.isPresent() == action.equals("keep"));
  }

  /** Rewrites a target's labels in place, if it is a replacement that fits. */
  void rewrite(Map<String, String> labels) {
    if (!action.equals("replace") || targetLabel.isEmpty()) {
      return;
    }
    match(labels)
        .flatMap(matcher -> matcher)
        .ifPresent(matcher -> labels.put(targetLabel, expand(matcher)));
  }

  private Optional<Optional<Matcher>> match(Map<String, String> labels) {
    String joined =
        sourceLabels.stream()
            .map(label -> labels.getOrDefault(label, ""))
            .collect(Collectors.joining(separator));
    return BoundedRegex.compile(regex).flatMap(pattern -> pattern.match(joined));
  }

  private String expand(Matcher matcher) {
    return BoundedRegex.CAPTURE
        .matcher(replacement)
        .replaceAll(
            reference -> {
              String digits = reference.group(1) == null ? reference.group(2) : reference.group(1);
              int group = digits.length() > 3 ? Integer.MAX_VALUE : Integer.parseInt(digits);
              String value = group <= matcher.groupCount() ? matcher.group(group) : "";
              return Matcher.quoteReplacement(value == null ? "" : value);
            });
  }
}
