package io.adot.operator.runtime.neighbour;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One list and watch, and how it fares. Every failure is tried again; where it is forbidden not as
 * often as an informer would, which logs each time.
 */
final class Eye<T extends HasMetadata> implements AutoCloseable {
  private final Supplier<SharedIndexInformer<T>> source;
  private final Runnable blink;
  private final Consumer<Runnable> later;
  private volatile @Nullable SharedIndexInformer<T> informer;
  private volatile Sees sees = Sees.NOTHING_YET;
  private volatile List<T> found = List.of();

  /** How it fares. */
  enum Sees {
    NOTHING_YET,
    ALL,
    FORBIDDEN
  }

  /**
   * Wires one that is closed.
   *
   * @param source makes informers that do not run yet
   * @param blink is called when there is something new to see
   * @param later runs what is to be tried again
   */
  Eye(Supplier<SharedIndexInformer<T>> source, Runnable blink, Consumer<Runnable> later) {
    this.source = source;
    this.blink = blink;
    this.later = later;
  }

  /** Starts to look; returns at once. */
  @SuppressWarnings("FutureReturnValueIgnored") // its failures come to the exception handler
  void open() {
    SharedIndexInformer<T> opened = source.get();
    informer = opened;
    opened
        .exceptionHandler((started, failure) -> !isForbidden(failure) || stopLooking())
        .addEventHandler(new Telling(opened))
        .start();
  }

  Sees sees() {
    return sees;
  }

  /** What was seen last. */
  List<T> found() {
    return found;
  }

  @Override
  public void close() {
    SharedIndexInformer<T> opened = informer;
    if (opened != null) {
      opened.stop();
    }
  }

  private boolean stopLooking() {
    sees = Sees.FORBIDDEN;
    found = List.of();
    blink.run();
    later.accept(this::open);
    return false;
  }

  private static boolean isForbidden(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof KubernetesClientException refused
          && refused.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        return true;
      }
    }
    return false;
  }

  private final class Telling implements ResourceEventHandler<T> {
    private final SharedIndexInformer<T> informer;

    private Telling(SharedIndexInformer<T> informer) {
      this.informer = informer;
    }

    @Override
    public void onList(String resourceVersion, boolean remainedEmpty) {
      sees = Sees.ALL;
      look();
    }

    @Override
    public void onAdd(T object) {
      look();
    }

    @Override
    public void onUpdate(T before, T now) {
      look();
    }

    @Override
    public void onDelete(T object, boolean finalStateUnknown) {
      look();
    }

    private void look() {
      if (sees == Sees.ALL) {
        found = informer.getStore().list();
        blink.run();
      }
    }
  }
}
