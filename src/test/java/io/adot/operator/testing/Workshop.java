package io.adot.operator.testing;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The workshop's kustomize modules, applied as its pages do: {@code kubectl kustomize … | envsubst
 * | kubectl apply -f-}.
 */
public final class Workshop {
  private final TestCluster cluster;
  private final String root;
  private final Map<String, String> variables = new LinkedHashMap<>();

  /**
   * Chooses modules.
   *
   * @param root the folder that holds {@code oss-metrics} and {@code container-insights}
   */
  public Workshop(TestCluster cluster, String root) {
    this.cluster = cluster;
    this.root = root;
    variables.put("EKS_CLUSTER_NAME", "eks-workshop");
    variables.put("AWS_REGION", "us-west-2");
    variables.put("AWS_ACCOUNT_ID", "111122223333");
    variables.put(
        "AMP_ENDPOINT", "https://aps-workspaces.us-west-2.amazonaws.com/workspaces/ws-example/");
    variables.put("ADOT_IAM_ROLE", "arn:aws:iam::111122223333:role/adot-collector");
    variables.put("ADOT_IAM_ROLE_CI", "arn:aws:iam::111122223333:role/adot-collector-ci");
  }

  /** Sets a variable for the modules applied from now on. */
  public Workshop with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  /** What {@code kubectl kustomize MODULE | envsubst} prints. */
  public String text(String module) {
    String text = cluster.kubectl("kustomize", root + "/" + module).orFail().stdout();
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      text = text.replace("${" + variable.getKey() + "}", variable.getValue());
    }
    // envsubst leaves nothing of a variable that is not set.
    return text.replaceAll("\\$\\{[A-Za-z_][A-Za-z0-9_]*}", "");
  }

  /** Applies a module. */
  public void apply(String module) {
    cluster.kubectlReading(text(module), "apply", "-f-").orFail();
  }
}
