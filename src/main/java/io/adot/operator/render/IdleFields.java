package io.adot.operator.render;

import io.adot.operator.api.v1beta1.HttpRouteSettings;
import io.adot.operator.api.v1beta1.IngressSettings;
import io.adot.operator.api.v1beta1.IngressType;
import io.adot.operator.api.v1beta1.MetricsSettings;
import io.adot.operator.api.v1beta1.ObservabilitySettings;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorSpec;
import io.adot.operator.api.v1beta1.ProbeSettings;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fields that have no effect because another one is missing that would give them one: a timeout of
 * probes that nothing answers, a host name of an Ingress that nobody asked for.
 */
final class IdleFields {
  private final Blueprint b;
  private final List<Finding> findings = new ArrayList<>();

  private IdleFields(Blueprint b) {
    this.b = b;
  }

  static List<Finding> of(Blueprint b) {
    IdleFields fields = new IdleFields(b);
    OpenTelemetryCollectorSpec spec = b.spec();
    fields.probe("livenessProbe", spec.getLivenessProbe());
    fields.probe("readinessProbe", spec.getReadinessProbe());
    fields.probe("startupProbe", spec.getStartupProbe());
    fields.affinity(spec);
    fields.ingress(spec.getIngress());
    fields.httpRoute(spec.getHttpRoute());
    fields.monitors(spec.getObservability());
    return fields.findings;
  }

  private void probe(String field, @Nullable ProbeSettings probe) {
    if (b.needs().health().isEmpty() && probe != null && !new ProbeSettings().equals(probe)) {
      idle(
          field,
          "no extension answers probes that pods can reach",
          "add extension health_check to spec.config, also under service.extensions");
    }
  }

  private void affinity(OpenTelemetryCollectorSpec spec) {
    boolean config = spec.getSessionAffinityConfig() != null;
    if (b.hasWorkload() && config && !"ClientIP".equals(spec.getSessionAffinity())) {
      idle(
          "sessionAffinityConfig",
          "spec.sessionAffinity is not `ClientIP`",
          "set spec.sessionAffinity to ClientIP");
    }
  }

  private void ingress(@Nullable IngressSettings ingress) {
    if (ingress == null) {
      return;
    }
    boolean termination = ingress.getRoute() != null && ingress.getRoute().getTermination() != null;
    if (ingress.getType() == null) {
      boolean says =
          anything(ingress.getHostname())
              || anything(ingress.getRuleType())
              || anything(ingress.getAnnotations())
              || anything(ingress.getTls())
              || anything(ingress.getIngressClassName())
              || termination;
      if (says) {
        idle("ingress", "spec.ingress.type is not set", "set it to ingress or route");
      }
    } else if (ingress.getType() == IngressType.INGRESS) {
      ofOtherType("route.termination", "route", termination);
    } else {
      ofOtherType("ruleType", "ingress", anything(ingress.getRuleType()));
      ofOtherType("tls", "ingress", anything(ingress.getTls()));
      ofOtherType("ingressClassName", "ingress", anything(ingress.getIngressClassName()));
    }
  }

  private void ofOtherType(String field, String type, boolean set) {
    if (set) {
      idle("ingress." + field, "spec.ingress.type is not `" + type + "`", "remove it");
    }
  }

  private void httpRoute(@Nullable HttpRouteSettings route) {
    if (route == null || Boolean.TRUE.equals(route.getEnabled())) {
      return;
    }
    if (anything(route.getGateway())
        || anything(route.getGatewayNamespace())
        || anything(route.getHostnames())) {
      idle("httpRoute", "spec.httpRoute.enabled is not true", "set it to true");
    }
  }

  private void monitors(@Nullable ObservabilitySettings observability) {
    MetricsSettings metrics = observability == null ? null : observability.getMetrics();
    if (metrics != null
        && anything(metrics.getExtraLabels())
        && !Boolean.TRUE.equals(metrics.getEnableMetrics())) {
      idle(
          "observability.metrics.extraLabels",
          "spec.observability.metrics.enableMetrics is not true, so there is no monitor to label",
          "set it to true");
    }
  }

  private void idle(String field, String why, String fix) {
    findings.add(new Finding(FindingCode.OTC1101, "spec." + field, "has no effect: " + why, fix));
  }

  private static boolean anything(@Nullable Object value) {
    if (value instanceof Collection<?> collection) {
      return !collection.isEmpty();
    }
    if (value instanceof Map<?, ?> map) {
      return !map.isEmpty();
    }
    return value != null && !value.equals("");
  }
}
