package io.adot.operator.demo;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.Optional;

/** Where the demo plays: an API server of its own, gone when closed. */
interface Stage extends AutoCloseable {

  /** The issuer of tokens that it claims to have, as if it were this cluster of EKS. */
  String ISSUER = "https://oidc.eks.us-west-2.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";

  /** What the API server is, in a sentence. */
  String apiServer();

  /** What runs the pods, or pretends to, and what that means. */
  String pods();

  /** Whether somebody has to play the controllers of workloads. */
  boolean needsPlayer();

  /** A client that may do everything; closed with the stage. */
  KubernetesClient client(String agent);

  /** The kubeconfig for kubectl, unless kubectl can't be used. */
  Optional<Path> kubeconfig();

  /** What to type in a shell so that kubectl finds it. */
  default String preparation() {
    return kubeconfig().map(file -> "export KUBECONFIG=" + file).orElse("");
  }

  @Override
  void close();
}
