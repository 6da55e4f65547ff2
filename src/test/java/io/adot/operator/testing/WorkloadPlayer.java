package io.adot.operator.testing;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the controllers of Deployments, StatefulSets and DaemonSets, and the kubelet, where there
 * are none: pods appear and are ready after a moment, statuses follow. Works on any API server; a
 * DaemonSet gets one pod, as on a cluster of one node.
 */
public final class WorkloadPlayer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkloadPlayer.class);

  private final KubernetesClient client;
  private final Duration moment;
  private final PlayedPods pods;
  private final ScheduledExecutorService stage =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "workload-player");
            thread.setDaemon(true);
            return thread;
          });
  private final List<SharedIndexInformer<? extends HasMetadata>> informers;

  private WorkloadPlayer(KubernetesClient client, Duration moment) {
    this.client = client;
    this.moment = moment;
    this.pods = new PlayedPods(client);
    this.informers =
        List.of(
            client.apps().deployments().inAnyNamespace().inform(handler()),
            client.apps().statefulSets().inAnyNamespace().inform(handler()),
            client.apps().daemonSets().inAnyNamespace().inform(handler()));
  }

  /**
   * Starts playing.
   *
   * @param client may write pods and statuses; stays the caller's to close
   * @param moment how long a pod takes to become ready
   */
  public static WorkloadPlayer start(KubernetesClient client, Duration moment) {
    return new WorkloadPlayer(client, moment);
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::stop);
    stage.shutdownNow();
  }

  private <T extends HasMetadata> ResourceEventHandler<T> handler() {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(T workload) {
        onUpdate(workload, workload);
      }

      @Override
      public void onUpdate(T before, T workload) {
        stage.execute(() -> safely(() -> announce(workload)));
      }

      @Override
      public void onDelete(T workload, boolean unknown) {
        stage.execute(() -> safely(() -> pods.removeAll(workload)));
      }
    };
  }

  /** The controller has seen it; its pods come, and are ready in a moment. */
  private void announce(HasMetadata workload) {
    if (isDone(workload)) {
      return;
    }
    List<Pod> current =
        pods.bring(workload, selector(workload), template(workload), wanted(workload));
    write(workload, 0);
    stage.schedule(
        () ->
            safely(
                () -> {
                  pods.becomeReady(current);
                  write(workload, wanted(workload));
                }),
        moment.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private void write(HasMetadata workload, int ready) {
    HasMetadata live = client.resource(workload).get();
    if (live != null && sameGeneration(live, workload)) {
      client.resource(withStatus(live, ready)).patchStatus();
    }
  }

  private static boolean sameGeneration(HasMetadata one, HasMetadata other) {
    return Objects.equals(one.getMetadata().getGeneration(), other.getMetadata().getGeneration());
  }

  /** Whether the status says already what we would write. */
  private static boolean isDone(HasMetadata workload) {
    Long generation = workload.getMetadata().getGeneration();
    Long observed = null;
    if (workload instanceof Deployment it && it.getStatus() != null) {
      observed = it.getStatus().getObservedGeneration();
    } else if (workload instanceof StatefulSet it && it.getStatus() != null) {
      observed = it.getStatus().getObservedGeneration();
    } else if (workload instanceof DaemonSet it && it.getStatus() != null) {
      observed = it.getStatus().getObservedGeneration();
    }
    return Objects.equals(generation, observed);
  }

  private static HasMetadata withStatus(HasMetadata workload, int ready) {
    int wanted = wanted(workload);
    Long generation = workload.getMetadata().getGeneration();
    if (workload instanceof Deployment deployment) {
      deployment.setStatus(
          new DeploymentStatusBuilder()
              .withObservedGeneration(generation)
              .withReplicas(wanted)
              .withUpdatedReplicas(wanted)
              .withReadyReplicas(ready)
              .withAvailableReplicas(ready)
              .withUnavailableReplicas(wanted - ready)
              .build());
    } else if (workload instanceof StatefulSet statefulSet) {
      statefulSet.setStatus(
          new StatefulSetStatusBuilder()
              .withObservedGeneration(generation)
              .withReplicas(wanted)
              .withCurrentReplicas(wanted)
              .withUpdatedReplicas(wanted)
              .withReadyReplicas(ready)
              .withAvailableReplicas(ready)
              .withCurrentRevision("played-" + generation)
              .withUpdateRevision("played-" + generation)
              .build());
    } else if (workload instanceof DaemonSet daemonSet) {
      daemonSet.setStatus(
          new DaemonSetStatusBuilder()
              .withObservedGeneration(generation)
              .withCurrentNumberScheduled(wanted)
              .withDesiredNumberScheduled(wanted)
              .withUpdatedNumberScheduled(wanted)
              .withNumberMisscheduled(0)
              .withNumberReady(ready)
              .withNumberAvailable(ready)
              .build());
    }
    return workload;
  }

  private static int wanted(HasMetadata workload) {
    Integer replicas = 1;
    if (workload instanceof Deployment deployment) {
      replicas = deployment.getSpec().getReplicas();
    } else if (workload instanceof StatefulSet statefulSet) {
      replicas = statefulSet.getSpec().getReplicas();
    }
    return Objects.requireNonNullElse(replicas, 1);
  }

  private static PodTemplateSpec template(HasMetadata workload) {
    if (workload instanceof Deployment deployment) {
      return deployment.getSpec().getTemplate();
    }
    return workload instanceof StatefulSet statefulSet
        ? statefulSet.getSpec().getTemplate()
        : ((DaemonSet) workload).getSpec().getTemplate();
  }

  private static LabelSelector selector(HasMetadata workload) {
    if (workload instanceof Deployment deployment) {
      return deployment.getSpec().getSelector();
    }
    return workload instanceof StatefulSet statefulSet
        ? statefulSet.getSpec().getSelector()
        : ((DaemonSet) workload).getSpec().getSelector();
  }

  /** What is refused here is refused because the object has moved on, and that will be told too. */
  private static void safely(Runnable act) {
    try {
      act.run();
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        LOG.debug("Not played: {}", refused.getMessage());
      }
    }
  }
}
