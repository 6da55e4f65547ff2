package io.adot.operator.evidence;

/** Whose rights and credentials a question to the API server is asked with. */
public enum Asker {
  /** The operator's own. */
  OPERATOR("the operator", "the operator's", "; add the rule to its ClusterRole"),
  /** Those of a person at a command line. */
  PERSON("you", "your", "");

  private final String subject;
  private final String possessive;
  private final String remedy;

  Asker(String subject, String possessive, String remedy) {
    this.subject = subject;
    this.possessive = possessive;
    this.remedy = remedy;
  }

  /** What an answer of 401 says. */
  String unknown() {
    return "the API server does not accept " + possessive + " credentials (HTTP 401)";
  }

  /**
   * What an answer of 403 says.
   *
   * @param what what was tried: {@code get serviceaccounts}
   */
  String forbidden(String what) {
    return subject + " may not " + what + " (HTTP 403)" + remedy;
  }
}
