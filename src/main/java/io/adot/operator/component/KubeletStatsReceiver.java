package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.component.RuleList.Reason;
import io.adot.operator.config.Component;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The receiver {@code kubelet_stats}: the kubelet's statistics and what they are completed with.
 * From contrib {@code receiver/kubeletstatsreceiver} and an audit log of release 0.155.
 */
final class KubeletStatsReceiver implements ComponentPermissions {
  private static final Pattern API_SERVER_PROXY = Pattern.compile(".*/api/v1/nodes/[^/]+/proxy.*");
  private static final Pattern OF_REQUESTS_OR_LIMITS =
      Pattern.compile(".*\\.(?:cpu|memory)_(?:request|limit)_utilization");
  private static final String SOURCE = "receiver kubelet_stats";

  @Override
  public List<KubernetesRule> kubernetes(Component component, ComponentContext context) {
    JsonNode settings = component.settings();
    String authType = context.text(settings.path("auth_type"));
    if (authType.equals("kubeConfig")) {
      RuleList rules = new RuleList(component.id(), Bearer.FOREIGN);
      addProxy(rules);
      return rules.toList();
    }
    if (!authType.equals("serviceAccount")) {
      return List.of();
    }
    RuleList rules = new RuleList(component.id());
    if (API_SERVER_PROXY.matcher(context.text(settings.path("endpoint"))).matches()) {
      addProxy(rules);
    } else {
      addKubelet(settings, context, rules);
    }
    addVolumes(settings, context, rules);
    if (anyMetric(settings, context, Pattern.compile(".*\\.node\\.utilization"))) {
      rules.inform(
          Reason.required("node utilization metrics are missing", SOURCE + ": node utilization"),
          RuleList.CLUSTER,
          List.of("nodes"));
    }
    return rules.toList();
  }

  private static void addProxy(RuleList rules) {
    rules.add(
        Reason.required("no metrics are received", SOURCE + " through the API server"),
        RuleList.GET,
        RuleList.CLUSTER,
        "nodes/proxy");
  }

  private static void addKubelet(JsonNode settings, ComponentContext context, RuleList rules) {
    rules.add(
        Reason.required("no metrics are received", SOURCE + " from the kubelet"),
        RuleList.GET,
        RuleList.CLUSTER,
        "nodes/stats");
    if (!context.texts(settings.path("extra_metadata_labels")).isEmpty()
        || anyMetric(settings, context, OF_REQUESTS_OR_LIMITS)) {
      rules.add(
          Reason.required(
              "no metrics are received",
              SOURCE + ": extra_metadata_labels, or utilization of requests and limits"),
          RuleList.GET,
          RuleList.CLUSTER,
          "nodes/proxy",
          "nodes/pods");
    }
  }

  /** Claims are only looked up for volume metrics, which are not among the default groups. */
  private static void addVolumes(JsonNode settings, ComponentContext context, RuleList rules) {
    if (context.texts(settings.path("extra_metadata_labels")).contains("k8s.volume.type")
        && context.texts(settings.path("metric_groups")).contains("volume")
        && settings.path("k8s_api_config").isObject()) {
      Reason reason =
          Reason.optional("details of claimed volumes are missing", SOURCE + ": k8s.volume.type");
      rules.add(reason, RuleList.GET, RuleList.CLUSTER, "persistentvolumeclaims");
      rules.add(reason, RuleList.GET, RuleList.CLUSTER, "persistentvolumes");
    }
  }

  private static boolean anyMetric(JsonNode settings, ComponentContext context, Pattern name) {
    for (Map.Entry<String, JsonNode> metric : settings.path("metrics").properties()) {
      if (name.matcher(metric.getKey()).matches()
          && context.flag(metric.getValue().path("enabled"), false)) {
        return true;
      }
    }
    return false;
  }
}
