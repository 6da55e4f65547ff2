package io.adot.operator.evidence;

import io.adot.operator.preflight.Observation;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** Looks for the webhook by the name that it has on EKS, and where it is installed by hand. */
public final class ApiInjectionWebhook implements InjectionWebhook {
  private static final String NAME = "pod-identity-webhook";

  private final KubernetesClient client;
  private final Asker asker;

  /** Looks with the identity of this client. */
  public ApiInjectionWebhook(KubernetesClient client) {
    this(client, Asker.OPERATOR);
  }

  /** The same with the identity of this client, which is the asker's. */
  public ApiInjectionWebhook(KubernetesClient client, Asker asker) {
    this.client = client;
    this.asker = asker;
  }

  @Override
  public Observation<String> find() {
    try {
      var configurations = client.admissionRegistration().v1().mutatingWebhookConfigurations();
      return configurations.withName(NAME).get() == null
          ? new Observation.Absent<>()
          : new Observation.Found<>(NAME);
    } catch (KubernetesClientException e) {
      return new Observation.Unknown<>(
          ApiFailure.why(e, "get mutatingwebhookconfigurations", asker));
    }
  }
}
