/**
 * The running operator: JOSDK wiring, one pass over a collector, settings, health, metrics, leader
 * election. The only package that imports JOSDK.
 */
@org.jspecify.annotations.NullMarked
package io.adot.operator.runtime;
