package io.adot.operator.runtime;

import io.adot.operator.api.Reason;
import io.adot.operator.runtime.neighbour.Sight;
import io.adot.operator.runtime.neighbour.Sight.State;
import io.adot.operator.status.Notice;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this operator acts, or stands aside for another one: from its start until it knows that
 * there is no other, and then for as long as there is one.
 */
final class Standing {
  private static final Logger LOG = LoggerFactory.getLogger(Standing.class);

  private final Consumer<Notice> announcement;
  private volatile Runnable whenChanged = () -> {};
  private volatile Sight sight;
  private boolean leading;
  private boolean announced;

  /**
   * Takes a position.
   *
   * @param first what is known of another operator to begin with
   * @param announcement is given what people should be told, once for each other operator
   */
  Standing(Sight first, Consumer<Notice> announcement) {
    this.sight = first;
    this.announcement = announcement;
  }

  /**
   * Takes a position. Where each instance has a label selector of its own, they share the work, and
   * nobody need be looked for.
   */
  static Standing of(Settings settings, Consumer<Notice> announcement) {
    return new Standing(
        settings.watched().selector().isEmpty() ? Sight.NOTHING_YET : Sight.NOBODY, announcement);
  }

  /** Whether collectors are this operator's business now. */
  boolean acts() {
    return sight.state() == State.ABSENT;
  }

  /**
   * Goes on only if collectors are this operator's business now.
   *
   * @throws StandsAside if they are not
   */
  void requireToAct() {
    if (!acts()) {
      throw new StandsAside();
    }
  }

  /** Ends a pass that is not, or no longer, this operator's business. */
  static final class StandsAside extends RuntimeException {
    private StandsAside() {
      super("another operator looks after collectors", null, false, false);
    }
  }

  /** What is known of another operator. */
  Sight sight() {
    return sight;
  }

  /** Sets who is told that this operator acts from now on, or does not. */
  void whenChanged(Runnable listener) {
    whenChanged = listener;
  }

  /** Takes what became known of another operator. */
  synchronized void seen(Sight now) {
    Sight before = sight;
    sight = now;
    if (now.restricted() && !before.restricted()) {
      LOG.warn(
          "Other operators are looked for in the watched namespaces at most, as this one may not list and watch"
              + " pods and the leases named {} everywhere; where it may not look, none is expected",
          Sight.LEASE);
    }
    if (now.state() == before.state()) {
      return;
    }
    if (now.state() == State.ACTIVE) {
      LOG.warn("{}", message());
    } else if (now.state() == State.ABSENT) {
      announced = false;
      LOG.info("No other operator is active; collectors are looked after from now on");
    }
    announce();
    whenChanged.run();
  }

  /** Makes this replica the one that acts, and speaks. */
  synchronized void lead() {
    leading = true;
    announce();
  }

  private void announce() {
    if (leading && !announced && sight.state() == State.ACTIVE) {
      announced = true;
      announcement.accept(new Notice(true, Reason.AnotherOperatorActive, message()));
    }
  }

  private String message() {
    return "Another operator is active on this cluster ("
        + sight.who()
        + "), so this one touches no collector. It takes over by itself when that one is gone; with --watch-selector it"
        + " works beside it";
  }
}
