package io.adot.operator.lint;

import io.adot.operator.finding.Finding;
import java.util.function.Consumer;

/** Finds one sort of mistake. Pure, never throws. */
interface Rule {
  /**
   * Looks for the mistake.
   *
   * @param subject what to look at
   * @param findings where to say it
   */
  void check(Subject subject, Consumer<Finding> findings);
}
