/**
 * The checks before a collector runs, and their verdicts, each with the fix for what is missing.
 * Pure over evidence: no clients, no clocks, no rendering.
 */
@org.jspecify.annotations.NullMarked
package io.adot.operator.preflight;
