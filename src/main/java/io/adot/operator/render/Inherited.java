package io.adot.operator.render;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * What a collector keeps from an operator before us, because changing it would restart its pods or
 * cut them off.
 *
 * @param withoutNetworkPolicy whether it had no NetworkPolicy, so that it gets none unless it asks
 * @param image the image that its pods run although it names none; empty for the operator's default
 * @param leftAlone whether nothing of it is touched, because this version could not carry it on
 * @param goNames whether its objects go by names that the Go operator cut, or whose dots it made
 *     dashes
 */
public record Inherited(
    boolean withoutNetworkPolicy, String image, boolean leftAlone, boolean goNames) {
  /** Nothing: a collector that was always ours. */
  public static final Inherited NOTHING = new Inherited(false, "", false, false);

  /**
   * Whether a collector shares its targets out by a target allocator, which this version does not
   * serve: rendered by us, every pod would scrape all targets.
   */
  public static boolean usesTargetAllocator(OpenTelemetryCollector cr) {
    return UnrenderedFields.usesTargetAllocator(cr);
  }

  /**
   * Whether an object of a collector goes by the name that the Go operator gave it, and that it
   * would not get from us.
   */
  public static boolean isGoName(String collector, HasMetadata object) {
    return Naming.isGoName(collector, object.getKind(), object.getMetadata().getName());
  }

  /** The same with names of our own. */
  public Inherited withoutGoNames() {
    return new Inherited(withoutNetworkPolicy, image, leftAlone, false);
  }

  /** The same without the image. */
  public Inherited withoutImage() {
    return new Inherited(withoutNetworkPolicy, "", leftAlone, goNames);
  }

  /** The container that runs the collector, whichever of the operators made it. */
  public static final String CONTAINER = ContainerRenderer.NAME;

  /** Label of a workload: the kind of object that the collector was taken over without. */
  public static final String WITHOUT = Labels.OWN_PREFIX + "taken-over-without";

  /** Label of a workload that keeps the image with which it was taken over. */
  public static final String IMAGE = Labels.OWN_PREFIX + "taken-over-image";
}
