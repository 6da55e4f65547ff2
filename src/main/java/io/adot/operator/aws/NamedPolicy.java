package io.adot.operator.aws;

/**
 * A policy of a role.
 *
 * @param name the name of an inline policy, or the ARN of an attached one
 * @param json the document, not URL-encoded
 */
record NamedPolicy(String name, String json) {}
