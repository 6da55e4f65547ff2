/**
 * The {@code opentelemetry.io/v1beta1} API. The beans hold what was written and nothing else: a
 * field that was absent stays absent, because defaults belong to the schema or to rendering.
 * Getters of lists and maps return an empty collection for an absent one; other getters return
 * null.
 */
@NullMarked
package io.adot.operator.api.v1beta1;

import org.jspecify.annotations.NullMarked;
