package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.assessment.Assessment;
import io.adot.operator.render.Facts;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Assessments of collectors as they are stored: made once for each version of a resource, as most
 * passes are made because something else has changed. The same objects come back each time, by
 * which others may tell that nothing is new; nobody may change them.
 */
final class Assessments {
  private final Map<String, OfVersion> latest = new ConcurrentHashMap<>();

  /** Of one version of a resource, by what else rendering knew. */
  private record OfVersion(String version, Map<Facts, Assessment> byFacts) {
    OfVersion(String version) {
      this(version, new ConcurrentHashMap<>());
    }
  }

  /** What a collector says, needs and becomes. */
  Assessment of(OpenTelemetryCollector collector, Facts facts) {
    String version = collector.getMetadata().getResourceVersion();
    if (version == null) {
      return Assessment.of(collector, facts);
    }
    return latest
        .compute(
            collector.getMetadata().getUid(),
            (uid, before) ->
                before != null && before.version().equals(version)
                    ? before
                    : new OfVersion(version))
        .byFacts()
        .computeIfAbsent(facts, known -> Assessment.of(collector, known));
  }

  void forget(String uid) {
    latest.remove(uid);
  }
}
