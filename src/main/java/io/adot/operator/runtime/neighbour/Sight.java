package io.adot.operator.runtime.neighbour;

/**
 * What is known of another operator.
 *
 * @param state whether there is one
 * @param who what proves it, for people; empty when there is none
 * @param restricted whether the API server does not let us look everywhere
 */
public record Sight(State state, String who, boolean restricted) {

  /** The name of the Go operator's Lease, wherever it is installed. */
  public static final String LEASE = GoOperator.LEASE;

  /** What is known at first. */
  public static final Sight NOTHING_YET = new Sight(State.UNKNOWN, "", false);

  /** What is known where nobody is looked for. */
  public static final Sight NOBODY = new Sight(State.ABSENT, "", false);

  /** Whether there is another operator. */
  public enum State {
    /** Not known yet. */
    UNKNOWN,
    /** There is one, and it works. */
    ACTIVE,
    /** None was found where we may look. */
    ABSENT
  }
}
