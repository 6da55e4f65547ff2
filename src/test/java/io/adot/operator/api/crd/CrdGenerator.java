package io.adot.operator.api.crd;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.adot.operator.api.schema.Column;
import io.adot.operator.api.schema.Description;
import io.adot.operator.api.schema.Scale;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;

/** The CustomResourceDefinition of a resource type, from the type alone. */
final class CrdGenerator {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final SchemaGenerator schemas;

  CrdGenerator(KubernetesFacts facts) {
    this.schemas = new SchemaGenerator(facts);
  }

  ObjectNode crd(Class<? extends CustomResource<?, ?>> resource) {
    String kind = HasMetadata.getKind(resource);
    String group = HasMetadata.getGroup(resource);
    ObjectNode crd = JSON.objectNode();
    crd.put("apiVersion", "apiextensions.k8s.io/v1").put("kind", "CustomResourceDefinition");
    crd.putObject("metadata").put("name", HasMetadata.getFullResourceName(resource));
    ObjectNode spec = crd.putObject("spec").put("group", group);
    ObjectNode names = spec.putObject("names");
    List.of(CustomResource.getCategories(resource)).forEach(names.putArray("categories")::add);
    names
        .put("kind", kind)
        .put("listKind", kind + "List")
        .put("plural", HasMetadata.getPlural(resource));
    List.of(CustomResource.getShortNames(resource)).forEach(names.putArray("shortNames")::add);
    names.put("singular", HasMetadata.getSingular(resource));
    spec.put("scope", Namespaced.class.isAssignableFrom(resource) ? "Namespaced" : "Cluster");
    spec.putArray("versions").add(version(resource));
    return crd;
  }

  private ObjectNode version(Class<? extends CustomResource<?, ?>> resource) {
    ObjectNode version = JSON.objectNode().put("name", HasMetadata.getVersion(resource));
    for (Column column : resource.getAnnotationsByType(Column.class)) {
      ObjectNode entry = version.withArray("additionalPrinterColumns").addObject();
      entry.put("name", column.name()).put("type", column.type()).put("jsonPath", column.path());
      entry.put("description", column.description());
      if (column.priority() != 0) {
        entry.put("priority", column.priority());
      }
    }
    ObjectNode schema = version.putObject("schema").putObject("openAPIV3Schema");
    schema.put("description", resource.getAnnotation(Description.class).value());
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    properties
        .putObject("apiVersion")
        .put("type", "string")
        .put("description", "Group and version of the resource type.");
    properties
        .putObject("kind")
        .put("type", "string")
        .put("description", "Name of the resource type.");
    properties.putObject("metadata").put("type", "object");
    JavaType[] specAndStatus =
        TypeFactory.defaultInstance()
            .constructType(resource)
            .findTypeParameters(CustomResource.class);
    properties.set("spec", schemas.own(specAndStatus[0].getRawClass()));
    properties.set("status", schemas.own(specAndStatus[1].getRawClass()));
    version
        .put("served", CustomResource.getServed(resource))
        .put("storage", CustomResource.getStorage(resource));
    ObjectNode subresources = version.putObject("subresources");
    subresources.putObject("status");
    Scale scale = resource.getAnnotation(Scale.class);
    if (scale != null) {
      subresources
          .putObject("scale")
          .put("labelSelectorPath", scale.selector())
          .put("specReplicasPath", scale.specReplicas())
          .put("statusReplicasPath", scale.statusReplicas());
    }
    return version;
  }
}
