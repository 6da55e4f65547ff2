/**
 * The CRDs, generated from the compiled API types and a table of facts about the Kubernetes types
 * they embed, and the tests that keep {@code crd/} fresh and compare it with the Go operator's.
 *
 * <p>To regenerate: {@code ./mvnw -B test -Dtest=CrdFreshnessTest -Dgolden.update=true}
 */
@NullMarked
package io.adot.operator.api.crd;

import org.jspecify.annotations.NullMarked;
