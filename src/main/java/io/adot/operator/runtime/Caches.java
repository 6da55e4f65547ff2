package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.converge.LiveObjects;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;

/** What a pass knows of the cluster without asking it. */
interface Caches extends LiveObjects {

  /** The pods that carry a collector's instance label. */
  List<Pod> pods(OpenTelemetryCollector collector, String instance);
}
