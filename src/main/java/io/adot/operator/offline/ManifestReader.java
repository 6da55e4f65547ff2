package io.adot.operator.offline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.api.v1beta1.CollectorMode;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.conversion.FromV1alpha1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads a text, and keeps what is of use. */
final class ManifestReader {
  /** An API server takes no larger request. */
  private static final int LONGEST_DOCUMENT = 3 * 1024 * 1024;

  static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String RBAC = "rbac.authorization.k8s.io/v1 ";
  private static final Map<String, Class<? extends HasMetadata>> NAMESPACED =
      Map.of(
          "v1 ServiceAccount",
          ServiceAccount.class,
          RBAC + "Role",
          Role.class,
          RBAC + "RoleBinding",
          RoleBinding.class);
  private static final Map<String, Class<? extends HasMetadata>> CLUSTER_WIDE =
      Map.of(
          RBAC + "ClusterRole", ClusterRole.class,
          RBAC + "ClusterRoleBinding", ClusterRoleBinding.class);
  private static final Set<String> CONFIG_SECTIONS = Set.of("receivers", "exporters", "service");

  private final String namespace;
  private final List<FoundCollector> collectors = new ArrayList<>();
  private final List<HasMetadata> objects = new ArrayList<>();
  private final List<InputProblem> problems = new ArrayList<>();

  ManifestReader(String namespace) {
    this.namespace = namespace;
  }

  Manifests read(SourceText source) {
    for (Documents.Document document : Documents.of(source.text())) {
      if (document.text().length() > LONGEST_DOCUMENT) {
        problems.add(
            new InputProblem(
                new Place(source.name(), document.before() + 1, 1),
                "is a document of more than 3 MiB, which no API server takes",
                "split it"));
        continue;
      }
      try {
        YamlNode root =
            YamlReader.read(document.text(), document.before(), PlainScalars.KUBERNETES);
        document(source, document, root);
      } catch (MalformedYaml malformed) {
        problems.add(
            new InputProblem(malformed.in(source.name()), malformed.why(), advice(source.text())));
      }
    }
    return new Manifests(collectors, objects, problems);
  }

  private static String advice(String text) {
    return text.contains("{{")
        ? "if it is a template of Helm, check what `helm template` makes of it"
        : "";
  }

  private void document(SourceText source, Documents.Document document, YamlNode root) {
    JsonNode tree = root.value();
    if (tree.isNull()) {
      return;
    }
    if (!tree.isObject()) {
      if (source.asked()) {
        problem(
            source,
            root,
            "holds " + tree.getNodeType().name().toLowerCase(Locale.ROOT),
            "make it an object of Kubernetes, or a configuration of a collector");
      }
      return;
    }
    String kind = tree.path("kind").asText();
    if (kind.endsWith("List") && root.fields().containsKey("items")) {
      YamlNode items = root.fields().get("items").value();
      items.items().forEach(item -> document(source, document, item));
    } else if (kind.isEmpty() && CONFIG_SECTIONS.stream().allMatch(tree::has)) {
      configuration(source, document);
    } else {
      object(source, document, root, tree.path("apiVersion").asText(), kind);
    }
  }

  private void object(
      SourceText source,
      Documents.Document document,
      YamlNode root,
      String apiVersion,
      String kind) {
    String type = apiVersion + " " + kind;
    if (NAMESPACED.containsKey(type)) {
      read(source, root, root.value(), NAMESPACED.get(type))
          .ifPresent(object -> objects.add(named(object)));
    } else if (CLUSTER_WIDE.containsKey(type)) {
      read(source, root, root.value(), CLUSTER_WIDE.get(type))
          .filter(object -> object.getMetadata() != null)
          .ifPresent(objects::add);
    } else if (kind.equals("OpenTelemetryCollector")) {
      if (apiVersion.equals("opentelemetry.io/v1beta1")) {
        collector((ObjectNode) root.value(), SourceMap.of(source.name(), root), source);
      } else if (apiVersion.equals(FromV1alpha1.API_VERSION)) {
        old(source, document, root);
      } else {
        problem(
            source,
            root,
            "is an OpenTelemetryCollector of apiVersion `" + apiVersion + "`",
            "make it opentelemetry.io/v1beta1");
      }
    }
  }

