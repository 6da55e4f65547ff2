/**
 * A real API server for integration tests: ask for it with {@link
 * io.adot.operator.testing.RealCluster}. A pretended one is in {@link
 * io.adot.operator.testing.mock}.
 */
@org.jspecify.annotations.NullMarked
package io.adot.operator.testing;
