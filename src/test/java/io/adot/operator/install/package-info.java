/** What people install: the chart, {@code operator/} rendered from it, and {@code manifests/}. */
@NullMarked
package io.adot.operator.install;

import org.jspecify.annotations.NullMarked;
