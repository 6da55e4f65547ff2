package io.adot.operator.demo;

/** Something that the demo is there to show did not happen. The message is for the person. */
final class DemoFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DemoFailure(String message) {
    super(message);
  }
}
