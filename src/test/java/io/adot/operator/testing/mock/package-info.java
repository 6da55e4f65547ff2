/**
 * An API server in this process, for tests and a demo on a machine that has a JDK and nothing else:
 * fabric8's mock server, taught what it lacks. No schema validation, no admission, no discovery;
 * what runs against it is also run against a real API server.
 */
@org.jspecify.annotations.NullMarked
package io.adot.operator.testing.mock;
