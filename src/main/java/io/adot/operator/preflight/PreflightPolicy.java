package io.adot.operator.preflight;

/** What follows from a verdict that is false. */
public enum PreflightPolicy {
  /** It is reported; nothing is withheld. */
  WARN,
  /** The workload of a collector that never ran is withheld until the gap is closed. */
  HOLD,
  /** Nothing is asked and nothing reported. */
  OFF
}
