package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.component.AwsSession.Need;
import io.adot.operator.config.ComponentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What Prometheus' discoveries in AWS ask of it. From Prometheus {@code discovery/aws}. */
final class PrometheusAwsDiscovery {
  private static final Map<String, Need> NEED_BY_KIND =
      Map.of(
          "ec2",
          need("ec2", "AmazonEC2ReadOnlyAccess", "ec2:DescribeInstances"),
          "ecs",
          need(
              "ecs",
              "",
              "ecs:ListClusters",
              "ecs:ListServices",
              "ecs:ListTasks",
              "ecs:DescribeClusters",
              "ecs:DescribeServices",
              "ecs:DescribeTasks",
              "ecs:DescribeContainerInstances"),
          "elasticache",
          need("elasticache", "", "elasticache:DescribeCacheClusters"),
          "lightsail",
          need("lightsail", "", "lightsail:GetInstances"),
          "msk",
          need("msk", "", "kafka:ListClustersV2", "kafka:ListNodes"),
          "rds",
          need("rds", "", "rds:DescribeDBInstances"));

  private PrometheusAwsDiscovery() {}

  private static Need need(String kind, String managedPolicy, String... actions) {
    return Need.required(managedPolicy, "Prometheus " + kind + " discovery", actions);
  }

  static List<AwsRequirement> requirements(ComponentId component, ScrapeJob job) {
    List<AwsRequirement> requirements = new ArrayList<>();
    for (String kind : NEED_BY_KIND.keySet().stream().sorted().toList()) {
      for (JsonNode discovery : job.discoveries(kind + "_sd_configs")) {
        requirements.addAll(requirements(component, kind, discovery, job.context()));
      }
    }
    for (JsonNode discovery : job.discoveries("aws_sd_configs")) {
      String kind = job.context().text(discovery.path("role"));
      requirements.addAll(requirements(component, kind, discovery, job.context()));
    }
    return requirements;
  }

  private static List<AwsRequirement> requirements(
      ComponentId component, String kind, JsonNode discovery, ComponentContext context) {
    Need need = NEED_BY_KIND.get(kind);
    boolean ownKey = !context.text(discovery.path("access_key")).isEmpty();
    if (need == null || ownKey) {
      return List.of();
    }
    AwsSession session = AwsSession.of(discovery, context);
    List<AwsRequirement> requirements = new ArrayList<>();
    requirements.add(session.requirement(component, need, EnvReferences.UNKNOWN));
    if (kind.equals("ec2")) {
      requirements.add(
          session.requirement(
              component,
              Need.optional(
                  "AmazonEC2ReadOnlyAccess",
                  "Prometheus ec2 discovery: ids of availability zones",
                  "ec2:DescribeAvailabilityZones"),
              EnvReferences.UNKNOWN));
    }
    return requirements;
  }
}
