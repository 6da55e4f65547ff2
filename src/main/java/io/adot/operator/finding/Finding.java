package io.adot.operator.finding;

/**
 * One thing found in a collector resource.
 *
 * @param code its stable code, which carries the severity
 * @param path where, as a path into the resource: {@code spec.config.exporters.logging}
 * @param message what is wrong, naming the value; one line without a full stop
 * @param fix what to do about it; one line without a full stop, empty when there is nothing to do
 */
public record Finding(FindingCode code, String path, String message, String fix) {

  /** How much it matters. */
  public Severity severity() {
    return code.severity();
  }

  /** The one line that conditions, the webhook and the command line show. */
  public String text() {
    String advice = fix.isEmpty() ? "" : "; " + fix;
    return "`" + path + "`: " + message + advice + " (" + code + ")";
  }
}
