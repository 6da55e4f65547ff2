package io.adot.operator.preflight;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What follows from a verdict that is false. */
public enum PreflightPolicy {
  /** It is reported; nothing is withheld. */
  WARN,
  /** The workload of a collector that never ran is withheld until the gap is closed. */
  HOLD,
  /** Nothing is asked and nothing reported. */
  OFF;

  /**
   * Reads a policy.
   *
   * @param text {@code warn}, {@code hold} or {@code off}, in any case
   * @return the policy, or empty for any other text
   */
  public static Optional<PreflightPolicy> parse(String text) {
    return Arrays.stream(values())
        .filter(policy -> policy.text().equalsIgnoreCase(text.strip()))
        .findFirst();
  }

  /** The policy as people write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
