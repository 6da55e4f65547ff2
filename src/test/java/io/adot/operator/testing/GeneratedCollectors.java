package io.adot.operator.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Valid collectors at random, one after the other: any mode, any field, any component, in any
 * company. The same seed gives the same ones. What they are made from stands in {@code generated/}.
 */
public final class GeneratedCollectors {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonNode SPEC = read("spec.yaml");
  private static final JsonNode CONFIG = read("config.yaml");
  private static final List<String> MODES =
      List.of("deployment", "daemonset", "statefulset", "sidecar");

  private final Random random;

  /**
   * @param seed what tells one sequence from another
   */
  public GeneratedCollectors(long seed) {
    this.random = new Random(seed);
  }

  /** The next collector, as somebody would write it. */
  public ObjectNode next() {
    ObjectNode cr = JSON.objectNode();
    cr.put("apiVersion", "opentelemetry.io/v1beta1").put("kind", "OpenTelemetryCollector");
    ObjectNode metadata = cr.putObject("metadata").put("name", name());
    if (random.nextInt(4) == 0) {
      metadata.putObject("labels").put("team", "a").put("app.kubernetes.io/name", "mine");
      metadata.putObject("annotations").put("a.example/note", "anything: \"at\" all");
    }
    ObjectNode spec = cr.putObject("spec");
    spec.put("mode", any(MODES));
    // Some say little, others almost everything.
    int share = 1 + random.nextInt(10);
    for (Map.Entry<String, JsonNode> field : SPEC.properties()) {
      if (random.nextInt(11) < share) {
        spec.set(field.getKey(), any(List.copyOf(values(field.getValue()))).deepCopy());
      }
    }
    keepRules(spec);
    spec.set("config", config());
    return cr;
  }

  /** What Kubernetes says of fields in each other's company. */
  private static void keepRules(ObjectNode spec) {
    if (spec.has("hostPID")) {
      spec.remove("shareProcessNamespace");
    }
    if (spec.path("mode").asText().equals("sidecar")) {
      spec.remove(List.of("additionalContainers", "affinity", "priorityClassName", "tolerations"));
    }
  }

  /** A legal name: with dots and digits, and now and then as long as may be. */
  public String name() {
    int longest = any(List.of(8, 40, 63, 253));
    StringBuilder name = new StringBuilder();
    while (name.length() < 1 + random.nextInt(longest)) {
      name.append(name.isEmpty() ? "" : any(List.of("-", ".", "", "--")));
      name.append(any(List.of("a", "9", "collector", "eu-west-1", "headless", "b0")));
    }
    String cut = name.substring(0, Math.min(name.length(), longest));
    return cut.replaceAll("-+\\.", ".").replaceAll("[-.]+$", "");
  }

  private ObjectNode config() {
    ObjectNode config = JSON.objectNode();
    ObjectNode service = JSON.objectNode();
    ObjectNode pipelines = service.putObject("pipelines");
    List<String> receivers = section(config, "receivers", 1);
    List<String> processors = section(config, "processors", 0);
    List<String> exporters = section(config, "exporters", 1);
    for (String id : List.of("traces", "metrics", "metrics/more", "logs")) {
      if (pipelines.isEmpty() || random.nextInt(3) == 0) {
        ObjectNode pipeline = pipelines.putObject(id);
        use(pipeline.putArray("receivers"), receivers, 1);
        use(pipeline.putArray("processors"), processors, 0);
        use(pipeline.putArray("exporters"), exporters, 1);
      }
    }
    use(service.putArray("extensions"), section(config, "extensions", 0), 0);
    if (random.nextInt(3) == 0) {
      service.set("telemetry", any(values(CONFIG.path("telemetry"))).deepCopy());
    }
    config.set("service", service);
    return config;
  }

  private List<String> section(ObjectNode config, String section, int atLeast) {
    List<String> all = new ArrayList<>();
    CONFIG.path(section).fieldNames().forEachRemaining(all::add);
    List<String> chosen = some(all, atLeast);
    if (!chosen.isEmpty()) {
      ObjectNode components = config.putObject(section);
      chosen.forEach(id -> components.set(id, CONFIG.path(section).path(id).deepCopy()));
    }
    return chosen;
  }

  private void use(ArrayNode list, List<String> ids, int atLeast) {
    some(ids, atLeast).forEach(list::add);
  }

  private List<String> some(List<String> all, int atLeast) {
    List<String> some = new ArrayList<>(all);
    some.removeIf(one -> random.nextInt(3) != 0);
    while (some.size() < atLeast) {
      some.add(any(all));
    }
    return some;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static List<JsonNode> values(JsonNode node) {
    List<JsonNode> values = new ArrayList<>();
    node.forEach(values::add);
    return values;
  }

  private static JsonNode read(String name) {
    try (InputStream in =
        Objects.requireNonNull(
            GeneratedCollectors.class.getResourceAsStream("/generated/" + name))) {
      return new YAMLMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
