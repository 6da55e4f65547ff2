package io.adot.operator.preflight;

import io.adot.operator.api.Reason;
import io.adot.operator.aws.PodIdentityAssociation;
import io.adot.operator.component.Assumption;
import io.adot.operator.component.AwsRequirement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From where a collector has its identity in AWS. It is the first of what the AWS SDK for Go in the
 * collector tries: a profile, keys, a web identity (of the pod's own, or injected where the
 * ServiceAccount names a role), files, credentials of a container (of the pod's own, or injected
 * where Pod Identity has an association), the node. EKS injects for an association rather than for
 * an annotation, and leaves variables alone that are there.
 */
sealed interface AwsSource {

  /**
   * Something of the collector's own that is not checked.
   *
   * @param reason which
   * @param variables the variables that tell
   */
  record ByHand(Reason reason, List<String> variables) implements AwsSource {}

  /**
   * A role that is assumed with a token of the ServiceAccount.
   *
   * @param arn the role's ARN as it is written
   * @param audience the token's audience
   * @param where what names the role: an annotation or a variable
   */
  record WebIdentity(String arn, String audience, String where) implements AwsSource {

    /** Whether EKS injects it, for the ServiceAccount's annotation names the role. */
    boolean isAnnotated() {
      return where.endsWith(ROLE_ARN_ANNOTATION);
    }
  }

  /**
   * EKS Pod Identity.
   *
   * @param association how
   */
  record PodIdentity(PodIdentityAssociation association) implements AwsSource {

    /** What the association's role needs, from which EKS may go on to a target role. */
    List<AwsRequirement> needs(List<AwsRequirement> requirements) {
      String target = association.targetRoleArn();
      Assumption how = new Assumption(association.externalId(), association.sessionTags());
      return target.isEmpty()
          ? requirements
          : requirements.stream().map(it -> it.through(target, how)).toList();
    }
  }

  /**
   * EKS would inject an identity, were the container not left out of that.
   *
   * @param skip what leaves it out
   * @param otherwise from where it comes then
   */
  record Skipped(SkippedContainer skip, Node otherwise) implements AwsSource {}

  /** It is not known yet whether Pod Identity serves. */
  record Pending() implements AwsSource {}

  /**
   * Nothing else was found, so the node's role.
   *
   * @param reachable whether the SDK asks for it at all
   */
  record Node(boolean reachable) implements AwsSource {}

  /** The audience of tokens where nothing else is said. */
  String STS = "sts.amazonaws.com";

  /** The annotation with which a ServiceAccount names its role on EKS. */
  String ROLE_ARN_ANNOTATION = "eks.amazonaws.com/role-arn";

  /** The annotation with which it names the audience of its tokens. */
  String AUDIENCE_ANNOTATION = "eks.amazonaws.com/audience";

  /** The variable that names a role to assume by a web identity. */
  String ROLE_ARN = "AWS_ROLE_ARN";

  /** The variable that names the token's file. */
  String TOKEN_FILE = "AWS_WEB_IDENTITY_TOKEN_FILE";

  /**
   * Decides. Pure.
   *
   * @param pod what the pod brings along
   * @param annotations those of the ServiceAccount
   * @param association that of Pod Identity
   */
  static AwsSource of(
      AwsEnvironment pod,
      Map<String, String> annotations,
      Observation<PodIdentityAssociation> association) {
    if (pod.sets("AWS_PROFILE")) {
      return new ByHand(Reason.CredentialsFile, List.of("AWS_PROFILE"));
    }
    List<String> keys =
        Stream.concat(
                set(pod, "AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY").limit(1),
                set(pod, "AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY").limit(1))
            .toList();
    if (keys.size() == 2) {
      return new ByHand(Reason.ManualCredentials, keys);
    }
    if (pod.sets(TOKEN_FILE)) {
      return ownWebIdentity(pod, annotations);
    }
    if (association instanceof Observation.Pending) {
      return new Pending();
    }
    Optional<PodIdentityAssociation> associated =
        association instanceof Observation.Found<PodIdentityAssociation> found
            ? Optional.of(found.value())
            : Optional.empty();
    boolean injects = associated.isPresent() || annotations.containsKey(ROLE_ARN_ANNOTATION);
    if (injects && pod.skipped().isPresent()) {
      return fromFiles(pod).orElseGet(() -> new Skipped(pod.skipped().get(), node(pod)));
    }
    if (associated.isEmpty() && annotations.containsKey(ROLE_ARN_ANNOTATION)) {
      return injectedWebIdentity(pod, annotations);
    }
    return fromFiles(pod).or(() -> associated.map(PodIdentity::new)).orElseGet(() -> node(pod));
  }

  private static Node node(AwsEnvironment pod) {
    return new Node(
        !"true".equalsIgnoreCase(pod.env().literals().get("AWS_EC2_METADATA_DISABLED")));
  }

  private static Optional<AwsSource> fromFiles(AwsEnvironment pod) {
    List<String> files = set(pod, "AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE").toList();
    if (!files.isEmpty()) {
      return Optional.of(new ByHand(Reason.CredentialsFile, files));
    }
    List<String> container =
        set(pod, "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
            .toList();
    return container.isEmpty()
        ? Optional.empty()
        : Optional.of(new ByHand(Reason.ManualCredentials, container));
  }

  /** A token whose file the pod names itself; whose it is, only a projected volume tells. */
  private static AwsSource ownWebIdentity(AwsEnvironment pod, Map<String, String> annotations) {
    String file = pod.env().literals().getOrDefault(TOKEN_FILE, "");
    String role = pod.env().literals().getOrDefault(ROLE_ARN, "");
    if (role.isEmpty() && !pod.sets(ROLE_ARN)) {
      role = annotations.getOrDefault(ROLE_ARN_ANNOTATION, "");
    }
    String audience = pod.tokens().getOrDefault(file, "");
    return role.isEmpty() || audience.isEmpty()
        ? new ByHand(Reason.ManualCredentials, set(pod, ROLE_ARN, TOKEN_FILE).toList())
        : new WebIdentity(role, audience, "spec.env " + ROLE_ARN);
  }

  /** What EKS injects; a role that the pod names itself stays. */
  private static AwsSource injectedWebIdentity(
      AwsEnvironment pod, Map<String, String> annotations) {
    String audience = annotations.getOrDefault(AUDIENCE_ANNOTATION, "");
    if (pod.env().references().contains(ROLE_ARN)) {
      return new ByHand(Reason.ManualCredentials, List.of(ROLE_ARN));
    }
    String own = pod.env().literals().getOrDefault(ROLE_ARN, "");
    return new WebIdentity(
        own.isEmpty() ? annotations.getOrDefault(ROLE_ARN_ANNOTATION, "") : own,
        audience.isEmpty() ? STS : audience,
        own.isEmpty() ? "annotation " + ROLE_ARN_ANNOTATION : "spec.env " + ROLE_ARN);
  }

  private static Stream<String> set(AwsEnvironment pod, String... variables) {
    return Stream.of(variables).filter(pod::sets);
  }
}
