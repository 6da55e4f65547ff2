package io.adot.operator.preflight;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.aws.IamQuestion;
import io.adot.operator.aws.PodIdentityAssociation;
import io.adot.operator.aws.PodIdentityQuestion;
import io.adot.operator.component.AwsRequirement;
import io.adot.operator.component.Bearer;
import io.adot.operator.component.Needs;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the checks need to know before they can judge a collector.
 *
 * @param namespace the collector's namespace, and that of its ServiceAccount
 * @param serviceAccount the ServiceAccount to look up; empty where there is none to look up, as for
 *     sidecars
 * @param planned the ServiceAccount as the operator makes it; empty when it is the user's own
 * @param operatorAccess what the operator may do
 * @param collectorAccess what the ServiceAccount may do
 * @param awsRequirements what the configuration needs of AWS; empty when nothing in AWS is to be
 *     asked
 * @param allocator the name of the target allocator's ServiceAccount
 * @param allocatorAccess what that ServiceAccount may do; empty where there is no allocator
 * @param pod what the pod brings along of what the AWS SDK looks at
 */
public record Questions(
    String namespace,
    String serviceAccount,
    Optional<ServiceAccountFacts> planned,
    Set<AccessQuestion> operatorAccess,
    Set<AccessQuestion> collectorAccess,
    List<AwsRequirement> awsRequirements,
    String allocator,
    Set<AccessQuestion> allocatorAccess,
    AwsEnvironment pod) {

  /** Copies the collections. */
  public Questions {
    operatorAccess = Set.copyOf(operatorAccess);
    collectorAccess = Set.copyOf(collectorAccess);
    awsRequirements = List.copyOf(awsRequirements);
    allocatorAccess = Set.copyOf(allocatorAccess);
  }

  /** Questions on a collector that has no target allocator, and brings nothing for AWS. */
  public Questions(
      String namespace,
      String serviceAccount,
      Optional<ServiceAccountFacts> planned,
      Set<AccessQuestion> operatorAccess,
      Set<AccessQuestion> collectorAccess,
      List<AwsRequirement> awsRequirements) {
    this(
        namespace,
        serviceAccount,
        planned,
        operatorAccess,
        collectorAccess,
        awsRequirements,
        "",
        Set.of());
  }

  /** Questions on a pod that brings nothing along for AWS. */
  public Questions(
      String namespace,
      String serviceAccount,
      Optional<ServiceAccountFacts> planned,
      Set<AccessQuestion> operatorAccess,
      Set<AccessQuestion> collectorAccess,
      List<AwsRequirement> awsRequirements,
      String allocator,
      Set<AccessQuestion> allocatorAccess) {
    this(
        namespace,
        serviceAccount,
        planned,
        operatorAccess,
        collectorAccess,
        awsRequirements,
        allocator,
        allocatorAccess,
        AwsEnvironment.EMPTY);
  }

  /**
   * Works out what to ask. Pure, never throws.
   *
   * @param cr the resource
   * @param needs what its configuration implies
   * @param rendered the objects the operator makes of it
   */
  public static Questions of(OpenTelemetryCollector cr, Needs needs, List<HasMetadata> rendered) {
    Identity identity = Identity.of(cr, rendered);
    Set<AccessQuestion> operatorAccess = ApiAccessCheck.questions(rendered);
    if (identity.sidecar()) {
      return new Questions(
          identity.namespace(), "", Optional.empty(), operatorAccess, Set.of(), List.of());
    }
    return new Questions(
        identity.namespace(),
        identity.serviceAccount(),
        identity.planned(),
        operatorAccess,
        KubernetesPermissionsCheck.questions(needs.kubernetesRules(), Bearer.COLLECTOR),
        needs.awsRequirements(),
        identity.allocator(),
        KubernetesPermissionsCheck.questions(needs.kubernetesRules(), Bearer.TARGET_ALLOCATOR),
        AwsEnvironment.of(cr, identity.pod()));
  }

  /**
   * The ServiceAccount as it will be once the operator has applied its own, if it makes one.
   *
   * @param seen the ServiceAccount as it is
   */
  public Observation<ServiceAccountFacts> expected(Observation<ServiceAccountFacts> seen) {
    if (planned.isEmpty()) {
      return seen;
    }
    if (seen instanceof Observation.Absent<ServiceAccountFacts>) {
      return new Observation.Found<>(planned.get());
    }
    if (seen instanceof Observation.Found<ServiceAccountFacts> found) {
      Map<String, String> annotations = new HashMap<>(found.value().annotations());
      annotations.putAll(planned.get().annotations());
      Boolean automount =
          planned.get().automountToken() != null
              ? planned.get().automountToken()
              : found.value().automountToken();
      return new Observation.Found<>(new ServiceAccountFacts(annotations, automount));
    }
    return seen;
  }

  /**
   * What to ask IAM, given what is known by now.
   *
   * @param facts the ServiceAccount
   * @param association its association of Pod Identity
   * @param issuer the cluster's issuer; empty when it cannot be told
   */
  public Optional<IamQuestion> iam(
      ServiceAccountFacts facts, Observation<PodIdentityAssociation> association, String issuer) {
    return AwsQuestion.of(
        AwsSource.of(pod, facts.annotations(), association), awsRequirements, issuer);
  }

  /**
   * Which association of Pod Identity to look up.
   *
   * @param cluster the cluster's name in EKS
   * @param issuer the cluster's issuer, which tells its region; empty when it cannot be told
   * @return empty where the issuer is not one of EKS
   */
  public Optional<PodIdentityQuestion> podIdentity(String cluster, String issuer) {
    return IssuerUrl.isOfEks(issuer)
        ? Optional.of(
            new PodIdentityQuestion(cluster, IssuerUrl.region(issuer), namespace, serviceAccount))
        : Optional.empty();
  }
}
