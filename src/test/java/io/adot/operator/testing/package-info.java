/**
 * A real API server for integration tests: ask for it with {@link
 * io.adot.operator.testing.RealCluster}.
 */
@org.jspecify.annotations.NullMarked
package io.adot.operator.testing;
