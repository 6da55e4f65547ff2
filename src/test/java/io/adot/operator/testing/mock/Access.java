package io.adot.operator.testing.mock;

/**
 * Something that somebody may or may not do.
 *
 * @param verb {@code get}
 * @param group API group; empty for the core group
 * @param resource plural, with its subresource if one is meant: {@code nodes/proxy}; empty for a
 *     path
 * @param namespace empty for the whole cluster
 * @param name of one object; empty for all
 * @param path a path that is no resource: {@code /metrics}; empty for a resource
 */
public record Access(
    String verb, String group, String resource, String namespace, String name, String path) {}
