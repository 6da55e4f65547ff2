package io.adot.operator.runtime;

import java.util.Objects;

/** Which build of the operator this is, and which of its replicas. */
public final class Version {
  private Version() {}

  /** The version of the jar; {@code development} when the classes run from elsewhere. */
  public static String current() {
    return Objects.requireNonNullElse(
        Version.class.getPackage().getImplementationVersion(), "development");
  }

  /** The pod's name, or that of the machine. */
  static String instance() {
    return Objects.requireNonNullElse(System.getenv("HOSTNAME"), "adot-operator");
  }
}
