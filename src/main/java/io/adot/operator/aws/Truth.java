package io.adot.operator.aws;

/** What can be said of a statement without knowing everything about the request. */
enum Truth {
  YES,
  NO,
  /** It depends on what is not known. */
  MAYBE;

  static Truth of(boolean known) {
    return known ? YES : NO;
  }

  Truth and(Truth other) {
    if (this == NO || other == NO) {
      return NO;
    }
    return this == YES && other == YES ? YES : MAYBE;
  }

  Truth or(Truth other) {
    if (this == YES || other == YES) {
      return YES;
    }
    return this == NO && other == NO ? NO : MAYBE;
  }

  Truth negated() {
    return switch (this) {
      case YES -> NO;
      case NO -> YES;
      case MAYBE -> MAYBE;
    };
  }
}
