/**
 * A collector configuration, read: components, pipelines, references. Knows nothing of Kubernetes
 * and changes nothing.
 */
@org.jspecify.annotations.NullMarked
package io.adot.operator.config;
