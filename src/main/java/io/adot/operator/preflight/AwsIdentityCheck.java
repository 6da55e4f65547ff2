package io.adot.operator.preflight;

import io.adot.operator.api.Reason;
import io.adot.operator.aws.IamAnswer;
import io.adot.operator.aws.RoleArn;
import io.adot.operator.preflight.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the collector has an identity in AWS that may do what its components ask for. From where
 * it has it is decided first ({@link AwsSource}).
 *
 * @param workload who needs what
 * @param pod what its pod brings along
 * @param evidence what is known of the world
 */
record AwsIdentityCheck(AwsWorkload workload, AwsEnvironment pod, Evidence evidence) {

  /**
   * Judges. Pure, never throws.
   *
   * @param workload who needs what
   * @param pod what its pod brings along
   * @param evidence what is known of the world
   */
  static Verdict judge(AwsWorkload workload, AwsEnvironment pod, Evidence evidence) {
    if (workload.requirements().isEmpty()) {
      return Verdict.of(Outcome.TRUE, Reason.NotRequired, "no component talks to AWS");
    }
    AwsIdentityCheck check = new AwsIdentityCheck(workload, pod, evidence);
    Verdict verdict = check.judge();
    return AwsParts.bounded(verdict.isFalse() ? check.proven(verdict) : verdict);
  }