  /** A collector's own file: read anew, as a collector reads it. */
  private void configuration(SourceText source, Documents.Document document) {
    try {
      YamlNode config = YamlReader.read(document.text(), document.before(), PlainScalars.COLLECTOR);
      ObjectNode tree = JsonNodeFactory.instance.objectNode();
      tree.put("apiVersion", "opentelemetry.io/v1beta1").put("kind", "OpenTelemetryCollector");
      tree.putObject("metadata").put("name", "collector");
      tree.putObject("spec").set("config", config.value());
      collector(tree, new SourceMap(source.name(), config, List.of(config), 0), source);
    } catch (MalformedYaml malformed) {
      problems.add(new InputProblem(malformed.in(source.name()), malformed.why(), ""));
    }
  }

  /** A field that is known to be there. */
  private static YamlNode field(YamlNode map, String name) {
    return Objects.requireNonNull(map.fields().get(name)).value();
  }

  private void old(SourceText source, Documents.Document document, YamlNode root) {
    JsonNode text = root.value().path("spec").path("config");
    if (!text.isTextual()) {
      problem(
          source,
          root,
          "has a `spec.config` that is no text",
          "write it as `config: |`, or make the apiVersion opentelemetry.io/v1beta1");
      return;
    }
    YamlNode holder = field(field(root, "spec"), "config");
    int indent = holder.literal() ? indent(document, holder, text.textValue()) : 0;
    try {
      YamlNode config = YamlReader.read(text.textValue(), holder.line(), PlainScalars.COLLECTOR);
      JsonNode read =
          config.value().isNull() ? JsonNodeFactory.instance.objectNode() : config.value();
      SourceMap map =
          holder.literal()
              ? new SourceMap(source.name(), root, List.of(config), indent)
              : SourceMap.of(source.name(), root);
      collector(FromV1alpha1.convert((ObjectNode) root.value(), read), map, source);
    } catch (MalformedYaml malformed) {
      // Only the lines of a literal block stand in the file as they are in the text.
      Place place =
          holder.literal()
              ? malformed.in(source.name()).right(indent)
              : new Place(source.name(), holder.line(), holder.column());
      problems.add(new InputProblem(place, "`spec.config` " + malformed.why(), ""));
    }
  }

  /** How far the lines of a literal block are moved to the right. */
  private static int indent(Documents.Document document, YamlNode block, String text) {
    List<String> moved =
        document.text().lines().skip(block.line() - (long) document.before()).toList();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < Math.min(lines.size(), moved.size()); i++) {
      if (!lines.get(i).isBlank()) {
        return Math.max(0, moved.get(i).indexOf(lines.get(i)));
      }
    }
    return 0;
  }

  private void collector(ObjectNode tree, SourceMap map, SourceText source) {
    read(source, map.root(), tree, OpenTelemetryCollector.class)
        .map(this::named)
        .map(OpenTelemetryCollector.class::cast)
        .ifPresent(
            resource -> {
              if (resource.getMetadata().getName() == null) {
                problem(source, map.root(), "is a collector without `metadata.name`", "name it");
                return;
              }
              if (resource.getSpec().getMode() == null) {
                resource.getSpec().setMode(CollectorMode.DEPLOYMENT);
              }
              collectors.add(new FoundCollector(resource, tree, map));
            });
  }

  private HasMetadata named(HasMetadata object) {
    if (object.getMetadata() == null) {
      object.setMetadata(new ObjectMeta());
    }
    String given = object.getMetadata().getNamespace();
    if (given == null || given.isEmpty()) {
      object.getMetadata().setNamespace(namespace);
    }
    return object;
  }

  private <T> Optional<T> read(SourceText source, YamlNode root, JsonNode tree, Class<T> type) {
    try {
      return Optional.of(MAPPER.treeToValue(tree, type));
    } catch (JsonMappingException wrong) {
      String path = path(wrong);
      problems.add(
          new InputProblem(
              SourceMap.of(source.name(), root).place(path), "`" + path + "` " + why(wrong), ""));
    } catch (JsonProcessingException wrong) {
      problem(source, root, why(wrong), "");
    }
    return Optional.empty();
  }

  private static String path(JsonMappingException wrong) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : wrong.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }

  /** What is wrong, without the names of Java's types. */
  private static String why(JsonProcessingException wrong) {
    if (wrong instanceof InvalidFormatException format) {
      return "is `%s`, which is no %s"
          .formatted(
              format.getValue(), format.getTargetType().getSimpleName().toLowerCase(Locale.ROOT));
    }
    return wrong instanceof MismatchedInputException
        ? "is not of the kind that belongs there"
        : wrong.getOriginalMessage();
  }

  private void problem(SourceText source, YamlNode node, String message, String fix) {
    problems.add(
        new InputProblem(new Place(source.name(), node.line(), node.column()), message, fix));
  }
}
