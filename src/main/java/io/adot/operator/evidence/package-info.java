/**
 * Gathers what the checks judge by: access reviews, ServiceAccounts, the issuer, IAM. Caches and
 * asks again; never judges, never blocks a reconcile.
 */
@org.jspecify.annotations.NullMarked
package io.adot.operator.evidence;
