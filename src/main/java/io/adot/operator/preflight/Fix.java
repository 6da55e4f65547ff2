package io.adot.operator.preflight;

/**
 * How to close a gap: something to apply or to run as it is.
 *
 * @param title what it does: {@code Grant what is missing}
 * @param form what kind of text it is
 * @param text complete, ready to use
 */
public record Fix(String title, Form form, String text) {

  /** What to do with a fix's text. */
  public enum Form {
    /** Kubernetes objects for {@code kubectl apply -f -}. */
    MANIFEST,
    /** A shell command. */
    COMMAND,
    /** A JSON document for AWS. */
    POLICY
  }
}
