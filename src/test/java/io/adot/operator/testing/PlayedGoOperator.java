package io.adot.operator.testing;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What others see of the Go operator: its Lease, and the pod of its Deployment. */
public final class PlayedGoOperator implements AutoCloseable {
  private static final String LEASE = "9f7554c3.opentelemetry.io";
  private static final String NAME = "opentelemetry-operator";
  private static final int LEASE_SECONDS = 15;

  private final TestCluster cluster;
  private final KubernetesClient client;
  private final String namespace;
  private final ScheduledExecutorService renewals = Executors.newSingleThreadScheduledExecutor();
  private @Nullable Future<?> renewing;

  /** One that is not there yet, and will be in that namespace. */
  public PlayedGoOperator(TestCluster cluster, String namespace) {
    this.cluster = cluster;
    this.client = cluster.admin();
    this.namespace = namespace;
  }

  /** Its Lease, with its namespace. */
  public String lease() {
    return namespace + "/" + LEASE;
  }

  /** Takes its Lease and keeps renewing it. */
  public void holdsItsLease() {
    write("go-operator-0_5c1f");
    renewing =
        renewals.scheduleAtFixedRate(() -> write("go-operator-0_5c1f"), 1, 1, TimeUnit.SECONDS);
  }

  /** Lets go of its Lease, as when it is stopped. */
  public void releasesItsLease() {
    dies();
    write("");
  }

  /** Renews its Lease no more, as when its node is lost. */
  public void dies() {
    if (renewing != null) {
      renewing.cancel(false);
      // A renewal that is under way comes before this.
      renewals.submit(() -> {});
    }
  }

  /** Runs without electing a leader: there is a ready pod and no Lease. */
  public void runs() {
    cluster.kubectlReading(DEPLOYMENT, "apply", "-n", namespace, "-f-").orFail();
    cluster.kubectl("rollout", "status", "-n", namespace, "deployment/" + NAME).orFail();
  }

  /** Is scaled to zero; returns when its pod is gone. */
  public void isScaledToZero() {
    cluster.kubectl("scale", "-n", namespace, "--replicas=0", "deployment/" + NAME).orFail();
    await("the other operator's pod to go")
        .atMost(CollectorNamespace.PATIENCE)
        .until(
            () ->
                client
                    .pods()
                    .inNamespace(namespace)
                    .withLabel("app.kubernetes.io/name", NAME)
                    .list()
                    .getItems()
                    .isEmpty());
  }

  /** Leaves nothing behind. */
  @Override
  public void close() {
    renewals.shutdownNow();
    client.leases().inNamespace(namespace).withName(LEASE).delete();
    client.apps().deployments().inNamespace(namespace).withName(NAME).delete();
  }

  private void write(String holder) {
    Lease lease =
        new LeaseBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName(LEASE)
            .endMetadata()
            .withNewSpec()
            .withHolderIdentity(holder)
            .withLeaseDurationSeconds(LEASE_SECONDS)
            .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC))
            .endSpec()
            .build();
    client.resource(lease).forceConflicts().serverSideApply();
  }

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: opentelemetry-operator}
      spec:
        selector: {matchLabels: {app.kubernetes.io/name: opentelemetry-operator}}
        template:
          metadata:
            labels: {app.kubernetes.io/name: opentelemetry-operator, control-plane: controller-manager}
          spec:
            containers:
              - {name: manager, image: example.com/opentelemetry-operator:0.151.0}
      """;
}
