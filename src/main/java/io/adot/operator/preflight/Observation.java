package io.adot.operator.preflight;

/**
 * Something looked up in the world, which may not be there, not be known yet, or not be knowable.
 *
 * @param <T> what is found
 */
public sealed interface Observation<T> {

  /**
   * It is there.
   *
   * @param value what was found
   * @param <T> its type
   */
  record Found<T>(T value) implements Observation<T> {}

  /**
   * It is proven not to be there.
   *
   * @param <T> what was looked for
   */
  record Absent<T>() implements Observation<T> {}

  /**
   * The answer is on its way.
   *
   * @param <T> what is looked for
   */
  record Pending<T>() implements Observation<T> {}

  /**
   * It cannot be told.
   *
   * @param why for people
   * @param <T> what was looked for
   */
  record Unknown<T>(String why) implements Observation<T> {}
}
