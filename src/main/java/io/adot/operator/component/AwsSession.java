package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.config.ComponentId;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * With whose rights and in which region a component calls AWS.
 *
 * @param region the region, or empty where the configuration does not tell
 * @param arnRegion the region as it goes into ARNs, or what stands for it
 * @param assumeRoleArn the role it assumes first, or empty
 * @param externalId what it tells that role, or empty
 * @param ownIdentity whether it starts from the pod's own role
 */
record AwsSession(
    String region, String arnRegion, String assumeRoleArn, String externalId, boolean ownIdentity) {
  /** Where a policy on the resource may allow what the role's policies do not. */
  private static final Set<String> SERVICES_WITH_RESOURCE_POLICIES =
      Set.of(
          "aoss",
          "aps",
          "es",
          "kafka-cluster",
          "kinesis",
          "kms",
          "osis",
          "s3",
          "secretsmanager",
          "sqs");

  /** EKS sets these in every pod with a role, to the cluster's region. */
  private static final Pattern REGION_OF_POD =
      Pattern.compile("\\$\\{?(?:env:)?AWS_(?:DEFAULT_)?REGION(?::-[^}]*)?}?");

  private static final String REGION_PLACEHOLDER = "${Region}";

  /**
   * What a component asks for.
   *
   * @param managedPolicy the AWS managed policy that grants it, or empty
   */
  record Need(Necessity necessity, String managedPolicy, String source, List<String> actions) {
    static Need required(String managedPolicy, String source, String... actions) {
      return new Need(Necessity.REQUIRED, managedPolicy, source, List.of(actions));
    }

    static Need optional(String managedPolicy, String source, String... actions) {
      return new Need(Necessity.OPTIONAL, managedPolicy, source, List.of(actions));
    }
  }

  /** The pod's own role in the pod's own region. */
  static AwsSession ofPod(ComponentContext context) {
    return inRegion("", "", "", true, context);
  }

  /** By the settings most AWS components share: {@code region}, {@code role_arn}. */
  static AwsSession of(JsonNode settings, ComponentContext context) {
    return of(settings, "role_arn", context);
  }

  /** By {@code region} and a setting that names the role to assume. */
  static AwsSession of(JsonNode settings, String roleSetting, ComponentContext context) {
    String role = context.text(settings.path(roleSetting));
    String externalId = context.text(settings.path("external_id"));
    return inRegion(region(settings, context), role, externalId, true, context);
  }

  /** By the settings of the extension {@code sigv4auth}. */
  static AwsSession ofSigv4(JsonNode settings, ComponentContext context) {
    JsonNode assume = settings.path("assume_role");
    boolean ownIdentity = context.text(assume.path("web_identity_token_file")).isEmpty();
    String role = ownIdentity ? context.text(assume.path("arn")) : "";
    String externalId = context.text(assume.path("external_id"));
    return inRegion(region(settings, context), role, externalId, ownIdentity, context);
  }

  /** The same rights in the region of an endpoint, where the endpoint tells. */
  AwsSession inRegionOf(AwsEndpoint endpoint) {
    return endpoint.region().isEmpty() ? this : inRegion(endpoint.region());
  }

  /** The same rights in another region. */
  AwsSession inRegion(String other) {
    return new AwsSession(other, other, assumeRoleArn, externalId, ownIdentity);
  }

  /** An ARN in this session's region and the role's account. */
  String arn(String service, String resource) {
    return "arn:${Partition}:" + service + ":" + arnRegion + ":${Account}:" + resource;
  }

  /** What a component needs on a resource; without actions when the identity is another's. */
  AwsRequirement requirement(ComponentId component, Need need, String resource) {
    boolean known = ownIdentity && !need.actions().isEmpty();
    return new AwsRequirement(
        component,
        known ? need.actions() : List.of(),
        known ? List.of(resource) : List.of(),
        region,
        assumeRoleArn,
        need.necessity(),
        known && SERVICES_WITH_RESOURCE_POLICIES.contains(need.actions().get(0).split(":")[0]),
        need.managedPolicy(),
        need.source(),
        assumeRoleArn.isEmpty() ? Assumption.PLAIN : new Assumption(externalId, false));
  }

  private static String region(JsonNode settings, ComponentContext context) {
    // The extension ecs_observer calls it otherwise.
    JsonNode setting = settings.path(settings.has("region") ? "region" : "cluster_region");
    String region = context.text(setting);
    boolean ofPod =
        region.equals(EnvReferences.UNKNOWN) && REGION_OF_POD.matcher(setting.asText("")).matches();
    return ofPod ? "" : region;
  }

  private static AwsSession inRegion(
      String configured,
      String role,
      String externalId,
      boolean ownIdentity,
      ComponentContext context) {
    String region =
        configured.isEmpty()
            ? context.surroundings().env().getOrDefault("AWS_REGION", "")
            : configured;
    if (region.contains(EnvReferences.UNKNOWN)) {
      return new AwsSession("", EnvReferences.UNKNOWN, role, externalId, ownIdentity);
    }
    return new AwsSession(
        region, region.isEmpty() ? REGION_PLACEHOLDER : region, role, externalId, ownIdentity);
  }
}
