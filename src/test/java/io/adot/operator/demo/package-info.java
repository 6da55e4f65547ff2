/**
 * The main job, shown: {@code ./demo} at the root of the project runs it. Test scope, so that the
 * operator's jar has nothing of it.
 */
@org.jspecify.annotations.NullMarked
package io.adot.operator.demo;
