/**
 * Looks out for the Go operator on the same cluster, so that two operators never work on the same
 * collectors.
 */
@org.jspecify.annotations.NullMarked
package io.adot.operator.runtime.neighbour;
