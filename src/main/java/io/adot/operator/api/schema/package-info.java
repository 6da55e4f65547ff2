/**
 * Annotations that say what a Java type cannot: descriptions, defaults and limits of the generated
 * CRD schema.
 */
@NullMarked
package io.adot.operator.api.schema;

import org.jspecify.annotations.NullMarked;
