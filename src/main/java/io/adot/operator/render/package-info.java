/**
 * A collector and facts about its surroundings, made into objects. No clocks, no randomness, no
 * clients.
 */
@org.jspecify.annotations.NullMarked
package io.adot.operator.render;
