package io.adot.operator.component;

import java.util.Comparator;

/**
 * A listener as its component alone tells; others may have its port or its name.
 *
 * @param listener the listener
 * @param path where its address stands
 * @param certain false when the port had to be guessed
 */
record FoundListener(Listener listener, String path, boolean certain)
    implements Comparable<FoundListener> {

  private static final Comparator<FoundListener> ORDER =
      Comparator.comparing((FoundListener found) -> found.listener.name())
          .thenComparingInt(found -> found.listener.port())
          .thenComparing(found -> found.listener.protocol())
          .thenComparing(FoundListener::path);

  /** Whether the Go operator would not publish it. */
  boolean isBeyondGo() {
    return listener.publication() != Listener.Publication.LIKE_GO;
  }

  @Override
  public int compareTo(FoundListener other) {
    return ORDER.compare(this, other);
  }
}
