package io.adot.operator.preflight;

import io.adot.operator.api.Reason;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.component.Needs;
import io.adot.operator.preflight.Check.Subject;
import io.adot.operator.preflight.Verdict.Outcome;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Comparator;
import java.util.List;

/** Judges, before and while a collector runs, whether it can do what it is configured for. */
public final class Preflight {

  /** Every check, and what it speaks of. A new check is one class and one line here. */
  private static final List<Entry> CHECKS =
      List.of(
          new Entry(Subject.API_ACCESS, ApiAccessCheck::judge),
          new Entry(Subject.SERVICE_ACCOUNT, ServiceAccountCheck::judge),
          new Entry(Subject.KUBERNETES_PERMISSIONS, KubernetesPermissionsCheck::judge),
          new Entry(Subject.AWS_IDENTITY, Preflight::awsIdentity));

  private record Entry(Subject subject, Check check) {}

  private Preflight() {}

  /**
   * Judges a collector. Pure, never throws.
   *
   * @param cr the resource
   * @param needs what its configuration implies
   * @param rendered the objects the operator makes of it
   * @param evidence what is known; gathered for {@link Questions#of} the same collector
   */
  public static Verdicts judge(
      OpenTelemetryCollector cr, Needs needs, List<HasMetadata> rendered, Evidence evidence) {
    Inquiry inquiry = new Inquiry(cr, needs, rendered, Identity.of(cr, rendered), evidence);
    return new Verdicts(
        on(Subject.API_ACCESS, inquiry),
        on(Subject.SERVICE_ACCOUNT, inquiry),
        on(Subject.KUBERNETES_PERMISSIONS, inquiry),
        on(Subject.AWS_IDENTITY, inquiry));
  }

  /** The verdicts under the policy {@code off}: nothing is known and nothing was asked. */
  public static Verdicts skipped() {
    Verdict skipped =
        Verdict.of(Outcome.UNKNOWN, Reason.Skipped, "the preflight is switched off (policy off)");
    return new Verdicts(skipped, skipped, skipped, skipped);
  }

  private static Verdict on(Subject subject, Inquiry inquiry) {
    return CHECKS.stream()
        .filter(entry -> entry.subject() == subject)
        .map(entry -> entry.check().judge(inquiry))
        .min(Comparator.comparingInt(Verdicts::rank))
        .orElseThrow();
  }

  private static Verdict awsIdentity(Inquiry inquiry) {
    Identity identity = inquiry.identity();
    if (identity.sidecar() && !inquiry.needs().awsRequirements().isEmpty()) {
      return Verdict.of(
          Outcome.UNKNOWN,
          Reason.AwsCheckSkipped,
          "a sidecar has the AWS identity of the pod it runs in: annotate the ServiceAccounts of"
              + " those pods");
    }
    return AwsIdentityCheck.judge(
        new AwsWorkload(
            identity.namespace(),
            identity.serviceAccount(),
            identity.planned().isPresent(),
            Identity.workload(inquiry.rendered()),
            inquiry.needs().awsRequirements()),
        AwsEnvironment.of(inquiry.collector(), identity.pod()),
        inquiry.evidence());
  }
}
