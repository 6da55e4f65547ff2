package io.adot.operator.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.runtime.CrdInspection;
import io.adot.operator.runtime.Version;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads what there is to read, hides what may be secret, and notes what it could not have. */
final class Gathering {
  private static final int LAST_LINES = 500;
  private static final String OURS = "app.kubernetes.io/managed-by";
  private static final String OF_GO = "opentelemetry-operator";

  private final KubernetesClient client;
  private final String namespace;
  private final Bundle bundle;
  private final Consumer<String> progress;
  private final Redaction redaction = new Redaction();
  private final Set<String> leftOut = new TreeSet<>();
  private final List<Pod> pods = new ArrayList<>();

  /**
   * @param namespace empty for all
   * @param progress is told what goes on
   */
  Gathering(KubernetesClient client, String namespace, Bundle bundle, Consumer<String> progress) {
    this.client = client;
    this.namespace = namespace;
    this.bundle = bundle;
    this.progress = progress;
  }

  /** Something that can be listed in one namespace or all. */
  private record Kind(Class<? extends HasMetadata> type, boolean labelled) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind(OpenTelemetryCollector.class, false),
          new Kind(io.fabric8.kubernetes.api.model.ConfigMap.class, true),
          new Kind(io.fabric8.kubernetes.api.model.Service.class, true),
          new Kind(io.fabric8.kubernetes.api.model.ServiceAccount.class, true),
          new Kind(io.fabric8.kubernetes.api.model.apps.Deployment.class, true),
          new Kind(io.fabric8.kubernetes.api.model.apps.DaemonSet.class, true),
          new Kind(io.fabric8.kubernetes.api.model.apps.StatefulSet.class, true),
          new Kind(io.fabric8.kubernetes.api.model.networking.v1.Ingress.class, true),
          new Kind(io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy.class, true),
          new Kind(io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget.class, true),
          new Kind(
              io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler.class, true),
          new Kind(Pod.class, true),
          new Kind(io.fabric8.kubernetes.api.model.Event.class, false));

  void versions(String kubernetes) throws IOException {
    bundle.add(
        "versions.txt", "adot-operator " + Version.current() + "\nKubernetes " + kubernetes + "\n");
  }

  /** Collectors and what they are made of, events, the CRD, the operator. */
  void objects() throws IOException {
    for (Kind kind : KINDS) {
      String plural = HasMetadata.getPlural(kind.type());
      progress.accept("reading " + plural);
      for (HasMetadata object : read(plural, () -> list(kind))) {
        write(object);
        if (object instanceof Pod pod) {
          pods.add(pod);
        }
      }
    }
    progress.accept("reading the operator");
    for (HasMetadata crd :
        read(
            "the CRD",
            () ->
                client.apiextensions().v1().customResourceDefinitions().list().getItems().stream()
                    .filter(it -> CrdInspection.NAME.equals(it.getMetadata().getName()))
                    .toList())) {
      write(crd);
    }
    for (InstalledOperator operator : read("operators", () -> InstalledOperator.find(client))) {
      write(operator.deployment());
      pods.addAll(
          read(
              "the operator's pods",
              () ->
                  client
                      .pods()
                      .inNamespace(operator.namespace())
                      .withLabelSelector(operator.deployment().getSpec().getSelector())
                      .list()
                      .getItems()));
    }
  }

  /** The last lines of every container that was found, and of what ran in it before. */
  void logs() throws IOException {
    for (Pod pod : pods) {
      var metadata = pod.getMetadata();
      progress.accept("reading the log of " + metadata.getNamespace() + "/" + metadata.getName());
      for (var container : pod.getSpec().getContainers()) {
        String name =
            "namespaces/%s/pods/%s/%s"
                .formatted(metadata.getNamespace(), metadata.getName(), container.getName());
        var log =
            client
                .pods()
                .inNamespace(metadata.getNamespace())
                .withName(metadata.getName())
                .inContainer(container.getName());
        add(name + ".log", () -> log.tailingLines(LAST_LINES).getLog());
        if (hasDied(pod)) {
          add(name + ".previous.log", () -> log.terminated().tailingLines(LAST_LINES).getLog());
        }
      }
    }
  }

  /** What is not in the bundle, and why. */
  void leftOut() throws IOException {
    StringBuilder text = new StringBuilder("Secrets were not read.\n");
    leftOut.forEach(one -> text.append("Not read: ").append(one).append('\n'));
    redaction.places().forEach(one -> text.append("Hidden: ").append(one).append('\n'));
    bundle.add("left-out.txt", text.toString());
  }

  private static boolean hasDied(Pod pod) {
    return pod.getStatus() != null
        && pod.getStatus().getContainerStatuses().stream()
            .anyMatch(one -> one.getRestartCount() != null && one.getRestartCount() > 0);
  }

  private List<? extends HasMetadata> list(Kind kind) {
    var all = client.resources(kind.type());
    var there = namespace.isEmpty() ? all.inAnyNamespace() : all.inNamespace(namespace);
    return kind.labelled()
        ? there.withLabel(OURS, OF_GO).list().getItems()
        : there.list().getItems();
  }

  private <T> List<T> read(String what, Supplier<List<? extends T>> source) {
    try {
      return List.copyOf(source.get());
    } catch (KubernetesClientException refused) {
      requireAnswers(refused);
      leftOut.add(what + ": " + ClusterTrouble.said(refused));
      return List.of();
    }
  }

  private void add(String name, Supplier<String> source) throws IOException {
    try {
      bundle.add(name, redaction.text(name, Objects.requireNonNullElse(source.get(), "")));
    } catch (KubernetesClientException refused) {
      requireAnswers(refused);
      leftOut.add(name + ": " + ClusterTrouble.said(refused));
    }
  }

  /** Credentials that expire on the way would leave everything out. */
  private static void requireAnswers(KubernetesClientException refused) {
    if (refused.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED) {
      throw refused;
    }
  }

  private void write(HasMetadata object) throws IOException {
    String where = object.getMetadata().getNamespace();
    int slash = object.getApiVersion().indexOf('/');
    String group = slash < 0 ? "core" : object.getApiVersion().substring(0, slash);
    String name =
        "%s/%s/%s/%s.yaml"
            .formatted(
                where == null ? "cluster-scoped-resources" : "namespaces/" + where,
                group,
                HasMetadata.getPlural(object.getClass()),
                object.getMetadata().getName());
    ObjectNode tree = client.getKubernetesSerialization().convertValue(object, ObjectNode.class);
    redaction.of(name.replace(".yaml", ""), tree);
    bundle.add(name, Yaml.write(tree));
  }
}
