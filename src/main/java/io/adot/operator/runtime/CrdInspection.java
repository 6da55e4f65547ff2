package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at the installed CRD and says what of it will cause trouble, and what to do. */
public final class CrdInspection {
  /** The CRD's name. */
  public static final String NAME = CustomResource.getCRDName(OpenTelemetryCollector.class);

  private static final String OLD_VERSION = "v1alpha1";

  private CrdInspection() {}

  /**
   * What to tell the person who installed the operator; empty when all is well or the CRD may not
   * be read.
   */
  static List<String> of(KubernetesClient client) {
    try {
      CustomResourceDefinition crd =
          client.apiextensions().v1().customResourceDefinitions().withName(NAME).get();
      return crd == null
          ? List.of(
              "The CRD "
                  + NAME
                  + " is not installed: apply crd/ or install the chart with crds.install=true")
          : complaints(crd);
    } catch (KubernetesClientException refused) {
      return List.of();
    }
  }

  /** What of a CRD will cause trouble, and what to do; empty when all is well. */
  public static List<String> complaints(CustomResourceDefinition crd) {
    List<String> complaints = new ArrayList<>();
    if (crd.getStatus() != null && crd.getStatus().getStoredVersions().contains(OLD_VERSION)) {
      complaints.add(
          "The CRD "
              + NAME
              + " still lists "
              + OLD_VERSION
              + " in status.storedVersions, so collectors may be stored in that version,"
              + " which this operator does not serve. Rewrite them once while the conversion webhook of the Go operator still runs"
              + " (kubectl get opentelemetrycollectors.v1beta1.opentelemetry.io -A -o json | kubectl replace -f -), then"
              + " kubectl patch crd "
              + NAME
              + " --subresource=status --type=merge -p '{\"status\":{\"storedVersions\":[\"v1beta1\"]}}'");
    }
    if (!hasConditions(crd)) {
      complaints.add(
          "The CRD "
              + NAME
              + " has no status.conditions (it is that of a Go operator before 0.154), so conditions are lost:"
              + " apply the CRD of this operator");
    }
    return complaints;
  }

  private static boolean hasConditions(CustomResourceDefinition crd) {
    Optional<JSONSchemaProps> status =
        crd.getSpec().getVersions().stream()
            .filter(version -> "v1beta1".equals(version.getName()))
            .map(CustomResourceDefinitionVersion::getSchema)
            .filter(schema -> schema != null && schema.getOpenAPIV3Schema() != null)
            .map(schema -> schema.getOpenAPIV3Schema().getProperties())
            .filter(properties -> properties != null && properties.containsKey("status"))
            .map(properties -> properties.get("status"))
            .findFirst();
    Map<String, JSONSchemaProps> fields =
        status.map(JSONSchemaProps::getProperties).orElse(Map.of());
    return fields != null && fields.containsKey("conditions");
  }
}
