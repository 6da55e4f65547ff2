package io.adot.operator.lint;

import io.adot.operator.component.CollectorImage.Distribution;
import io.adot.operator.config.Component;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Components whose type cannot be one: {@code otlp-tempo} where {@code otlp/tempo} was meant. No
 * collector has a component of such a type, and one that reads its id refuses it.
 */
final class ComponentIds implements Rule {
  /** As the collector has it, in {@code component.NewType}. */
  private static final Pattern TYPE = Pattern.compile("[a-zA-Z][0-9a-zA-Z_]{0,62}");

  @Override
  public void check(Subject subject, Consumer<Finding> findings) {
    for (Component component : subject.config().components()) {
      String type = component.type();
      if (!isImpossible(type, subject)) {
        continue;
      }
      String apart = type.replaceFirst("[^0-9a-zA-Z_]+", "/");
      int slash = apart.indexOf('/');
      boolean meant = slash > 0 && slash < apart.length() - 1 && isType(apart.substring(0, slash));
      findings.accept(
          new Finding(
              FindingCode.OTC1001,
              component.id().path(),
              "`" + type + "` is no type of a component, so the collector does not start",
              meant
                  ? "did you mean `" + apart + "`? What tells two of a type apart follows a slash"
                  : "a type has letters, digits and underscores; a name of yours follows a slash"));
    }
  }

  /** Whether no component can be called so. An old build of somebody else's may have any. */
  static boolean isImpossible(String type, Subject subject) {
    return subject.surroundings().image().distribution() != Distribution.OTHER && !isType(type);
  }

  private static boolean isType(String type) {
    return type.contains("$") || TYPE.matcher(type).matches();
  }
}
