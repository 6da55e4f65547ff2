package io.adot.operator.api;

/** The condition types that a collector's status carries. */
public enum ConditionType {
  /** The configuration of this generation runs on all wanted pods. Speaks of pods only. */
  Ready,
  /** A rollout is in progress (kstatus: abnormal when true). */
  Reconciling,
  /** A person has to act: waiting alone will not heal it (kstatus: abnormal when true). */
  Stalled,
  /** The configuration passed static validation. */
  ConfigValid,
  /**
   * Every Kubernetes permission that the configuration implies is granted to the collector's
   * ServiceAccount.
   */
  PermissionsReady,
  /** The exporters that talk to AWS have an identity that may do what they will ask for. */
  AwsIdentityReady
}
