package io.adot.operator.preflight;

import io.adot.operator.api.Reason;
import io.adot.operator.aws.IamAnswer;
import io.adot.operator.aws.RoleArn;
import io.adot.operator.component.AwsRequirement;
import io.adot.operator.component.SpecEnv;
import io.adot.operator.preflight.Verdict.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the collector has an identity in AWS that may do what its components ask for. The order
 * is that of the AWS SDK in the pod: what the environment sets by hand wins over the
 * ServiceAccount's role, that over the node's.
 */
final class AwsIdentityCheck {

  /** Variables with which the SDK in the collector finds credentials before it looks further. */
  private static final Set<String> MANUAL =
      Set.of(
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_PROFILE",
          "AWS_ROLE_ARN",
          "AWS_WEB_IDENTITY_TOKEN_FILE",
          "AWS_SHARED_CREDENTIALS_FILE",
          "AWS_CONFIG_FILE",
          "AWS_CONTAINER_CREDENTIALS_FULL_URI",
          "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");

  private AwsIdentityCheck() {}

  /**
   * Judges. Pure, never throws.
   *
   * @param namespace the collector's namespace
   * @param serviceAccount the name of its ServiceAccount
   * @param serviceAccountIsOurs whether the operator makes that ServiceAccount
   * @param env the variables of {@code spec.env}
   * @param requirements what the configuration implies
   * @param evidence what is known of the world
   */
  static Verdict judge(
      String namespace,
      String serviceAccount,
      boolean serviceAccountIsOurs,
      SpecEnv env,
      List<AwsRequirement> requirements,
      Evidence evidence) {
    if (requirements.isEmpty()) {
      return Verdict.of(Outcome.TRUE, Reason.NotRequired, "no component talks to AWS");
    }
    List<String> manual = MANUAL.stream().filter(env::has).sorted().toList();
    if (!manual.isEmpty()) {
      return unknown(
          Reason.ManualCredentials,
          "the identity is set by hand in spec.env ("
              + String.join(", ", manual)
              + "); it is not checked");
    }
    AwsWorkload workload =
        new AwsWorkload(namespace, serviceAccount, serviceAccountIsOurs, requirements);
    Verdict verdict = ofServiceAccount(workload, env, evidence);
    return AwsParts.bounded(verdict.isFalse() ? proven(verdict, workload, evidence) : verdict);
  }

  /**
   * What is wrong is a proof where EKS injects the role's token and the collector cannot do without
   * AWS. Elsewhere nothing says that the annotation means anything: the node's role may serve.
   */
  private static Verdict proven(Verdict verdict, AwsWorkload workload, Evidence evidence) {
    String doubt =
        !workload.isRequired()
            ? "It proves nothing: the collector runs without AWS, too."
            : doubtOf(issuer(evidence));
    return doubt.isEmpty()
        ? verdict
        : new Verdict(
            Outcome.UNKNOWN, verdict.reason(), verdict.message() + "\n" + doubt, verdict.fixes());
  }

  private static String doubtOf(String issuer) {
    if (IssuerUrl.isOfEks(issuer)) {
      return "";
    }
    return issuer.isEmpty()
        ? "It proves nothing: whether this cluster is of EKS is not known; the operator's flag"
            + " --oidc-issuer tells it."
        : "It proves nothing: the cluster's issuer " + issuer + " is not one of EKS.";
  }

  private static String issuer(Evidence evidence) {
    return evidence.issuer() instanceof Observation.Found<String> found ? found.value() : "";
  }

  private static Verdict ofServiceAccount(AwsWorkload workload, SpecEnv env, Evidence evidence) {
    Observation<ServiceAccountFacts> account = evidence.serviceAccount();
    if (account instanceof Observation.Found<ServiceAccountFacts> found) {
      return ofAnnotations(workload, env, found.value().annotations(), evidence);
    }
    if (account instanceof Observation.Unknown<ServiceAccountFacts> unknown) {
      return unknown(
          Reason.AwsCheckSkipped,
          workload + " could not be read, so its role is not known: " + unknown.why());
    }
    if (account instanceof Observation.Absent && !workload.serviceAccountIsOurs()) {
      return unknown(
          Reason.ServiceAccountNotFound, workload + " does not exist, so it names no role");
    }
    return pending(workload + " is not known yet");
  }

  private static Verdict ofAnnotations(
      AwsWorkload workload, SpecEnv env, Map<String, String> annotations, Evidence evidence) {
    String written = annotations.get(AwsQuestion.ROLE_ARN);
    if (written == null) {
      return withoutRole(workload, env);
    }
    if (evidence.issuer() instanceof Observation.Pending) {
      return pending("the cluster's OIDC issuer is not known yet");
    }
    Optional<RoleArn> role = RoleArn.parse(written);
    if (role.isEmpty()) {
      return new Verdict(
          Outcome.FALSE,
          Reason.RoleArnInvalid,
          "%s: annotation %s is %s, which is not the ARN of an IAM role (arn:aws:iam::<account>:role/<name>)"
              .formatted(workload, AwsQuestion.ROLE_ARN, AwsParts.quoted(written)),
          List.of(AwsFixes.annotate(workload, written)));
    }
    String issuer = issuer(evidence);
    if (IssuerUrl.isPrivate(issuer)) {
      return unknown(
          Reason.AwsCheckSkipped,
          "IRSA is not applicable: AWS cannot reach the cluster's issuer %s, so %s gets no token for role %s"
              .formatted(issuer, workload, role.get().name()));
    }
    String audience = annotations.getOrDefault(AwsQuestion.AUDIENCE, "");
    return ofRole(
        new AwsRoleCheck(
            workload, role.get(), issuer, audience.isEmpty() ? "sts.amazonaws.com" : audience),
        evidence.iam());
  }

  private static Verdict ofRole(AwsRoleCheck check, Observation<IamAnswer> iam) {
    if (iam instanceof Observation.Found<IamAnswer> found) {
      return check.judge(found.value());
    }
    if (iam instanceof Observation.Pending) {
      return pending("IAM is being asked about role " + check.role().arn());
    }
    String why =
        iam instanceof Observation.Unknown<IamAnswer> unknown ? unknown.why() : "IAM was not asked";
    return unknown(
        Reason.AwsCheckSkipped, "role " + check.role().name() + " is not checked: " + why);
  }

  private static Verdict withoutRole(AwsWorkload workload, SpecEnv env) {
    boolean noMetadata = "true".equalsIgnoreCase(env.literals().get("AWS_EC2_METADATA_DISABLED"));
    return new Verdict(
        Outcome.UNKNOWN,
        Reason.NodeRoleFallback,
        "%s has no %s annotation: unless Pod Identity serves, %s\nNeeded by %s."
            .formatted(
                workload,
                AwsQuestion.ROLE_ARN,
                noMetadata
                    ? "there are no credentials (AWS_EC2_METADATA_DISABLED is true)"
                    : "the node's role will be used",
                workload.components()),
        List.of(AwsFixes.annotate(workload, "")));
  }

  private static Verdict pending(String message) {
    return unknown(Reason.Pending, message);
  }

  private static Verdict unknown(Reason reason, String message) {
    return Verdict.of(Outcome.UNKNOWN, reason, message);
  }
}
