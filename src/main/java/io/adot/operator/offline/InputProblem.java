package io.adot.operator.offline;

/**
 * Something that could not be read.
 *
 * @param place where
 * @param message what is wrong; one line without a full stop
 * @param fix what to do about it; may be empty
 */
public record InputProblem(Place place, String message, String fix) {}
