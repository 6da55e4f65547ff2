package io.adot.operator.preflight;

/** One thing that must be true before a collector can do its job. Pure, never throws. */
@FunctionalInterface
interface Check {

  Verdict judge(Inquiry inquiry);

  /** What a check speaks of; several checks on one subject give one verdict, the worst. */
  enum Subject {
    API_ACCESS,
    SERVICE_ACCOUNT,
    KUBERNETES_PERMISSIONS,
    AWS_IDENTITY
  }
}
