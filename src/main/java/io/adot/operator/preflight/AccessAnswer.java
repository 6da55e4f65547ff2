package io.adot.operator.preflight;

/** What the authorizer said. */
public sealed interface AccessAnswer {

  /** It is allowed. */
  record Allowed() implements AccessAnswer {}

  /** It is denied, also when asked again a second later. */
  record Denied() implements AccessAnswer {}

  /** The answer is on its way, or a denial is being asked again. */
  record Pending() implements AccessAnswer {}

  /**
   * The authorizer could not say.
   *
   * @param why for people
   */
  record Unknown(String why) implements AccessAnswer {}
}
