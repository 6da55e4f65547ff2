package io.adot.operator.converge;

import java.util.List;
import java.util.stream.Stream;

/**
 * What one pass did to an owner's objects.
 *
 * @param applied objects that were created or changed
 * @param pruned objects that were deleted
 * @param recreations objects that were deleted to be made anew
 * @param failures what was refused; the rest was done all the same
 */
public record Convergence(
    List<ObjectKey> applied,
    List<ObjectKey> pruned,
    List<Recreation> recreations,
    List<Failure> failures) {

  /** Nothing done. */
  public static final Convergence NONE =
      new Convergence(List.of(), List.of(), List.of(), List.of());

  /** Copies the lists. */
  public Convergence {
    applied = List.copyOf(applied);
    pruned = List.copyOf(pruned);
    recreations = List.copyOf(recreations);
    failures = List.copyOf(failures);
  }

  /** What this and another step did. */
  public Convergence and(Convergence other) {
    return new Convergence(
        joined(applied, other.applied),
        joined(pruned, other.pruned),
        joined(recreations, other.recreations),
        joined(failures, other.failures));
  }

  private static <T> List<T> joined(List<T> some, List<T> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /** Nothing but what was refused, or not even tried. */
  public static Convergence failed(List<Failure> failures) {
    return new Convergence(List.of(), List.of(), List.of(), failures);
  }

  /**
   * One object that had to be deleted to be changed.
   *
   * @param key which
   * @param adopted whether what it owned stays, to be taken over by the new one
   * @param fields the fields that were to change, as far as they are ours
   * @param lost labels and annotations of its pod template that are not ours, such as what a
   *     rollout restart notes: the new one does not have them
   */
  public record Recreation(ObjectKey key, boolean adopted, List<String> fields, List<String> lost) {

    /** Copies the lists. */
    public Recreation {
      fields = List.copyOf(fields);
      lost = List.copyOf(lost);
    }
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
    TRANSIENT,
    /** Nothing is wrong: something else is still going, or on the move; it is tried again. */
    WAITING
  }
}
