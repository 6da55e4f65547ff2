package io.adot.operator.status;

import io.adot.operator.api.Reason;

/**
 * Something that happened to a collector and is worth an event.
 *
 * @param warning whether it is bad news
 * @param reason the stable reason
 * @param message for people
 */
public record Notice(boolean warning, Reason reason, String message) {}
