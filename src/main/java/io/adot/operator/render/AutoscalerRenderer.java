package io.adot.operator.render;

import io.adot.operator.api.v1beta1.AutoscalerMetric;
import io.adot.operator.api.v1beta1.AutoscalerSettings;
import io.adot.operator.api.v1beta1.CollectorMode;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingRules;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpecBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.PodsMetricSource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The HorizontalPodAutoscaler. It scales the resource, whose replica count is then copied into the
 * workload, so the two never pull at the same field.
 */
final class AutoscalerRenderer implements Renderer {
  private static final String PATH = "spec.autoscaler";
  private static final int CPU_UNLESS_TOLD = 90;
  private static final int LONGEST_WINDOW_SECONDS = 3600;

  @Override
  public List<HasMetadata> render(Blueprint b) {
    AutoscalerSettings settings = b.spec().getAutoscaler();
    boolean scalable =
        b.mode() == CollectorMode.DEPLOYMENT || b.mode() == CollectorMode.STATEFULSET;
    if (settings == null || !scalable || !bounded(settings, b)) {
      return List.of();
    }
    checkWindows(settings.getBehavior(), b);
    String name = b.naming().autoscaler();
    return List.of(
        new HorizontalPodAutoscalerBuilder()
            .withMetadata(b.metadata(name, b.labels().filtered(name), b.annotations().object()))
            .withNewSpec()
            .withNewScaleTargetRef(
                b.cr().getApiVersion(), b.cr().getKind(), b.cr().getMetadata().getName())
            .withMinReplicas(settings.getMinReplicas())
            .withMaxReplicas(settings.getMaxReplicas())
            .withMetrics(metrics(settings, b))
            .withBehavior(settings.getBehavior())
            .endSpec()
            .build());
  }

  /**
   * Without an upper bound there is no autoscaler: the replica count can't serve as one, for it is
   * what an autoscaler writes, and the lower bound would scale down who asks for more replicas.
   */
  private static boolean bounded(AutoscalerSettings settings, Blueprint b) {
    Integer min = settings.getMinReplicas();
    Integer max = settings.getMaxReplicas();
    if (max == null) {
      tell(
          b,
          FindingCode.OTC1101,
          "",
          "has no maxReplicas, so nothing is scaled: the collector runs as many pods as"
              + " spec.replicas asks for"
              + (min == null ? "" : ", at least " + min),
          "set spec.autoscaler.maxReplicas to the most pods that the collector may have");
      return false;
    }
    if (min != null && min > max) {
      tell(
          b,
          FindingCode.OTC1103,
          ".minReplicas",
          "is " + min + ", more than maxReplicas, which is " + max,
          "make it " + max + " or less");
    }
    return true;
  }

  private static List<MetricSpec> metrics(AutoscalerSettings settings, Blueprint b) {
    Integer cpu = settings.getTargetCPUUtilization();
    Integer memory = settings.getTargetMemoryUtilization();
    List<MetricSpec> metrics = new ArrayList<>();
    if (memory != null) {
      metrics.add(utilization("memory", memory));
    }
    if (cpu != null || memory == null) {
      metrics.add(utilization("cpu", cpu == null ? CPU_UNLESS_TOLD : cpu));
    }
    for (int i = 0; i < settings.getMetrics().size(); i++) {
      AutoscalerMetric metric = settings.getMetrics().get(i);
      if (usable(metric, ".metrics[" + i + "]", b)) {
        metrics.add(new MetricSpecBuilder().withType("Pods").withPods(metric.getPods()).build());
      }
    }
    return metrics;
  }

  private static MetricSpec utilization(String resource, int percent) {
    return new MetricSpecBuilder()
        .withType("Resource")
        .withNewResource()
        .withName(resource)
        .withNewTarget()
        .withType("Utilization")
        .withAverageUtilization(percent)
        .endTarget()
        .endResource()
        .build();
  }

  private static boolean usable(@Nullable AutoscalerMetric metric, String path, Blueprint b) {
    String type = metric == null ? "" : Text.orEmpty(metric.getType());
    PodsMetricSource pods = metric == null ? null : metric.getPods();
    if (!type.equals("Pods")) {
      tell(
          b,
          FindingCode.OTC1103,
          path,
          "is of type `" + type + "`",
          "make it Pods, what a collector is scaled on besides CPU and memory");
      return false;
    }
    if (pods == null || pods.getMetric() == null || empty(pods.getMetric().getName())) {
      tell(b, FindingCode.OTC1103, path + ".pods.metric.name", "is missing", "name the metric");
      return false;
    }
    if (pods.getTarget() == null
        || !"AverageValue".equals(pods.getTarget().getType())
        || !positive(pods.getTarget().getAverageValue())) {
      tell(
          b,
          FindingCode.OTC1103,
          path + ".pods.target",
          "is no average to aim at",
          "give it type AverageValue and an averageValue above zero");
      return false;
    }
    return true;
  }

  private static boolean positive(@Nullable Quantity quantity) {
    try {
      return quantity != null && Quantity.getAmountInBytes(quantity).compareTo(BigDecimal.ZERO) > 0;
    } catch (IllegalArgumentException noQuantity) {
      return false;
    }
  }

  private static void checkWindows(
      @Nullable HorizontalPodAutoscalerBehavior behavior, Blueprint b) {
    if (behavior != null) {
      checkWindow(behavior.getScaleUp(), "scaleUp", b);
      checkWindow(behavior.getScaleDown(), "scaleDown", b);
    }
  }

  private static void checkWindow(@Nullable HPAScalingRules rules, String way, Blueprint b) {
    Integer window = rules == null ? null : rules.getStabilizationWindowSeconds();
    if (window != null && (window < 0 || window > LONGEST_WINDOW_SECONDS)) {
      tell(
          b,
          FindingCode.OTC1103,
          ".behavior." + way + ".stabilizationWindowSeconds",
          "is " + window,
          "make it 0 to " + LONGEST_WINDOW_SECONDS + " seconds");
    }
  }

  private static boolean empty(@Nullable String text) {
    return text == null || text.isEmpty();
  }

  private static void tell(
      Blueprint b, FindingCode code, String field, String message, String fix) {
    b.findings().accept(new Finding(code, PATH + field, message, fix));
  }
}
