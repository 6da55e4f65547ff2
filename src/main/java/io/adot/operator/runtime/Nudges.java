package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Set;

/**
 * Lets what happens outside Kubernetes objects, such as an answer of the preflight, bring a
 * collector up for another pass.
 */
final class Nudges extends AbstractEventSource<Void, OpenTelemetryCollector> {

  Nudges() {
    super(Void.class, "preflight");
  }

  void nudge(String namespace, String name) {
    if (isRunning()) {
      getEventHandler().handleEvent(new Event(new ResourceID(name, namespace)));
    }
  }

  @Override
  public Set<Void> getSecondaryResources(OpenTelemetryCollector primary) {
    return Set.of();
  }
}
