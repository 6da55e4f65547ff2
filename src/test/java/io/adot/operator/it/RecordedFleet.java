package io.adot.operator.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.testing.TestCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the Go operator left in a cluster: recorded cases, each in a namespace of its name. */
final class RecordedFleet {
  /** The Go operator's name as a field manager when it was recorded. */
  static final String MANAGER = "upstream-operator";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path CASES = Path.of("src/test/resources/recorded/render");

  /** What is loaded, and the version of its API. */
  static final Map<String, String> KINDS =
      new TreeMap<>(
          Map.of(
              "ServiceAccount", "v1",
              "ConfigMap", "v1",
              "Deployment", "apps/v1",
              "DaemonSet", "apps/v1",
              "StatefulSet", "apps/v1",
              "Service", "v1",
              "PodDisruptionBudget", "policy/v1",
              "NetworkPolicy", "networking.k8s.io/v1",
              "HorizontalPodAutoscaler", "autoscaling/v2",
              "Ingress", "networking.k8s.io/v1"));

  /** What that operator merges into objects, key by key; everything else it replaces. */
  private static final List<String> MERGED = List.of("labels", "annotations");

  private final TestCluster cluster;

  RecordedFleet(TestCluster cluster) {
    this.cluster = cluster;
  }

  /** A recorded collector with what was made for it. */
  record Case(String name, ObjectNode collector, List<ObjectNode> objects) {
    /** The same in another namespace, whose name is in labels and addresses, too. */
    Case in(String namespace) {
      return new Case(
          namespace,
          moved(collector, namespace),
          objects.stream().map(object -> moved(object, namespace)).toList());
    }

