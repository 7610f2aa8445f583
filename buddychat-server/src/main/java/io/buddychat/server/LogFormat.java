package io.buddychat.server;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the program writes its log, one line for each event.
public enum LogFormat {
  /// For people.
  TEXT,
  /// A JSON object, for what gathers logs.
  JSON;

  /// Has the program's log written so from now on. Text is what `logback.xml` begins with.
  void use() {
    if (this == JSON
        && LoggerFactory.getILoggerFactory() instanceof LoggerContext context
        && context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("STDERR")
            instanceof OutputStreamAppender<ILoggingEvent> appender) {
      JsonEncoder encoder = new JsonEncoder();
      encoder.setContext(context);
      encoder.setWithFormattedMessage(true);
      encoder.setWithMessage(false);
      encoder.setWithArguments(false);
      encoder.setWithContext(false);
      encoder.setWithSequenceNumber(false);
      encoder.setWithNanoseconds(false);
      encoder.setWithMarkers(false);
      encoder.setWithKVPList(false);
      encoder.start();
      appender.setEncoder(encoder);
    }
  }
}
