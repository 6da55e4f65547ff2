package io.adot.operator.runtime;

import java.util.List;
import java.util.Optional;

/**
 * A kind that a cluster may lack, and may come to have while the operator runs.
 *
 * @param kind which
 * @param isChild whether collectors get objects of it
 * @param remedy what a person does who asked for one and has none
 */
record OptionalApi(ApiKind kind, boolean isChild, String remedy) {
  private static final String PROMETHEUS =
      "install the Prometheus operator, or switch spec.observability.metrics.enableMetrics off";
  private static final String CERT_MANAGER = "install cert-manager";

  /** By this, OpenShift is known. */
  static final OptionalApi ROUTE =
      child(
          "route.openshift.io/v1",
          "Route",
          "routes",
          "only OpenShift has it: elsewhere set spec.ingress.type to ingress");

  /** All of them. A new one is one line here; its verbs belong into the chart's role. */
  static final List<OptionalApi> ALL =
      List.of(
          child("monitoring.coreos.com/v1", "ServiceMonitor", "servicemonitors", PROMETHEUS),
          child("monitoring.coreos.com/v1", "PodMonitor", "podmonitors", PROMETHEUS),
          child(
              "gateway.networking.k8s.io/v1",
              "HTTPRoute",
              "httproutes",
              "install the CRDs of the Gateway API, 1.0 or later, or switch spec.httpRoute.enabled"
                  + " off"),
          ROUTE,
          other("cert-manager.io/v1", "Certificate", "certificates", CERT_MANAGER),
          other("cert-manager.io/v1", "Issuer", "issuers", CERT_MANAGER));

  static Optional<OptionalApi> of(ApiKind kind) {
    return ALL.stream().filter(api -> api.kind().equals(kind)).findFirst();
  }

  private static OptionalApi child(String apiVersion, String kind, String plural, String remedy) {
    return new OptionalApi(ApiKind.generic(apiVersion, kind, plural), true, remedy);
  }

  private static OptionalApi other(String apiVersion, String kind, String plural, String remedy) {
    return new OptionalApi(ApiKind.generic(apiVersion, kind, plural), false, remedy);
  }
}
