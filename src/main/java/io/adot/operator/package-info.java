/** The operator's entry point; every other package is one room of {@code docs/architecture.md}. */
@org.jspecify.annotations.NullMarked
package io.adot.operator;