    private ObjectNode moved(ObjectNode tree, String namespace) {
      return Serialization.unmarshal(tree.toString().replace(name, namespace), ObjectNode.class);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** All cases in which something was made, without those with a target allocator. */
  static List<Case> cases() {
    try (Stream<Path> directories = Files.list(CASES)) {
      return directories
          .filter(directory -> !directory.getFileName().toString().startsWith("ta-"))
          .filter(directory -> Files.isDirectory(directory.resolve("out")))
          .sorted()
          .map(RecordedFleet::read)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The case of this name. */
  static Case named(String name) {
    return read(CASES.resolve(name));
  }

  private static Case read(Path directory) {
    List<ObjectNode> objects = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory.resolve("out"))) {
      for (Path file : files.sorted().toList()) {
        ObjectNode object = yaml(file);
        if (KINDS.containsKey(object.path("kind").asText())) {
          objects.add(object);
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return new Case(
        directory.getFileName().toString(), yaml(directory.resolve("stored.yaml")), objects);
  }

  /**
   * Puts cases into the cluster, as the Go operator would have them.
   *
   * @param note an annotation of this operator, by which the test finds the collectors
   * @return each with the collector that is stored now
   */
  Map<Case, OpenTelemetryCollector> load(List<Case> cases, String note) {
    List<JsonNode> namespaces = new ArrayList<>();
    List<JsonNode> collectors = new ArrayList<>();
    for (Case recorded : cases) {
      ObjectNode namespace = JSON.createObjectNode();
      namespace.put("apiVersion", "v1").put("kind", "Namespace");
      namespace.withObject("/metadata").put("name", recorded.name());
      namespaces.add(namespace);
      ObjectNode collector = recorded.collector().deepCopy();
      withoutServersOwn(collector);
      collector.withObject("/metadata/labels").put(note, "yes");
      collectors.add(collector);
    }
    send("create", "recorder", namespaces);
    send("create", "recorder", collectors);
    Map<Case, OpenTelemetryCollector> loaded = new LinkedHashMap<>();
    List<JsonNode> objects = new ArrayList<>();
    for (Case recorded : cases) {
      OpenTelemetryCollector stored = withStatus(recorded.collector());
      loaded.put(recorded, stored);
      recorded.objects().forEach(object -> objects.add(made(object, stored)));
    }
    send("create", MANAGER, objects);
    return loaded;
  }

  private void send(String verb, String manager, List<? extends JsonNode> objects) {
    ObjectNode list = JSON.createObjectNode();
    list.put("apiVersion", "v1").put("kind", "List").putArray("items").addAll(objects);
    cluster.kubectlReading(list.toString(), verb, "--field-manager=" + manager, "-f-").orFail();
  }

  private OpenTelemetryCollector withStatus(ObjectNode recorded) {
    OpenTelemetryCollector skeleton = new OpenTelemetryCollector();
    skeleton.getMetadata().setNamespace(recorded.path("metadata").path("namespace").asText());
    skeleton.getMetadata().setName(recorded.path("metadata").path("name").asText());
    PatchContext asTheGoOperator =
        new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(MANAGER)
            .build();
    ObjectNode patch = JSON.createObjectNode();
    patch.set("status", recorded.path("status"));
    return cluster
        .admin()
        .resource(skeleton)
        .subresource("status")
        .patch(asTheGoOperator, patch.toString());
  }

  /** A recorded object as the Go operator made it, owned by the collector that is stored now. */
  static ObjectNode made(ObjectNode recorded, OpenTelemetryCollector owner) {
    ObjectNode object = recorded.deepCopy();
    withoutServersOwn(object);
    object.remove("status");
    // Kubernetes' own controllers write these.
    object
        .withObject("/metadata/annotations")
        .remove(
            List.of(
                "deployment.kubernetes.io/revision", "deprecated.daemonset.template.generation"));
    ObjectNode metadata = object.withObject("/metadata");
    for (JsonNode reference : metadata.path("ownerReferences")) {
      ((ObjectNode) reference).put("uid", owner.getMetadata().getUid());
    }
    if (object.path("kind").asText().equals("Service")
        && !object.path("spec").path("clusterIP").asText().equals("None")) {
      object.withObject("/spec").remove(List.of("clusterIP", "clusterIPs"));
    }
    return object;
  }

  /** Plays passes of the Go operator over collectors whose objects it finds. */
  void update(Map<Case, OpenTelemetryCollector> collectors) {
    List<ObjectNode> updated = new ArrayList<>();
    collectors.forEach(
        (recorded, owner) ->
            recorded.objects().stream()
                .map(object -> made(object, owner))
                .filter(this::isThere)
                .forEach(object -> updated.add(updated(object))));
    send("replace", MANAGER, updated);
  }

  private boolean isThere(ObjectNode object) {
    GenericKubernetesResource like = JSON.convertValue(object, GenericKubernetesResource.class);
    return cluster.admin().resource(like).get() != null;
  }

  /**
   * What that operator makes of an object that it finds: labels and annotations are merged, those
   * of the pod template as well, and the rest is replaced, but for what the API server gave a
   * Service.
   */
  private ObjectNode updated(ObjectNode desired) {
    GenericKubernetesResource like = JSON.convertValue(desired, GenericKubernetesResource.class);
    ObjectNode live =
        JSON.valueToTree(Objects.requireNonNull(cluster.admin().resource(like).get()));
    ObjectNode metadata = live.withObject("/metadata");
    merge(metadata, desired.path("metadata"));
    metadata.set("ownerReferences", desired.path("metadata").path("ownerReferences"));
    JsonNode spec = desired.path("spec");
    if (spec instanceof ObjectNode wanted) {
      ObjectNode now = live.withObject("/spec");
      wanted = wanted.deepCopy();
      if (wanted.path("template") instanceof ObjectNode template) {
        ObjectNode merged = now.path("template").path("metadata").deepCopy();
        merge(merged, template.path("metadata"));
        template.set("metadata", merged);
      }
      for (String given : List.of("clusterIP", "clusterIPs")) {
        if (now.has(given)) {
          wanted.set(given, now.get(given));
        }
      }
      live.set("spec", wanted);
    }
    for (String data : List.of("data", "binaryData")) {
      live.remove(data);
      if (desired.has(data)) {
        live.set(data, desired.get(data));
      }
    }
    return live;
  }

  private static void merge(ObjectNode metadata, JsonNode desired) {
    for (String map : MERGED) {
      if (desired.path(map) instanceof ObjectNode entries && !entries.isEmpty()) {
        metadata.withObject("/" + map).setAll(entries);
      }
    }
  }

  private static void withoutServersOwn(ObjectNode object) {
    object
        .withObject("/metadata")
        .remove(
            List.of("managedFields", "generation", "uid", "resourceVersion", "creationTimestamp"));
  }

  private static ObjectNode yaml(Path file) {
    try {
      return Serialization.unmarshal(Files.readString(file), ObjectNode.class);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
