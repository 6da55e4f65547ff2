package io.adot.operator.demo;

import java.util.List;

/**
 * What the demo was asked for.
 *
 * @param once end after the last act instead of staying for kubectl
 * @param mock use the mock server even where a real API server could be had
 */
record DemoOptions(boolean once, boolean mock) {

  /**
   * Reads arguments.
   *
   * @throws IllegalArgumentException for one that is not known
   */
  static DemoOptions parse(List<String> arguments) {
    for (String argument : arguments) {
      if (!List.of("--once", "--mock").contains(argument)) {
        throw new IllegalArgumentException("unknown argument: " + argument);
      }
    }
    return new DemoOptions(arguments.contains("--once"), arguments.contains("--mock"));
  }
}
