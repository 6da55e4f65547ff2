package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.evidence.CollectorKey;
import io.adot.operator.evidence.EvidenceListener;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Set;

/**
 * Lets what happens outside Kubernetes objects, such as an answer of the preflight, bring a
 * collector up for another pass.
 */
final class Nudges extends AbstractEventSource<Void, OpenTelemetryCollector>
    implements EvidenceListener {

  Nudges() {
    super(Void.class, "preflight");
  }

  @Override
  public void changed(CollectorKey collector) {
    if (isRunning()) {
      getEventHandler()
          .handleEvent(new Event(new ResourceID(collector.name(), collector.namespace())));
    }
  }

  @Override
  public Set<Void> getSecondaryResources(OpenTelemetryCollector primary) {
    return Set.of();
  }
}
