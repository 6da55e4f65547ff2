/**
 * The part of the operator's public interface that is not a resource type: condition types and
 * reasons.
 */
@org.jspecify.annotations.NullMarked
package io.adot.operator.api;
