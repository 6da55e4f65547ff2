package io.adot.operator.runtime.neighbour;

import io.adot.operator.runtime.neighbour.Eye.Sees;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Looks for objects of one kind everywhere or, where that is forbidden, in some namespaces. For one
 * thread.
 */
final class LookOut<T extends HasMetadata> implements AutoCloseable {
  private final Supplier<SharedIndexInformer<T>> everywhere;
  private final Set<String> namespaces;
  private final Function<String, SharedIndexInformer<T>> somewhere;
  private final Runnable blink;
  private final Consumer<Runnable> later;
  private final List<Eye<T>> eyes = new ArrayList<>();

  /**
   * Wires one that does not look yet.
   *
   * @param blink is called, on any thread, when there is something new to see
   * @param later runs, on the one thread, what is to be tried again
   */
  LookOut(
      Supplier<SharedIndexInformer<T>> everywhere,
      Set<String> namespaces,
      Function<String, SharedIndexInformer<T>> somewhere,
      Runnable blink,
      Consumer<Runnable> later) {
    this.everywhere = everywhere;
    this.namespaces = namespaces;
    this.somewhere = somewhere;
    this.blink = blink;
    this.later = later;
  }

  void open() {
    // Who has namespaces may well have no right to look elsewhere, now or later.
    open(everywhere, namespaces.isEmpty() ? later : again -> {});
  }

  private void open(Supplier<SharedIndexInformer<T>> source, Consumer<Runnable> later) {
    Eye<T> eye = new Eye<>(source, blink, later);
    eyes.add(eye);
    eye.open();
  }

  /** What was found so far. */
  List<T> found() {
    if (isRestricted() && eyes.size() == 1) {
      namespaces.forEach(namespace -> open(() -> somewhere.apply(namespace), later));
    }
    return eyes.stream().flatMap(eye -> eye.found().stream()).distinct().toList();
  }

  /** Whether there may be more to find in a moment. */
  boolean isPending() {
    return eyes.isEmpty() || eyes.stream().anyMatch(eye -> eye.sees() == Sees.NOTHING_YET);
  }

  /** Whether we may not look everywhere. */
  boolean isRestricted() {
    return !eyes.isEmpty() && eyes.get(0).sees() == Sees.FORBIDDEN;
  }

  @Override
  public void close() {
    eyes.forEach(Eye::close);
  }
}
