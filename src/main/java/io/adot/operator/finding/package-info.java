/**
 * What is wrong, or worth saying, about a collector resource: one vocabulary for conditions,
 * webhook answers and the command line.
 */
@org.jspecify.annotations.NullMarked
package io.adot.operator.finding;
