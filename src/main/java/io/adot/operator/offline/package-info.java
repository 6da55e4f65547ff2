/**
 * Judges collectors from files alone: reads manifests and makes of them what the checks judge by.
 * Texts come in as they are; nothing here opens a file.
 */
@org.jspecify.annotations.NullMarked
package io.adot.operator.offline;
