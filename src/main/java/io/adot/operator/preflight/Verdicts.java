package io.adot.operator.preflight;

/**
 * The judgement of all checks on one collector.
 *
 * @param apiAccess whether the operator itself may do what it must
 * @param serviceAccount whether the collector's ServiceAccount is there and usable
 * @param kubernetesPermissions whether it may do what the configuration implies
 * @param awsIdentity whether it may do in AWS what the exporters ask for
 */
public record Verdicts(
    Verdict apiAccess, Verdict serviceAccount, Verdict kubernetesPermissions, Verdict awsIdentity) {

  /**
   * The one verdict behind the condition {@code PermissionsReady}: what is proven missing, else
   * what is still open, else what cannot be told; of two such the ServiceAccount's, which comes
   * first.
   */
  public Verdict permissions() {
    return rank(serviceAccount) < rank(kubernetesPermissions)
            || rank(serviceAccount) == rank(kubernetesPermissions) && !isTrue(serviceAccount)
        ? serviceAccount
        : kubernetesPermissions;
  }

  private static boolean isTrue(Verdict verdict) {
    return verdict.outcome() == Verdict.Outcome.TRUE;
  }

  /** The more there is to say or to do, the lower. */
  static int rank(Verdict verdict) {
    return switch (verdict.outcome()) {
      case FALSE -> 0;
      case UNKNOWN -> verdict.isPending() ? 1 : 2;
      case TRUE -> 3;
    };
  }
}
