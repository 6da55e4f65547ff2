package io.adot.operator.aws;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The outcome of a call to AWS.
 *
 * @param <T> what it gives
 */
sealed interface AwsCall<T> {

  /** It gave something. */
  record Answer<T>(T value) implements AwsCall<T> {}

  /** It gave nothing. */
  record Failure<T>(AwsFailure failure) implements AwsCall<T> {}

  /**
   * Makes a call.
   *
   * @param name in words of IAM: {@code iam:GetRole}
   * @param call what to do; may throw or give null where the answer is incomplete
   */
  static <T> AwsCall<T> make(String name, Supplier<T> call) {
    try {
      T value = call.get();
      return value == null ? new Failure<>(AwsFailure.malformed(name)) : new Answer<>(value);
    } catch (RuntimeException e) {
      return new Failure<>(AwsFailure.of(name, e));
    }
  }

  /** What follows from either. */
  default <R> R fold(Function<T, R> answer, Function<AwsFailure, R> failure) {
    if (this instanceof Answer<T> it) {
      return answer.apply(it.value());
    }
    return failure.apply(((Failure<T>) this).failure());
  }
}
