package io.adot.operator.status;

import io.adot.operator.api.ConditionType;
import io.adot.operator.api.Reason;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells transitions of {@code Ready}, and verdicts that turned false, from the rest, which is no
 * news.
 */
final class Notices {
  private Notices() {}

  static List<Notice> between(
      @Nullable OpenTelemetryCollectorStatus before, List<Condition> after) {
    List<Notice> notices = new ArrayList<>();
    for (Condition condition : after) {
      ConditionType type = ConditionType.valueOf(condition.getType());
      Optional<Condition> previous = CollectorStatus.find(before, type);
      boolean news =
          switch (type) {
            case Ready -> readyIsNews(previous, condition);
            case PermissionsReady, AwsIdentityReady ->
                isFalse(condition) && previous.filter(p -> sameAnswer(p, condition)).isEmpty();
            case Reconciling, Stalled, ConfigValid -> false;
          };
      if (news) {
        notices.add(
            new Notice(
                isFalse(condition) || lacks(condition),
                Reason.valueOf(condition.getReason()),
                Texts.firstLine(condition.getMessage())));
      }
    }
    return notices;
  }

  /** A rollout on its way is no news; that it ended, well or badly, is. */
  private static boolean readyIsNews(Optional<Condition> previous, Condition now) {
    return !isProgressing(now)
        && previous
            .filter(p -> sameAnswer(p, now) && !isProgressing(p) && lacks(p) == lacks(now))
            .isEmpty();
  }

  /** Whether something is missing that the pods do without. */
  private static boolean lacks(Condition condition) {
    return Reason.DependencyMissing.name().equals(condition.getReason());
  }

  private static boolean isProgressing(Condition condition) {
    return Reason.Progressing.name().equals(condition.getReason());
  }

  private static boolean sameAnswer(Condition a, Condition b) {
    return a.getStatus().equals(b.getStatus());
  }

  private static boolean isFalse(Condition condition) {
    return "False".equals(condition.getStatus());
  }
}
