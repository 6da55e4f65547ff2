package io.adot.operator.runtime;

/** Whether objects of a kind can be made and looked after. */
enum Availability {
  /** They can. */
  AVAILABLE,
  /** The cluster does not have the kind. */
  NOT_SERVED,
  /** The operator may not list and watch them. */
  FORBIDDEN,
  /** The API server did not tell; they are tried. */
  UNKNOWN
}
