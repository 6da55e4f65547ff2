package io.adot.operator.offline;

/**
 * A text to read manifests from.
 *
 * @param name what people know it by: a path, or {@code stdin}
 * @param text what it says
 * @param asked whether it was named by itself, so that it is worth saying when nothing is in it
 */
public record SourceText(String name, String text, boolean asked) {}
