package io.buddychat.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/// Writes down what is logged as a warning or an error, while it is open.
final class LoudLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private final Queue<String> said = new ConcurrentLinkedQueue<>();

  private LoudLog() {}

  static LoudLog open() {
    LoudLog log = new LoudLog();
    log.start();
    root().addAppender(log);
    return log;
  }

  /// What was said so far.
  List<String> said() {
    return List.copyOf(said);
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
      said.add(event.getLevel() + " " + event.getLoggerName() + ": " + event.getFormattedMessage());
    }
  }

  @Override
  public void close() {
    root().detachAppender(this);
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }
}
