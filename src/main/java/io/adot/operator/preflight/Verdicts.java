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
   * The one verdict behind the condition {@code PermissionsReady}: the ServiceAccount's unless that
   * is fine.
   */
  public Verdict permissions() {
    return serviceAccount.outcome() == Verdict.Outcome.FALSE
            || serviceAccount.isPending()
            || kubernetesPermissions.outcome() == Verdict.Outcome.TRUE
                && serviceAccount.outcome() != Verdict.Outcome.TRUE
        ? serviceAccount
        : kubernetesPermissions;
  }
}
