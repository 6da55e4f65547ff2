package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.component.KubernetesRule.NonResourceUrl;
import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.component.KubernetesRule.Target;
import io.adot.operator.config.CollectorConfig;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a configuration implies, as lines that tests can compare with what is written by hand. */
record ImpliedPermissions(List<String> kubernetes, List<String> aws) {
  static final String NEWEST_ADOT = "aws-otel-collector:v0.49.0";

  static ImpliedPermissions of(String image, Map<String, String> env, String configYaml) {
    return of(image, env, Serialization.unmarshal(configYaml, JsonNode.class));
  }

  static ImpliedPermissions of(String image, Map<String, String> env, JsonNode config) {
    return of(new Surroundings("other", "adot", CollectorImage.parse(image), env), config);
  }

  static ImpliedPermissions of(Surroundings surroundings, JsonNode config) {
    CollectorConfig parsed = CollectorConfig.parse(config);
    return new ImpliedPermissions(
        KubernetesRules.of(parsed, surroundings).stream().map(ImpliedPermissions::line).toList(),
        AwsRequirements.of(parsed, surroundings).stream().map(ImpliedPermissions::line).toList());
  }

  /** {@code REQUIRED processor k8s_attributes: list,watch pods in other}. */
  private static String line(KubernetesRule rule) {
    String targets =
        rule.anyOf().stream().map(ImpliedPermissions::target).collect(Collectors.joining(" or "));
    String in = rule.namespaces().isEmpty() ? "" : " in " + String.join(",", rule.namespaces());
    return rule.necessity()
        + " "
        + rule.component()
        + ": "
        + String.join(",", rule.verbs())
        + " "
        + targets
        + in
        + (rule.bearer() == Bearer.COLLECTOR ? "" : " as " + rule.bearer());
  }

  private static String target(Target target) {
    if (target instanceof NonResourceUrl url) {
      return url.path();
    }
    Resource resource = (Resource) target;
    String group = resource.group().isEmpty() ? "" : "." + resource.group();
    String subresource = resource.subresource().isEmpty() ? "" : "/" + resource.subresource();
    String name = resource.name().isEmpty() ? "" : "@" + resource.name();
    return resource.resource() + group + subresource + name;
  }

  /** {@code REQUIRED exporter awsxray: xray:PutTraceSegments on * [eu-west-1] as arn:…}. */
  private static String line(AwsRequirement requirement) {
    String region = requirement.region().isEmpty() ? "" : " [" + requirement.region() + "]";
    String role = requirement.assumeRoleArn().isEmpty() ? "" : " as " + requirement.assumeRoleArn();
    return requirement.necessity()
        + " "
        + requirement.component()
        + ": "
        + String.join(",", requirement.actions())
        + " on "
        + String.join(",", requirement.resources())
        + region
        + role;
  }
}
