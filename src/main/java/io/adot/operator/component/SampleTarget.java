package io.adot.operator.component;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Targets such as discovery would find them, to see what a job's relabelings make of them. Where
 * the sample stands for any object of its kind, its names are {@link #ANY}.
 */
final class SampleTarget {
  /** The name of any object. */
  static final String ANY = "any-object";

  /** Port of the kubelet's authorized endpoint. */
  static final String KUBELET_PORT = "10250";

  static final String API_SERVER = "kubernetes.default.svc:443";

  private static final String META = "__meta_kubernetes_";

  private SampleTarget() {}

  /** Any target of a discovery role. */
  static Map<String, String> of(String role) {
    Map<String, String> labels = new HashMap<>();
    switch (role) {
      case "node" -> {
        labels.put("__address__", "192.0.2.1:" + KUBELET_PORT);
        labels.put(META + "node_name", ANY);
        labels.put(META + "node_address_InternalIP", "192.0.2.1");
        labels.put(META + "node_address_Hostname", ANY);
        labels.put("instance", ANY);
      }
      case "service" -> {
        labels.put("__address__", ANY + "." + ANY + ".svc:8080");
        putService(labels, ANY, ANY, "any-port");
      }
      case "ingress" -> {
        labels.put("__address__", "any-host");
        labels.put(META + "namespace", ANY);
        labels.put(META + "ingress_name", ANY);
      }
      case "endpoints", "endpointslice" -> {
        labels.put("__address__", "192.0.2.2:8080");
        putService(labels, ANY, ANY, "any-port");
        putPod(labels);
      }
      default -> {
        labels.put("__address__", "192.0.2.2:8080");
        labels.put(META + "namespace", ANY);
        putPod(labels);
      }
    }
    return labels;
  }

  /** The API server behind the Service {@code default/kubernetes}. */
  static Map<String, String> apiServer() {
    Map<String, String> labels = new HashMap<>();
    labels.put("__address__", API_SERVER);
    putService(labels, "default", "kubernetes", "https");
    putLabel(labels, "component", "apiserver");
    putLabel(labels, "provider", "kubernetes");
    return labels;
  }

  /** A kubelet behind the Service that prometheus-operator keeps for kubelets. */
  static Map<String, String> kubelet() {
    Map<String, String> labels = new HashMap<>();
    labels.put("__address__", "192.0.2.1:" + KUBELET_PORT);
    putService(labels, "kube-system", "kubelet", "https-metrics");
    putLabel(labels, "k8s_app", "kubelet");
    putLabel(labels, "app_kubernetes_io_name", "kubelet");
    return labels;
  }

  private static void putService(
      Map<String, String> labels, String namespace, String name, String port) {
    labels.put(META + "namespace", namespace);
    labels.put(META + "service_name", name);
    labels.put(META + "service_port_name", port);
    for (String kind : List.of("endpoints", "endpoint", "endpointslice")) {
      labels.put(META + kind + "_name", name);
      labels.put(META + kind + "_port_name", port);
    }
    labels.put(META + "endpoint_ready", "true");
  }

  private static void putLabel(Map<String, String> labels, String label, String value) {
    labels.put(META + "service_label_" + label, value);
    labels.put(META + "service_labelpresent_" + label, "true");
  }

  private static void putPod(Map<String, String> labels) {
    labels.put(META + "pod_name", ANY);
    labels.put(META + "pod_ip", "192.0.2.2");
    labels.put(META + "pod_node_name", ANY);
    labels.put(META + "pod_container_name", ANY);
    labels.put(META + "pod_container_port_number", "8080");
    labels.put(META + "pod_container_port_name", "any-port");
  }
}
