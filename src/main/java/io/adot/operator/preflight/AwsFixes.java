package io.adot.operator.preflight;

import io.adot.operator.aws.PodIdentityAssociation;
import io.adot.operator.aws.PolicyWriter;
import io.adot.operator.aws.RoleArn;
import io.adot.operator.aws.WebIdentity;
import io.adot.operator.preflight.Fix.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The commands and policies that close gaps in AWS, complete enough to be run as they are. */
final class AwsFixes {
  private AwsFixes() {}

  /**
   * Gives the ServiceAccount its role.
   *
   * @param arn the ARN, or text that is none: then the command asks for it
   */
  static Fix annotate(AwsWorkload workload, String arn) {
    return annotation(workload, roleOrBlank(arn));
  }

  /** Gives the ServiceAccount this role, whose account may be a place to be filled in. */
  static Fix annotate(AwsWorkload workload, RoleArn role) {
    return annotation(workload, quoted(role.arn()));
  }

  private static Fix annotation(AwsWorkload workload, String value) {
    String title =
        workload.serviceAccountIsOurs()
            ? "Name the role on the ServiceAccount (or in metadata.annotations of the OpenTelemetryCollector), then restart the pods"
            : "Name the role on the ServiceAccount, then restart the pods";
    return new Fix(
        title,
        Form.COMMAND,
        "kubectl annotate serviceaccount -n %s %s --overwrite %s=%s"
            .formatted(
                workload.namespace(),
                workload.serviceAccount(),
                AwsSource.ROLE_ARN_ANNOTATION,
                value));
  }

  /** Gives the ServiceAccount the association's role by EKS Pod Identity. */
  static Fix associate(AwsWorkload workload, PodIdentityAssociation association) {
    return new Fix(
        "Associate the role with the ServiceAccount, then restart the pods",
        Form.COMMAND,
        "aws eks create-pod-identity-association --cluster-name %s%s --namespace %s --service-account %s --role-arn %s"
            .formatted(
                quoted(association.cluster()),
                inRegion(association.region()),
                workload.namespace(),
                workload.serviceAccount(),
                quoted(association.roleArn())));
  }

  /**
   * Installs what hands out the credentials of Pod Identity on the nodes.
   *
   * @param region the cluster's region, or empty for that of whoever runs the command
   */
  static Fix installAgent(String cluster, String region) {
    return new Fix(
        "Install the add-on that Pod Identity needs, if it is not there; EKS Auto Mode has it built in",
        Form.COMMAND,
        "aws eks create-addon --cluster-name %s%s --addon-name eks-pod-identity-agent"
            .formatted(quoted(cluster), inRegion(region)));
  }

  /** Makes an association of Pod Identity lead to another role. */
  static Fix associate(PodIdentityAssociation association, String arn) {
    return new Fix(
        "Name the role in the association",
        Form.COMMAND,
        "aws eks update-pod-identity-association --cluster-name %s --region %s --association-id %s --role-arn %s"
            .formatted(
                quoted(association.cluster()),
                association.region(),
                quoted(association.id()),
                roleOrBlank(arn)));
  }

  /** Lets EKS inject an identity into the collector's container. */
  static Fix injectAgain(AwsWorkload workload, SkippedContainer skip) {
    return new Fix(
        "Take container %s out of the annotation (%s)".formatted(skip.container(), skip.path()),
        Form.COMMAND,
        "kubectl patch opentelemetrycollectors.opentelemetry.io -n %s %s --type merge -p %s"
            .formatted(workload.namespace(), skip.collector(), quoted(skip.patch())));
  }

  /** Has the pods made anew, since EKS injects an identity into new ones only. */
  static Fix restart(AwsWorkload workload) {
    return new Fix(
        "Restart the pods",
        Form.COMMAND,
        "kubectl rollout restart %s -n %s".formatted(workload.runs(), workload.namespace()));
  }

  /** Sets a trust policy. */
  static List<Fix> trust(RoleArn role, String policy) {
    return List.of(
        new Fix("The new trust policy of role " + role.name(), Form.POLICY, policy),
        new Fix(
            "The command that sets it",
            Form.COMMAND,
            "aws iam update-assume-role-policy --role-name %s --policy-document %s"
                .formatted(quoted(role.name()), quoted(PolicyWriter.compact(policy)))));
  }

