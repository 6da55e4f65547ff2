package io.adot.operator.preflight;

import io.adot.operator.aws.IamAnswer;
import java.util.Map;

/**
 * Everything the checks judge by, gathered beforehand.
 *
 * @param operatorAccess what the operator itself may do; a question that is absent is pending
 * @param collectorAccess what the collector's ServiceAccount may do; a question that is absent is
 *     pending
 * @param serviceAccount the collector's ServiceAccount
 * @param issuer the cluster's OIDC issuer URL with its scheme
 * @param iam what IAM says of the collector's role; {@code Absent} when there was nothing to ask
 * @param operatorUser who the operator is to the API server
 * @param allocatorAccess what the target allocator's ServiceAccount may do; a question that is
 *     absent is pending
 * @param injection what EKS gives to the pods
 */
public record Evidence(
    Map<AccessQuestion, AccessAnswer> operatorAccess,
    Map<AccessQuestion, AccessAnswer> collectorAccess,
    Observation<ServiceAccountFacts> serviceAccount,
    Observation<String> issuer,
    Observation<IamAnswer> iam,
    Observation<String> operatorUser,
    Map<AccessQuestion, AccessAnswer> allocatorAccess,
    Injection injection) {

  /** Copies the maps. */
  public Evidence {
    operatorAccess = Map.copyOf(operatorAccess);
    collectorAccess = Map.copyOf(collectorAccess);
    allocatorAccess = Map.copyOf(allocatorAccess);
  }

  /** Evidence that tells nothing of what EKS injects. */
  public Evidence(
      Map<AccessQuestion, AccessAnswer> operatorAccess,
      Map<AccessQuestion, AccessAnswer> collectorAccess,
      Observation<ServiceAccountFacts> serviceAccount,
      Observation<String> issuer,
      Observation<IamAnswer> iam,
      Observation<String> operatorUser,
      Map<AccessQuestion, AccessAnswer> allocatorAccess) {
    this(
        operatorAccess,
        collectorAccess,
        serviceAccount,
        issuer,
        iam,
        operatorUser,
        allocatorAccess,
        Injection.UNKNOWN);
  }

  /** Evidence on a collector that has no target allocator. */
  public Evidence(
      Map<AccessQuestion, AccessAnswer> operatorAccess,
      Map<AccessQuestion, AccessAnswer> collectorAccess,
      Observation<ServiceAccountFacts> serviceAccount,
      Observation<String> issuer,
      Observation<IamAnswer> iam,
      Observation<String> operatorUser) {
    this(operatorAccess, collectorAccess, serviceAccount, issuer, iam, operatorUser, Map.of());
  }

  /** Evidence that does not tell who the operator is. */
  public Evidence(
      Map<AccessQuestion, AccessAnswer> operatorAccess,
      Map<AccessQuestion, AccessAnswer> collectorAccess,
      Observation<ServiceAccountFacts> serviceAccount,
      Observation<String> issuer,
      Observation<IamAnswer> iam) {
    this(operatorAccess, collectorAccess, serviceAccount, issuer, iam, new Observation.Pending<>());
  }

  /** The same, with what EKS injects. */
  public Evidence with(Injection other) {
    return new Evidence(
        operatorAccess,
        collectorAccess,
        serviceAccount,
        issuer,
        iam,
        operatorUser,
        allocatorAccess,
        other);
  }
}
