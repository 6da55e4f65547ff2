package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.evidence.CollectorKey;
import io.adot.operator.evidence.EvidenceListener;
import io.javaoperatorsdk.operator.processing.event.EventSourceRetriever;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again which kinds there are, begins and ends to watch them accordingly, and
 * brings up the collectors that ask for one which came or went.
 */
final class ApiRounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ApiRounds.class);

  /** Discovery follows a CRD's change with a little delay. */
  private static final List<Duration> AFTER_NEWS =
      List.of(
          Duration.ofMillis(50),
          Duration.ofMillis(300),
          Duration.ofSeconds(1),
          Duration.ofSeconds(3));

  private static final Duration WHILE_FORBIDDEN = Duration.ofSeconds(10);
  private static final Duration OTHERWISE = Duration.ofSeconds(60);

  private final ApiSurvey survey;
  private final KnownApis known;
  private final Children children;
  private final EventSourceRetriever<OpenTelemetryCollector> registry;
  private final EvidenceListener nudges;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          run -> {
            Thread daemon = new Thread(run, "apis");
            daemon.setDaemon(true);
            return daemon;
          });
  private @Nullable Future<?> next;
  private int sinceNews;

  /**
   * Wires the rounds; {@link #look} starts them.
   *
   * @param nudges is told which collectors to bring up
   */
  ApiRounds(
      ApiSurvey survey,
      KnownApis known,
      Children children,
      EventSourceRetriever<OpenTelemetryCollector> registry,
      EvidenceListener nudges) {
    this.survey = survey;
    this.known = known;
    this.children = children;
    this.registry = registry;
    this.nudges = nudges;
  }

  /** Something about APIs has changed: looks at once, and a few times more. */
  synchronized void look() {
    sinceNews = 0;
    schedule();
  }

  @Override
  public synchronized void close() {
    thread.shutdownNow();
  }

  private synchronized void schedule() {
    if (thread.isShutdown()) {
      return;
    }
    if (next != null) {
      next.cancel(false);
    }
    next = thread.schedule(this::round, wait(sinceNews++).toMillis(), TimeUnit.MILLISECONDS);
  }

  private Duration wait(int roundsSinceNews) {
    if (roundsSinceNews < AFTER_NEWS.size()) {
      return AFTER_NEWS.get(roundsSinceNews);
    }
    return known.all().containsValue(Availability.FORBIDDEN) ? WHILE_FORBIDDEN : OTHERWISE;
  }

  private void round() {
    try {
      Map<ApiKind, Availability> before = known.all();
      survey
          .of(before)
          .forEach(
              (kind, now) -> {
                if (now != before.get(kind)) {
                  tryToChange(kind, now);
                }
              });
    } catch (RuntimeException failed) {
      LOG.warn("Which APIs there are could not be found out; it is tried again", failed);
    } finally {
      schedule();
    }
  }

  /** One kind that gives trouble holds up no other. */
  private void tryToChange(ApiKind kind, Availability now) {
    try {
      change(kind, now);
    } catch (RuntimeException failed) {
      LOG.warn("{} cannot be followed; it is tried again", kind.name(), failed);
    }
  }

  private void change(ApiKind kind, Availability now) {
    LOG.info("{}: {}", kind.name(), now);
    boolean child = OptionalApi.of(kind).map(OptionalApi::isChild).orElse(true);
    boolean watched = child && now == Availability.AVAILABLE;
    // Watched before anything is made of it; if that fails, the next round tries again.
    if (watched) {
      children.follow(kind, true, registry);
    }
    Set<CollectorKey> affected = known.learn(kind, now);
    if (!watched) {
      children.follow(kind, false, registry);
    }
    affected.forEach(nudges::changed);
  }
}
