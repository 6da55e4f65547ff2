package io.adot.operator.evidence;

import io.adot.operator.preflight.Verdicts;
import java.time.Duration;

/**
 * How often answers are checked again.
 *
 * @param cluster those of the API server
 * @param iam those of IAM
 */
public record Cadence(Duration cluster, Duration iam) {
  private static final Duration CALM = Duration.ofSeconds(60);
  private static final Duration EAGER = Duration.ofSeconds(5);

  /** How often, while nothing is known. */
  public static Cadence initial() {
    return new Cadence(CALM, CALM);
  }

  /**
   * How often, given what the answers came to.
   *
   * @param verdicts the verdicts so far
   * @param held whether the workload is withheld because of them
   */
  public static Cadence of(Verdicts verdicts, boolean held) {
    boolean waiting = held || verdicts.apiAccess().isFalse();
    return new Cadence(
        waiting ? EAGER : CALM, held && verdicts.awsIdentity().isFalse() ? EAGER : CALM);
  }
}
