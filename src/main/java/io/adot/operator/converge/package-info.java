/**
 * Makes the cluster hold what was rendered: applies what differs, repairs drift in fields that are
 * ours, prunes what is no longer wanted, never seizes what belongs to somebody else. Knows nothing
 * of collectors.
 */
@org.jspecify.annotations.NullMarked
package io.adot.operator.converge;
