package io.adot.operator.lint;

import io.adot.operator.component.CollectorImage;
import io.adot.operator.component.CollectorImage.Version;
import io.adot.operator.component.KnownImage;
import io.adot.operator.config.Component;
import io.adot.operator.config.ComponentKind;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Capture groups of Prometheus relabelings that a collector takes for variables: {@code $1} up to
 * contrib 0.108 and ADOT 0.40. With two dollar signs they are right everywhere.
 */
final class CaptureGroups implements Rule {
  private static final Pattern BARE = Pattern.compile("(?<!\\$)(\\$\\$)*\\$\\d.*");

  @Override
  public void check(Subject subject, Consumer<Finding> findings) {
    if (!readsBareVariables(subject.surroundings().image())) {
      return;
    }
    for (Component component : subject.config().enabled(ComponentKind.RECEIVER)) {
      if (component.type().equals("prometheus")) {
        Texts.visit(
            component.settings(),
            component.id().path(),
            (spot, text) -> {
              if (spot.key().equals("replacement") && BARE.matcher(text).find()) {
                findings.accept(
                    new Finding(
                        FindingCode.OTC1205,
                        spot.path(),
                        "`"
                            + text
                            + "`: this collector puts the variable `"
                            + text.replaceFirst("^.*?\\$(\\d).*", "$1")
                            + "` in its place, which is empty",
                        "write `" + text.replaceAll("(?<!\\$)\\$(\\d)", "\\$\\$$1") + "`"));
              }
            });
      }
    }
  }

  private static boolean readsBareVariables(CollectorImage image) {
    Version limit =
        image.distribution() == CollectorImage.Distribution.ADOT
            ? new Version(0, 41, 0)
            : new Version(0, 109, 0);
    return KnownImage.of(image)
        .filter(known -> known.named() && known.release().compareTo(limit) < 0)
        .isPresent();
  }
}
