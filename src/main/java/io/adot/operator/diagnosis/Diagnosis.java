package io.adot.operator.diagnosis;

import io.adot.operator.preflight.Fix;
import java.util.List;

/**
 * Why a collector fails.
 *
 * @param cause what is wrong and what helps; one line without a full stop
 * @param fixes what to apply or run, where the words tell it all
 */
public record Diagnosis(String cause, List<Fix> fixes) {

  /** Copies the list. */
  public Diagnosis {
    fixes = List.copyOf(fixes);
  }

  static Diagnosis of(String cause, Fix... fixes) {
    return new Diagnosis(cause, List.of(fixes));
  }
}
