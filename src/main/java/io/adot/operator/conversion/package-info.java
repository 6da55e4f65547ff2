/** Between the versions of the custom resource, as JSON. Nothing that was written gets lost. */
@org.jspecify.annotations.NullMarked
package io.adot.operator.conversion;
