/**
 * What is true of a collector, said so that people, {@code kubectl wait} and kstatus readers can
 * use it: conditions, replica counts, notices. Pure.
 */
@org.jspecify.annotations.NullMarked
package io.adot.operator.status;
