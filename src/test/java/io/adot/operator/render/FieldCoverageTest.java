package io.adot.operator.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.adot.operator.api.v1beta1.CollectorMode;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.finding.Finding;
import io.adot.operator.render.SpecFields.SpecField;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nothing that a resource can say falls on deaf ears: in every mode, every field changes some
 * object, or a finding says that it has no effect. Shown for each field by itself and beside what
 * it needs to have an effect.
 */
class FieldCoverageTest {
  private static final ObjectMapper MAPPER = new YAMLMapper();

  /** What a field, and those below it, need beside them. */
  private static final Map<String, String> COMPANIONS =
      Map.of(
          "ingress", "ingress: {type: ingress, hostname: h.example}",
          "ingress.route", "ingress: {type: route}",
          "httpRoute", "httpRoute: {enabled: true, gateway: g}",
          "autoscaler", "autoscaler: {maxReplicas: 5}",
          "observability.metrics.extraLabels", "observability: {metrics: {enableMetrics: true}}",
          "sessionAffinityConfig", "sessionAffinity: ClientIP");

  /** Fields that are not expected to be seen in an object or in a finding, and why. */
  private static final Map<String, String> EXEMPT =
      Map.of(
          "mode", "is the other axis of this test",
          "config", "is no Kubernetes field: the collector reads it",
          "targetAllocator", "has its own test: one finding stands for all of it",
          "managementState", "steers the operator: whether it touches the objects",
          "upgradeStrategy", "steers the operator: whether it adapts the configuration",
          "configVersions", "steers the operator: how many ConfigMaps are not pruned");

  /** Fields of the collector's container: a finding about the mode stands for all of them. */
  private static final Set<String> OF_INJECTED_CONTAINERS =
      Set.of(
          "args",
          "command",
          "configmaps",
          "env",
          "envFrom",
          "image",
          "imagePullPolicy",
          "initContainers",
          "lifecycle",
          "livenessProbe",
          "ports",
          "readinessProbe",
          "resources",
          "securityContext",
          "startupProbe",
          "volumeMounts",
          "volumes");

  /** The Go operator's webhook wrote these into every resource, whatever its mode. */
  private static final Set<String> STORED_IN_EVERY_SIDECAR =
      Set.of("networkPolicy.enabled", "observability.metrics.disablePrometheusAnnotations");

  @ParameterizedTest
  @EnumSource
  void everyFieldIsHonouredOrAFindingSaysThatItIsNot(CollectorMode mode) {
    Set<String> silent = new TreeSet<>();
    ObjectNode alone = alone(mode);
    Map<JsonNode, String> before = new HashMap<>();
    for (SpecField field : SpecFields.all()) {
      if (exempt(field.path(), mode)) {
        continue;
      }
      if (!heard(field, alone, before)) {
        silent.add(field.path());
      }
      ObjectNode accompanied = accompanied(field, mode);
      if (!accompanied.equals(alone) && !heard(field, accompanied, new HashMap<>())) {
        silent.add(field.path() + " beside what it needs");
      }
    }
    assertThat(silent).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void oneFindingStandsForTheTargetAllocator(CollectorMode mode) {
    ObjectNode spec = tree("targetAllocator: {enabled: true, replicas: 2, image: i}");

    assertThat(render(alone(mode), spec).findings())
        .filteredOn(finding -> finding.path().startsWith("spec.targetAllocator"))
        .hasSize(1);
  }

  private static boolean exempt(String path, CollectorMode mode) {
    String top = path.replaceAll("[.\\[{].*", "");
    boolean sidecar = mode == CollectorMode.SIDECAR;
    return EXEMPT.containsKey(top)
        || sidecar
            && (OF_INJECTED_CONTAINERS.contains(top) || STORED_IN_EVERY_SIDECAR.contains(path));
  }

  private static boolean heard(SpecField field, ObjectNode cr, Map<JsonNode, String> before) {
    String without = before.computeIfAbsent(field.without(), spec -> objects(render(cr, spec)));
    for (JsonNode with : field.with()) {
      Rendering rendering = render(cr, with);
      if (!without.equals(objects(rendering))
          || rendering.findings().stream().anyMatch(finding -> names(finding, field.path()))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a finding is about a field or about what holds it. */
  private static boolean names(Finding finding, String path) {
    return isOrIsBelow("spec." + path, finding.path().replaceAll("\\[\\d+]", "[]"));
  }

  private static boolean isOrIsBelow(String path, String holder) {
    return path.startsWith(holder)
        && (path.length() == holder.length() || ".[{".indexOf(path.charAt(holder.length())) >= 0);
  }

  private static ObjectNode alone(CollectorMode mode) {
    return tree(Serialization.asJson(Samples.collector("mode: " + mode.json())));
  }

  private static ObjectNode accompanied(SpecField field, CollectorMode mode) {
    ObjectNode cr = alone(mode);
    if (field.path().matches("(liveness|readiness|startup)Probe\\..*")) {
      cr =
          tree(
              Serialization.asJson(
                  Samples.collector("mode: " + mode.json(), Samples.HEALTH_CHECK)));
    }
    ObjectNode spec = cr.withObject("spec");
    COMPANIONS.entrySet().stream()
        .filter(companion -> isOrIsBelow(field.path(), companion.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .forEach(companion -> merge(spec, tree(companion.getValue())));
    return cr;
  }

  private static Rendering render(ObjectNode cr, JsonNode spec) {
    ObjectNode full = cr.deepCopy();
    merge(full.withObject("spec"), spec);
    return StoredCollectors.render(
        Serialization.unmarshal(full.toString(), OpenTelemetryCollector.class));
  }

  private static void merge(ObjectNode into, JsonNode more) {
    more.properties()
        .forEach(
            entry -> {
              if (entry.getValue().isObject() && into.path(entry.getKey()).isObject()) {
                merge(into.withObject(entry.getKey()), entry.getValue());
              } else {
                into.set(entry.getKey(), entry.getValue());
              }
            });
  }

  private static String objects(Rendering rendering) {
    return Serialization.asJson(rendering.objects());
  }

  private static ObjectNode tree(String yaml) {
    try {
      return (ObjectNode) MAPPER.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(yaml, e);
    }
  }
}
