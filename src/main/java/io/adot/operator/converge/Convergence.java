package io.adot.operator.converge;

import java.util.List;

/**
 * What one pass did to an owner's objects.
 *
 * @param applied objects that were created or changed
 * @param pruned objects that were deleted
 * @param failures what was refused; the rest was done all the same
 */
public record Convergence(List<ObjectKey> applied, List<ObjectKey> pruned, List<Failure> failures) {

  /** Nothing done. */
  public static final Convergence NONE = new Convergence(List.of(), List.of(), List.of());

  /** Copies the lists. */
  public Convergence {
    applied = List.copyOf(applied);
    pruned = List.copyOf(pruned);
    failures = List.copyOf(failures);
  }

  /**
   * One object that could not be brought to its desired state.
   *
   * @param key which
   * @param cause what kind of refusal
   * @param message for people, one line
   */
  public record Failure(ObjectKey key, Cause cause, String message) {}

  /** Kinds of refusal, as they ask for different remedies. */
  public enum Cause {
    /** The name is taken by an object that is not ours. */
    NAME_CONFLICT,
    /** The operator lacks a permission. */
    FORBIDDEN,
    /** A quota is used up. */
    QUOTA,
    /** The API server found the object invalid; trying again will not help. */
    INVALID,
    /** The kind is not served in this cluster. */
    NOT_SERVED,
    /** Anything else; it is tried again. */
    TRANSIENT
  }
}
