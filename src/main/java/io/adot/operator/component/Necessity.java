package io.adot.operator.component;

/** Whether a collector fails without something, or merely does less. */
public enum Necessity {
  /** Without it the collector does not start, or never does what the component is there for. */
  REQUIRED,
  /** Without it something is lost or logged; missing ones are advice, never a failed verdict. */
  OPTIONAL
}
