/** The pure line from a collector resource to all that follows from it. */
@org.jspecify.annotations.NullMarked
package io.adot.operator.assessment;
