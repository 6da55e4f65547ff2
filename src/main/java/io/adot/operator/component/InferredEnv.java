package io.adot.operator.component;

/**
 * An environment variable that a component needs and that the pod itself knows.
 *
 * @param name the variable
 * @param fieldPath the pod field it is filled from: {@code spec.nodeName}
 */
public record InferredEnv(String name, String fieldPath) {}
