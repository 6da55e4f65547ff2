package io.adot.operator.aws;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What {@code Action} or {@code Resource} of a statement say, or {@code NotAction} and {@code
 * NotResource}.
 *
 * @param negated whether everything else is meant
 * @param values as they are written
 */
record Patterns(boolean negated, List<String> values) {

  Patterns {
    values = List.copyOf(values);
  }

  /** Whether an action is meant; upper and lower case are the same. */
  Truth action(String action) {
    String lower = action.toLowerCase(Locale.ROOT);
    return result(value -> Glob.of(value, RequestContext.UNKNOWN).lowerCase().matches(lower));
  }

  /** Whether a resource is meant, of which {@code *} stands for what is not known. */
  Truth resource(String resource, RequestContext request) {
    return result(value -> Glob.of(value, request).covers(resource));
  }

  /**
   * Whether an action is meant that knows no resource, for which policies have to say {@code *}.
   */
  Truth withoutResource() {
    return result(value -> Glob.of(value, RequestContext.UNKNOWN).matches("*"));
  }

  private Truth result(Function<String, Truth> match) {
    Truth any = values.stream().map(match).reduce(Truth.NO, Truth::or);
    return negated ? any.negated() : any;
  }
}
