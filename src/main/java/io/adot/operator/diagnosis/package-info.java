/**
 * What the words of a failing collector mean, and what helps. Pure: in goes text, out comes a cause
 * with its fixes.
 */
@org.jspecify.annotations.NullMarked
package io.adot.operator.diagnosis;
