/**
 * IAM as the preflight needs it: what a role is, whom it trusts and what it may do. Knows nothing
 * of Kubernetes.
 */
@org.jspecify.annotations.NullMarked
package io.adot.operator.aws;
