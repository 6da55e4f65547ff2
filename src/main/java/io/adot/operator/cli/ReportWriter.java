package io.adot.operator.cli;

/** Gives a report a form. */
interface ReportWriter {

  /** The whole report as text that ends with a line break. */
  String write(Report report);
}
