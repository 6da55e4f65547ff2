package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.component.RuleList.Reason;
import io.adot.operator.config.Component;
import java.util.ArrayList;
import java.util.List;

/**
 * The processor {@code resource_detection}: what each of its detectors asks. From contrib {@code
 * processor/resourcedetectionprocessor/internal} and an audit log of release 0.155.
 */
final class ResourceDetectionProcessor implements ComponentPermissions {
  private static final String SOURCE = "resource_detection: detector ";

  @Override
  public List<KubernetesRule> kubernetes(Component component, ComponentContext context) {
    RuleList rules = new RuleList(component.id());
    for (String detector : context.texts(component.settings().path("detectors"))) {
      switch (detector) {
        case "k8s_api", "k8snode" ->
            context
                .bearer(component.settings().path(detector))
                .map(bearer -> bearer == Bearer.FOREIGN ? rules.foreign() : rules)
                .ifPresent(
                    as ->
                        addKubernetesApi(
                            detector, component.settings().path(detector), context, as));
        case "eks" -> addEks(context, rules);
        case "openshift" ->
            rules.add(
                Reason.optional("cluster attributes are not added", SOURCE + detector),
                RuleList.GET,
                RuleList.CLUSTER,
                "infrastructures.config.openshift.io/status");
        case "kubeadm" -> addKubeadm(rules);
        default -> {
          // env, system, ec2, …: nothing of the Kubernetes API
        }
      }
    }
    return rules.toList();
  }

  private static void addKubernetesApi(
      String detector, JsonNode settings, ComponentContext context, RuleList rules) {
    if (attribute(settings, "k8s.node.name", true, context)
        || attribute(settings, "k8s.node.uid", true, context)) {
      rules.add(
          Reason.required("the collector does not start", SOURCE + detector),
          RuleList.GET,
          RuleList.CLUSTER,
          "nodes");
    }
    if (attribute(settings, "k8s.cluster.uid", detector.equals("k8s_api"), context)) {
      rules.add(
          Reason.optional(
              "k8s.cluster.uid is not added, with a warning in the log", SOURCE + detector),
          RuleList.GET,
          RuleList.CLUSTER,
          "namespaces@kube-system");
    }
  }

  private static void addEks(ComponentContext context, RuleList rules) {
    if (context.since(0, 131)) {
      rules.add(
          Reason.optional(
              "where pods cannot reach the instance metadata service, attributes are not added",
              SOURCE + "eks since contrib 0.131 (ADOT 0.45), without instance metadata"),
          RuleList.GET,
          RuleList.CLUSTER,
          "nodes");
    } else {
      rules.add(
          Reason.optional(
              "no EKS attributes are added: could not retrieve kube ConfigMap",
              SOURCE + "eks before contrib 0.131 (ADOT 0.45)"),
          RuleList.GET,
          List.of("kube-system"),
          "configmaps@aws-auth");
    }
  }

  private static void addKubeadm(RuleList rules) {
    Reason reason = Reason.optional("cluster attributes are not added", SOURCE + "kubeadm");
    rules.add(reason, RuleList.GET, List.of("kube-system"), "configmaps@kubeadm-config");
    rules.add(reason, RuleList.GET, RuleList.CLUSTER, "namespaces@kube-system");
  }

  /** A node's name is only of use to find the instance that the metadata service does not tell. */
  private static boolean asksEc2(JsonNode eks, ComponentContext context) {
    return attribute(eks, "k8s.cluster.name", false, context)
        || context.since(0, 131) && !context.text(eks.path("node_from_env_var")).isEmpty();
  }

  private static boolean attribute(
      JsonNode detector, String name, boolean byDefault, ComponentContext context) {
    return context.flag(detector.path("resource_attributes").path(name).path("enabled"), byDefault);
  }

  @Override
  public List<AwsRequirement> aws(Component component, ComponentContext context) {
    List<AwsRequirement> requirements = new ArrayList<>();
    JsonNode settings = component.settings();
    AwsSession session = AwsSession.ofPod(context);
    for (String detector : context.texts(settings.path("detectors"))) {
      JsonNode own = settings.path(detector);
      if (detector.equals("ec2")
          && !own.path("tags").isEmpty()
          && !context.flag(own.path("tags_from_imds"), false)) {
        requirements.add(
            session.requirement(
                component.id(),
                AwsSession.Need.optional(
                    "CloudWatchAgentServerPolicy", SOURCE + "ec2 with tags", "ec2:DescribeTags"),
                EnvReferences.UNKNOWN));
      }
      if (detector.equals("eks") && asksEc2(own, context)) {
        requirements.add(
            session.requirement(
                component.id(),
                AwsSession.Need.optional(
                    "AmazonEKSWorkerNodePolicy",
                    SOURCE + "eks with k8s.cluster.name, or without instance metadata",
                    "ec2:DescribeInstances"),
                EnvReferences.UNKNOWN));
      }
    }
    return requirements;
  }
}
