package io.adot.operator.component;

/**
 * Where the collector's health-check extension answers; the handler of all three probes.
 *
 * @param scheme how to ask
 * @param path the URL path; empty for gRPC
 * @param port 1 to 65535
 * @param addition whether the Go operator would not know it, so that probes are more than that
 *     operator gave the pods
 */
public record HealthEndpoint(Scheme scheme, String path, int port, boolean addition) {

  /** How the kubelet asks, named as Kubernetes names it where it does. */
  public enum Scheme {
    HTTP,
    HTTPS,
    /** The health service of gRPC, in clear text. */
    GRPC
  }
}
