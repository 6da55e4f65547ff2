/** Rules on what a user wrote: each finds one sort of mistake before a collector meets it. */
@org.jspecify.annotations.NullMarked
package io.adot.operator.lint;
