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
  /** A setting names an extension that is not configured, or that the collector does not start. */
  OTC1010(Severity.ERROR, Reason.UndefinedReference),
  /** A connector ends one pipeline and begins none, or the other way round. */
  OTC1011(Severity.ERROR, Reason.ConfigMalformed),
  /** A component is in a pipeline of a signal that it does not carry. */
  OTC1012(Severity.ERROR, Reason.ConfigMalformed),
  /** A component is in a pipeline of a signal that it probably does not carry. */
  OTC1013(Severity.WARNING, Reason.ValidWithWarnings),
  /** A key that the configuration does not have at this place. */
  OTC1014(Severity.WARNING, Reason.ValidWithWarnings),
  /** A pipeline has nowhere to get telemetry from, or nowhere to send it. */
  OTC1015(Severity.ERROR, Reason.ConfigMalformed),
  /** A pipeline is called by no signal. */
  OTC1016(Severity.ERROR, Reason.ConfigMalformed),
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
  /** A variable makes ADOT's image run another configuration than this one. */
  OTC1105(Severity.ERROR, Reason.SpecInvalid),
  /** The kubelet cannot tell that the image's user is not root, so the container never starts. */
  OTC1106(Severity.ERROR, Reason.SpecInvalid),
  /** A receiver reads what the image's user, or its pod, has no access to. */
  OTC1107(Severity.WARNING, Reason.ValidWithWarnings),
  /** A field that the resource does not have; only a file can show it. */
  OTC1108(Severity.WARNING, Reason.ValidWithWarnings),
  /** Something that the image's collector no longer reads is rendered in the form that it reads. */
  OTC1201(Severity.INFO, Reason.Valid),
  /** Something that newer collectors no longer read, or no longer heed, is left as it is. */
  OTC1202(Severity.WARNING, Reason.ValidWithWarnings),
  /** A setting or an argument with which the image's collector refuses to start. */
  OTC1203(Severity.ERROR, Reason.ConfigMalformed),
  /** A component that the image's collector no longer has. */
  OTC1204(Severity.ERROR, Reason.DeprecatedComponent),
  /** A capture group in a relabeling that the collector takes for a variable. */
  OTC1205(Severity.WARNING, Reason.ValidWithWarnings),
  /** A component that the image is known not to have. */
  OTC1301(Severity.ERROR, Reason.UnknownComponent),
  /** A component of a type that no known collector has. */
  OTC1302(Severity.WARNING, Reason.ValidWithWarnings),
  /** A component that other images have, or other releases of the image, but not this one. */
  OTC1303(Severity.WARNING, Reason.ValidWithWarnings),
  /** Two components are the same under the older and the newer name of their type. */
  OTC1304(Severity.WARNING, Reason.ValidWithWarnings),
  /** A variable is used that the container does not have. */
  OTC1401(Severity.WARNING, Reason.ValidWithWarnings),
  /** A placeholder of an example was left in. */
  OTC1402(Severity.WARNING, Reason.ValidWithWarnings),
  /** A receiver listens to its own pod only, while a Service leads others to it. */
  OTC1403(Severity.WARNING, Reason.ValidWithWarnings),
  /** A component has settings with which it refuses to start. */
  OTC1404(Severity.ERROR, Reason.ConfigMalformed),
  /** An address to which the exporter appends what it ends in already. */
  OTC1405(Severity.WARNING, Reason.ValidWithWarnings);

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

  /** What it means, with examples: for the reference page and the command {@code explain}. */
  public Explanation explanation() {
    return Explanation.of(this);
  }

  /** What it is in a few words. */
  public String title() {
    return explanation().title();
  }
}
