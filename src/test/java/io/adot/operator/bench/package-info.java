/** What the parts of a pass cost. Run by the script {@code bench}, not with the tests. */
@NullMarked
package io.adot.operator.bench;

import org.jspecify.annotations.NullMarked;