  private Verdict judge() {
    Observation<ServiceAccountFacts> account = evidence.serviceAccount();
    if (account instanceof Observation.Found<ServiceAccountFacts> found) {
      return of(AwsSource.of(pod, found.value().annotations(), evidence.injection().association()));
    }
    // What the pod names itself doesn't hang on the ServiceAccount.
    if (AwsSource.of(pod, Map.of(), evidence.injection().association())
        instanceof AwsSource.ByHand byHand) {
      return byHand(byHand);
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

  private Verdict of(AwsSource source) {
    if (source instanceof AwsSource.ByHand it) {
      return byHand(it);
    }
    if (source instanceof AwsSource.Pending) {
      return pending("whether Pod Identity serves " + workload + " is not known yet");
    }
    if (source instanceof AwsSource.Skipped it) {
      return skipped(it);
    }
    if (source instanceof AwsSource.Node it) {
      return new AwsNodeCheck(workload, pod, evidence.injection().association()).judge(it);
    }
    if (evidence.issuer() instanceof Observation.Pending) {
      return pending("the cluster's OIDC issuer is not known yet");
    }
    Verdict role =
        source instanceof AwsSource.PodIdentity it
            ? ofAssociation(it)
            : ofWebIdentity((AwsSource.WebIdentity) source);
    List<Verdict> parts = new ArrayList<>(List.of(role));
    new AwsPodsCheck(workload, evidence.injection()).judge(source).ifPresent(parts::add);
    if (source instanceof AwsSource.PodIdentity it) {
      new AwsAgentCheck(workload, it.association())
          .judge(evidence.injection().agent())
          .ifPresent(parts::add);
    }
    return parts.size() == 1 ? role : AwsParts.together(parts);
  }

  private static Verdict byHand(AwsSource.ByHand source) {
    return unknown(
        source.reason(),
        "the identity is set by hand in spec.env ("
            + String.join(", ", source.variables())
            + "); it is not checked");
  }

  private Verdict skipped(AwsSource.Skipped source) {
    SkippedContainer skip = source.skip();
    return new Verdict(
        source.otherwise().reachable() ? Outcome.UNKNOWN : Outcome.FALSE,
        Reason.ContainerSkipped,
        "%s has an AWS identity, but the annotation %s keeps it from container %s: %s"
            .formatted(
                workload,
                SkippedContainer.ANNOTATION,
                skip.container(),
                source.otherwise().reachable()
                    ? "the node's role will be used"
                    : "there are no credentials (AWS_EC2_METADATA_DISABLED is true)"),
        List.of(AwsFixes.injectAgain(workload, skip)));
  }

  private Verdict ofWebIdentity(AwsSource.WebIdentity source) {
    Optional<RoleArn> role = RoleArn.parse(source.arn());
    if (role.isEmpty()) {
      return new Verdict(
          Outcome.FALSE,
          Reason.RoleArnInvalid,
          "%s: %s is %s, which is not the ARN of an IAM role (arn:aws:iam::<account>:role/<name>)"
              .formatted(workload, source.where(), AwsParts.quoted(source.arn())),
          source.isAnnotated() ? List.of(AwsFixes.annotate(workload, source.arn())) : List.of());
    }
    if (IssuerUrl.isOfEks(issuer()) && role.get().isElsewhereThan(IssuerUrl.region(issuer()))) {
      return new Verdict(
          Outcome.FALSE,
          Reason.RoleArnInvalid,
          "%s: %s is %s, a role of partition %s, which the cluster's region %s does not belong to"
              .formatted(
                  workload,
                  source.where(),
                  AwsParts.quoted(source.arn()),
                  role.get().partition(),
                  IssuerUrl.region(issuer())),
          source.isAnnotated() ? List.of(AwsFixes.annotate(workload, "")) : List.of());
    }
    if (IssuerUrl.isPrivate(issuer())) {
      return unknown(
          Reason.AwsCheckSkipped,
          "IRSA is not applicable: AWS cannot reach the cluster's issuer %s, so %s gets no token for role %s"
              .formatted(issuer(), workload, role.get().name()));
    }
    return ofRole(
        workload,
        role.get(),
        new AwsWebIdentityTrust(workload, role.get(), issuer(), source.audience()));
  }

  private Verdict ofAssociation(AwsSource.PodIdentity source) {
    AwsWorkload needing = workload.with(source.needs(workload.requirements()));
    return RoleArn.parse(source.association().roleArn())
        .map(
            role ->
                ofRole(
                    needing,
                    role,
                    new AwsPodIdentityTrust(
                        needing, role, source.association(), issuer(), pod.image())))
        .orElseGet(
            () ->
                unknown(
                    Reason.AwsCheckSkipped,
                    "EKS names a role that is none: "
                        + AwsParts.quoted(source.association().roleArn())));
  }

  private Verdict ofRole(AwsWorkload needing, RoleArn role, AwsTrust trust) {
    Observation<IamAnswer> iam = evidence.iam();
    if (iam instanceof Observation.Found<IamAnswer> found) {
      return new AwsRoleCheck(needing, role, issuer(), trust).judge(found.value());
    }
    if (iam instanceof Observation.Pending) {
      return pending("IAM is being asked about role " + role.arn());
    }
    String why =
        iam instanceof Observation.Unknown<IamAnswer> unknown ? unknown.why() : "IAM was not asked";
    return unknown(Reason.AwsCheckSkipped, "role " + role.name() + " is not checked: " + why);
  }

  /**
   * What is wrong is a proof where EKS injects the role's token, nothing else may give credentials,
   * and the collector cannot do without AWS. Elsewhere nothing says that the annotation means
   * anything: the node's role may serve.
   */
  private Verdict proven(Verdict verdict) {
    String doubt = doubt();
    return doubt.isEmpty()
        ? verdict
        : new Verdict(
            Outcome.UNKNOWN,
            verdict.reason(),
            verdict.message() + "\nIt proves nothing: " + doubt,
            verdict.fixes());
  }

  private String doubt() {
    if (!workload.isRequired()) {
      return "the collector runs without AWS, too.";
    }
    if (!pod.envFrom().isEmpty()) {
      return "%s (spec.envFrom) may set credentials; it is not read."
          .formatted(String.join(", ", pod.envFrom()));
    }
    if (IssuerUrl.isOfEks(issuer())) {
      return "";
    }
    return issuer().isEmpty()
        ? "whether this cluster is of EKS is not known; the operator's flag --oidc-issuer tells it."
        : "the cluster's issuer " + issuer() + " is not one of EKS.";
  }

  private String issuer() {
    return evidence.issuer() instanceof Observation.Found<String> found ? found.value() : "";
  }

  private static Verdict pending(String message) {
    return unknown(Reason.Pending, message);
  }

  private static Verdict unknown(Reason reason, String message) {
    return Verdict.of(Outcome.UNKNOWN, reason, message);
  }
}
