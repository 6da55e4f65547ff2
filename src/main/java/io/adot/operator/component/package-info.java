/**
 * What is known of each component type: where it listens, which Kubernetes rules and AWS actions it
 * needs. Tables where a table says it, a small class where behaviour depends on settings; no I/O.
 */
@org.jspecify.annotations.NullMarked
package io.adot.operator.component;
