/** The command line: thin commands over what the other rooms do. */
@org.jspecify.annotations.NullMarked
package io.adot.operator.cli;
