package io.adot.operator.api.v1beta1;

import io.adot.operator.api.schema.Column;
import io.adot.operator.api.schema.Description;
import io.adot.operator.api.schema.Scale;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/**
 * A collector that a user asks for. The spec is never null, also of an object that was written
 * without one; the status is null until the operator has seen the object.
 */
@Group("opentelemetry.io")
@Version("v1beta1")
@Kind("OpenTelemetryCollector")
@Singular("opentelemetrycollector")
@Plural("opentelemetrycollectors")
@ShortNames({"otelcol", "otelcols"})
@Categories("otel")
@Description("An OpenTelemetry collector that the operator runs and looks after.")
@Scale(
    specReplicas = ".spec.replicas",
    statusReplicas = ".status.scale.replicas",
    selector = ".status.scale.selector")
@Column(name = "Mode", path = ".spec.mode", description = "How the collector runs")
@Column(name = "Version", path = ".status.version", description = "Version of the collector")
@Column(name = "Ready", path = ".status.scale.statusReplicas", description = "Ready of wanted pods")
@Column(
    name = "Age",
    path = ".metadata.creationTimestamp",
    type = "date",
    description = "Time since creation")
@Column(name = "Image", path = ".status.image", description = "Image of the collector")
@Column(
    name = "Management",
    path = ".spec.managementState",
    description = "Whether the operator acts on it")
@Column(
    name = "Status",
    path = ".status.conditions[?(@.type==\"Ready\")].reason",
    description = "Why the collector is ready or not")
@Column(
    name = "Message",
    path = ".status.conditions[?(@.type==\"Ready\")].message",
    priority = 1,
    description = "The same in words")
@Column(
    name = "Config",
    path = ".status.conditions[?(@.type==\"ConfigValid\")].status",
    priority = 1,
    description = "Whether the configuration is valid")
@Column(
    name = "Perms",
    path = ".status.conditions[?(@.type==\"PermissionsReady\")].status",
    priority = 1,
    description = "Whether the Kubernetes permissions suffice")
@Column(
    name = "AWS",
    path = ".status.conditions[?(@.type==\"AwsIdentityReady\")].status",
    priority = 1,
    description = "Whether the AWS exporters have an identity")
public final class OpenTelemetryCollector
    extends CustomResource<OpenTelemetryCollectorSpec, OpenTelemetryCollectorStatus>
    implements Namespaced {

  @Override
  protected OpenTelemetryCollectorSpec initSpec() {
    return new OpenTelemetryCollectorSpec();
  }

  @Override
  protected @Nullable OpenTelemetryCollectorStatus initStatus() {
    return null;
  }

  @Override
  public void setSpec(@Nullable OpenTelemetryCollectorSpec spec) {
    super.setSpec(spec == null ? initSpec() : spec);
  }
}
