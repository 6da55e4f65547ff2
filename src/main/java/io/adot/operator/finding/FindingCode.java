package io.adot.operator.finding;

import io.adot.operator.api.Reason;

/**
 * The stable codes of findings. A code is public interface: it keeps its number and its meaning for
 * ever; the message of a finding may be reworded.
 */
public enum FindingCode {
  /**
   * The configuration, or a section of it, is not the kind of YAML value that a collector reads
   * there.
   */
  OTC1001(Severity.ERROR, Reason.ConfigMalformed),
  /** A pipeline, or the list of extensions, names a component that is not configured. */
  OTC1002(Severity.ERROR, Reason.UndefinedReference),
  /** A listening port is outside 1 to 65535, or two listeners want the same one. */
  OTC1003(Severity.ERROR, Reason.PortInvalid),
  /** A listening port cannot be worked out from the configuration. */
  OTC1004(Severity.ERROR, Reason.PortUnresolvable),
  /** The rendered configuration does not fit into a ConfigMap. */
  OTC1005(Severity.ERROR, Reason.ConfigTooLarge),
  /** A component is configured but in no pipeline, so the collector does not start it. */
  OTC1006(Severity.INFO, Reason.UnusedComponent),
  /** A listener's name is not usable as a port name and was replaced. */
  OTC1007(Severity.WARNING, Reason.ValidWithWarnings),
  /** A listening port, or a probe's path, is only known when the collector runs. */
  OTC1008(Severity.WARNING, Reason.ValidWithWarnings),
  /** No health-check extension answers where a kubelet can ask, so the pods have no probes. */
  OTC1009(Severity.WARNING, Reason.ValidWithWarnings),
  /**
   * A field of the resource is accepted but has no effect: in this version, in this mode, or
   * without another field.
   */
  OTC1101(Severity.WARNING, Reason.ValidWithWarnings),
  /** Two entries share a key that must be unique; one of them was left out. */
  OTC1102(Severity.WARNING, Reason.ValidWithWarnings),
  /** A field of the resource has a value that Kubernetes would refuse. */
  OTC1103(Severity.ERROR, Reason.SpecInvalid),
  /** An annotation of this operator has a value that it does not know; the default serves. */
  OTC1104(Severity.WARNING, Reason.ValidWithWarnings),
  /** Something that the image's collector no longer reads is rendered in the form that it reads. */
  OTC1201(Severity.INFO, Reason.Valid),
  /** Something that newer collectors no longer read, or no longer heed, is left as it is. */
  OTC1202(Severity.WARNING, Reason.ValidWithWarnings),
  /** A setting or an argument with which the image's collector refuses to start. */
  OTC1203(Severity.ERROR, Reason.ConfigMalformed),
  /** A component that the image's collector no longer has. */
  OTC1204(Severity.ERROR, Reason.DeprecatedComponent);

  private final Severity severity;
  private final Reason reason;

  FindingCode(Severity severity, Reason reason) {
    this.severity = severity;
    this.reason = reason;
  }

  /** How much a finding of this code matters. */
  public Severity severity() {
    return severity;
  }

  /**
   * The reason that the condition {@code ConfigValid} carries when this is the most important
   * finding.
   */
  public Reason reason() {
    return reason;
  }
}
