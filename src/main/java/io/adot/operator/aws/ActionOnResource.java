package io.adot.operator.aws;

/**
 * One thing a role may or may not do.
 *
 * @param action {@code aps:RemoteWrite}
 * @param resource an ARN, or {@code *}
 */
public record ActionOnResource(String action, String resource) {}
