package io.adot.operator.preflight;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.component.Needs;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/**
 * What a check judges.
 *
 * @param collector the resource
 * @param needs what its configuration implies
 * @param rendered the objects the operator makes of it
 * @param identity whom it acts as
 * @param evidence what is known of the world
 */
record Inquiry(
    OpenTelemetryCollector collector,
    Needs needs,
    List<HasMetadata> rendered,
    Identity identity,
    Evidence evidence) {}
