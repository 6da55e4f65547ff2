package io.adot.operator.component;

import io.adot.operator.component.CollectorImage.Version;
import io.adot.operator.component.ConfigDraft.Edit;
import io.adot.operator.config.CollectorConfig;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What changed between collector releases, and a configuration in the form that the release of its
 * image reads. The user's resource is never touched: the Go operator, which rewrites it once,
 * leaves nothing to do here.
 */
final class ReleaseChanges {
  /** In the order of releases, as one may leave to the next what that has to change. */
  private static final List<ReleaseChange> ALL =
      List.of(
          ReleaseChange.in(9, 0, ComponentChanges::opencensusReconnection),
          ReleaseChange.in(15, 0, ArgumentChanges::metricsFormat),
          ReleaseChange.in(19, 0, ComponentChanges::queuedRetry),
          ReleaseChange.in(19, 0, ComponentChanges::resourceLabels),
          ReleaseChange.in(31, 0, ComponentChanges::influxdbSchema),
          ReleaseChange.in(36, 0, ComponentChanges::otlpReceiverTls),
          ReleaseChange.in(36, 0, ComponentChanges::otlpExporterTls),
          ReleaseChange.in(38, 0, ArgumentChanges::logging),
          ReleaseChange.in(39, 0, ComponentChanges::memoryLimiterBallast),
          ReleaseChange.in(39, 0, ComponentChanges::httpdReceiver),
          ReleaseChange.in(41, 0, ComponentChanges::otlpReceiverCors),
          ReleaseChange.in(43, 0, ArgumentChanges::metrics),
          // From 0.24 on there is the endpoint; up to 0.57.2 the port is read as well.
          ReleaseChange.in(57, 2, ComponentChanges::healthCheckPort),
          ReleaseChange.in(
              105, 0, d -> ArgumentChanges.withoutGate(d, "-confmap.unifyEnvVarExpansion")),
          ReleaseChange.in(
              110, 0, d -> ArgumentChanges.withoutGate(d, "-component.UseLocalHostAsDefaultHost")),
          new ReleaseChange(
              new Version(0, 123, 0), new Version(0, 128, 0), TelemetryChanges::metricsAddress));

  /**
   * A configuration as the release of its image reads it.
   *
   * @param config the given one where nothing had to be changed
   * @param args command-line arguments, without {@code --}
   * @param findings what was changed, or would have to be
   */
  record Adapted(CollectorConfig config, Map<String, String> args, List<Finding> findings) {}

  private ReleaseChanges() {}

  /** Adapts a configuration, if that is wanted and its image's release is known. */
  static Adapted adapt(CollectorConfig config, Surroundings surroundings) {
    Optional<Version> release = AdotVersions.known(surroundings.image());
    ConfigDraft draft = new ConfigDraft(config.tree(), surroundings.args());
    ConfigDraft unused = new ConfigDraft(config.tree(), surroundings.args());
    List<Finding> findings = new ArrayList<>();
    for (ReleaseChange change : ALL) {
      boolean due = release.isPresent() && release.get().compareTo(change.since()) >= 0;
      if (release.isPresent() && !due) {
        continue;
      }
      ConfigDraft target = due && surroundings.upgrades() ? draft : unused;
      int before = target.edits().size();
      change.edit().accept(target);
      for (Edit edit : target.edits().subList(before, target.edits().size())) {
        findings.add(target == draft ? applied(change, edit) : told(change, edit, release));
      }
    }
    findings.addAll(RemovedComponents.in(config, surroundings));
    findings.addAll(ObsoleteSettings.in(config, surroundings));
    return new Adapted(draft.configOr(config), Map.copyOf(draft.args()), findings);
  }

  private static Finding applied(ReleaseChange change, Edit edit) {
    return new Finding(
        FindingCode.OTC1201,
        edit.path(),
        "collectors since "
            + change.since()
            + " do not read it; "
            + (edit.instead().isEmpty() ? "left out" : "rendered as `" + edit.instead() + "`"),
        fix(edit));
  }

  private static Finding told(ReleaseChange change, Edit edit, Optional<Version> release) {
    if (release.isEmpty()) {
      return new Finding(
          FindingCode.OTC1202,
          edit.path(),
          "collectors since "
              + change.since()
              + " do not read it; the image's tag does not tell its release, so it is left as it is",
          fix(edit) + ", if the image is as new as that");
    }
    boolean refused = release.get().compareTo(change.refused()) >= 0;
    return new Finding(
        refused ? FindingCode.OTC1203 : FindingCode.OTC1202,
        edit.path(),
        refused
            ? "the image's collector " + release.get() + " refuses to start with it"
            : "collectors since " + change.since() + " do not read it",
        fix(edit) + ", or set spec.upgradeStrategy to automatic");
  }

  private static String fix(Edit edit) {
    return edit.instead().isEmpty() ? "remove it" : "write `" + edit.instead() + "` instead";
  }
}
