package io.adot.operator.runtime;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a class logs while a test looks; nobody else sees it. */
final class CapturedLog implements AutoCloseable {
  private final Logger logger;
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();

  private CapturedLog(Logger logger) {
    this.logger = logger;
  }

  static CapturedLog of(Class<?> type) {
    CapturedLog log = new CapturedLog((Logger) LoggerFactory.getLogger(type));
    log.events.start();
    log.logger.addAppender(log.events);
    log.logger.setAdditive(false);
    return log;
  }

  /** The messages of a level, in order. */
  List<String> messages(Level level) {
    return events.list.stream()
        .filter(event -> event.getLevel().equals(level))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  /** Whether every message of a level comes with a stack trace. */
  boolean hasTraces(Level level) {
    return events.list.stream()
        .filter(event -> event.getLevel().equals(level))
        .allMatch(event -> event.getThrowableProxy() != null);
  }

  @Override
  public void close() {
    logger.detachAppender(events);
    logger.setAdditive(true);
  }
}
