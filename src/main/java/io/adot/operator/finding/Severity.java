package io.adot.operator.finding;

/** How much a finding matters to the collector that it is about. */
public enum Severity {
  /**
   * The collector would not start or would not do what was asked: the configuration is not rolled
   * out.
   */
  ERROR,
  /**
   * The collector runs, but something that was asked for is not honoured or is likely a mistake.
   */
  WARNING,
  /** Good to know; nothing needs to be done. */
  INFO
}