  /**
   * Makes the role, allowed all it needs.
   *
   * @param policy its trust policy
   * @param issuer the cluster's issuer; empty when it is not known
   */
  static List<Fix> createRole(AwsWorkload workload, RoleArn role, String policy, String issuer) {
    String path = role.arn().replaceFirst("^[^/]*", "").replaceFirst("[^/]*$", "");
    List<Fix> fixes = new ArrayList<>();
    fixes.add(new Fix("The trust policy of the new role " + role.name(), Form.POLICY, policy));
    fixes.add(
        new Fix(
            "The command that creates the role with it",
            Form.COMMAND,
            "aws iam create-role --role-name %s%s --assume-role-policy-document %s"
                .formatted(
                    quoted(role.name()),
                    path.equals("/") ? "" : " --path " + quoted(path),
                    quoted(PolicyWriter.compact(policy)))));
    List<AwsAsk> asks = AwsAsk.of(workload.requirements(), role, issuer);
    if (!asks.isEmpty()) {
      fixes.addAll(grant(role, workload, asks));
    }
    return List.copyOf(fixes);
  }

  /** Grants just what is missing, under a name of its own so that nothing else is overwritten. */
  static List<Fix> grant(RoleArn role, AwsWorkload workload, List<AwsAsk> asks) {
    Map<List<String>, SortedSet<String>> grants = new LinkedHashMap<>();
    asks.forEach(
        ask -> grants.computeIfAbsent(ask.grantOn(), key -> new TreeSet<>()).add(ask.action()));
    String policy = PolicyWriter.granting(grants);
    String compact = PolicyWriter.compact(policy);
    String name =
        "adot-%.60s-%08x"
            .formatted(workload.serviceAccount(), compact.hashCode())
            .replaceAll("[^\\w+=,.@-]", "-");
    return List.of(
        new Fix("The permissions to grant to role " + role.name(), Form.POLICY, policy),
        new Fix(
            "The command that grants them",
            Form.COMMAND,
            "aws iam put-role-policy --role-name %s --policy-name %s --policy-document %s"
                .formatted(quoted(role.name()), quoted(name), quoted(compact))));
  }

  /** Registers the cluster's issuer. */
  static Fix createProvider(WebIdentity identity) {
    return new Fix(
        "Register the cluster's OIDC provider",
        Form.COMMAND,
        "aws iam create-open-id-connect-provider --url %s --client-id-list %s"
            .formatted(quoted("https://" + identity.provider()), quoted(identity.audience())));
  }

  /** Lets the cluster's OIDC provider accept an audience. */
  static Fix addAudience(WebIdentity identity) {
    return new Fix(
        "Accept the audience",
        Form.COMMAND,
        "aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn %s --client-id %s"
            .formatted(quoted(identity.providerArn()), quoted(identity.audience())));
  }

  /** Has components send the external id that a role expects. */
  static Fix externalId(AwsWorkload workload, String expected) {
    return new Fix(
        "Set what the role expects in %s, of sigv4auth below assume_role"
            .formatted(workload.components()),
        Form.MANIFEST,
        "external_id: " + YamlText.scalar(expected));
  }

  /** Shows the role to someone who may look. */
  static Fix look(RoleArn role) {
    return new Fix(
        "Look at the role with credentials of account " + role.account(),
        Form.COMMAND,
        "aws iam get-role --role-name " + quoted(role.name()));
  }

  /** Shows what denies, as no policy added to the role helps. */
  static Fix simulate(RoleArn role, List<AwsAsk> asks) {
    return simulate("See what denies it", role, asks);
  }

  /** Shows what a role may do. */
  static Fix simulate(String title, RoleArn role, List<AwsAsk> asks) {
    return new Fix(
        title,
        Form.COMMAND,
        "aws iam simulate-principal-policy --policy-source-arn %s --action-names %s --resource-arns %s"
            .formatted(
                quoted(role.arn()),
                asks.stream().map(AwsAsk::action).distinct().collect(Collectors.joining(" ")),
                asks.stream()
                    .map(ask -> quoted(ask.anyOf().get(0).resource()))
                    .distinct()
                    .collect(Collectors.joining(" "))));
  }

  /** Shows why the agent of Pod Identity does not run. */
  static Fix lookAtAgent() {
    return new Fix(
        "See why it does not run",
        Form.COMMAND,
        "kubectl describe daemonset -n kube-system eks-pod-identity-agent && kubectl get pods -n kube-system -l app.kubernetes.io/name=eks-pod-identity-agent -o wide");
  }

  private static String inRegion(String region) {
    return region.isEmpty() ? "" : " --region " + quoted(region);
  }

  private static String roleOrBlank(String arn) {
    return RoleArn.parse(arn.strip())
        .map(it -> quoted(it.arn()))
        .orElse("\"${ROLE_ARN:?set it to the ARN of the IAM role}\"");
  }

  /** A word of a shell command, with quotes only where it needs them. */
  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
