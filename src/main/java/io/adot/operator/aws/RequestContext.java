package io.adot.operator.aws;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is known of a request to AWS by the keys of conditions, whose case does not matter.
 *
 * @param known keys in lower case, with their values
 * @param missing which keys, in lower case, the request surely does not have
 */
record RequestContext(Map<String, String> known, Predicate<String> missing) {

  /** A request of which nothing is known. */
  static final RequestContext UNKNOWN = new RequestContext(Map.of(), key -> false);

  RequestContext {
    known = Map.copyOf(known);
  }

  Optional<String> value(String key) {
    return Optional.ofNullable(known.get(key.toLowerCase(Locale.ROOT)));
  }

  boolean lacks(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return !known.containsKey(lower) && missing.test(lower);
  }
}
