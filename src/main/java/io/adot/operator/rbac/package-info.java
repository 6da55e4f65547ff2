/**
 * Kubernetes' RBAC authorizer as a function: roles and bindings in, allowed or not out. It knows
 * nothing of where they come from.
 */
@org.jspecify.annotations.NullMarked
package io.adot.operator.rbac;
