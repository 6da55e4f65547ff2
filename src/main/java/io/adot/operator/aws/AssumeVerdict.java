package io.adot.operator.aws;

import java.util.List;

/** Whether a trust policy lets another role assume this one, and if not, what is in the way. */
public sealed interface AssumeVerdict {

  /** It does. */
  record Admitted() implements AssumeVerdict {}

  /** No statement lets the role in. */
  record NotTrusted() implements AssumeVerdict {}

  /** The role may assume this one, but not tag the session, which it does. */
  record MissingTagSession() implements AssumeVerdict {}

  /**
   * The role is let in with another external id than it sends.
   *
   * @param expected what the policy names, at least one
   */
  record OtherExternalId(List<String> expected) implements AssumeVerdict {
    /** Copies the list. */
    public OtherExternalId {
      expected = List.copyOf(expected);
    }
  }

  /**
   * A statement denies it.
   *
   * @param statement the statement's Sid or position, for people
   */
  record Denied(String statement) implements AssumeVerdict {}

  /**
   * It cannot be told.
   *
   * @param why for people
   */
  record Undecided(String why) implements AssumeVerdict {}
}
