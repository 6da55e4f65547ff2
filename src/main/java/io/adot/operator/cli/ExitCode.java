package io.adot.operator.cli;

/** What scripts can tell from a command's end; 2 is wrong usage, which picocli sees to. */
final class ExitCode {
  /** Nothing is wrong. */
  static final int CLEAN = 0;

  /** Something was found; {@code diff}: something differs. */
  static final int FINDINGS = 1;

  /** Wrong usage, or files that cannot be opened. */
  static final int USAGE = 2;

  /** The cluster cannot be reached, or does not allow what was asked. */
  static final int CLUSTER = 3;

  /** What was waited for did not come in time. */
  static final int TIMEOUT = 4;

  /** A fault of the program itself. */
  static final int INTERNAL = 70;

  private ExitCode() {}
}
