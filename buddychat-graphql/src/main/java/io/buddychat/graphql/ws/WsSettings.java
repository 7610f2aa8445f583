package io.buddychat.graphql.ws;

import java.time.Duration;

/// The numbers that a server may choose.
///
/// @param initTimeout how long a client may take to introduce itself; zero is for ever
/// @param pingInterval how often the server pings an acknowledged client; zero is never. Jetty
///   closes a silent socket after 30 s, so stay well below
/// @param maxOperations how many operations one socket may have at work at once
/// @param window how many events of one stream may be on their way to the client at once
/// @param maxTextLength the longest message taken, in characters
/// @param maxUnread how many characters of results may be on their way to the client at once; of
///   other answers, as many as the longest message may have
/// @param olderProtocol whether `graphql-ws`, the predecessor, is spoken too
public record WsSettings(
    Duration initTimeout,
    Duration pingInterval,
    int maxOperations,
    int window,
    int maxTextLength,
    int maxUnread,
    boolean olderProtocol) {

  public WsSettings {
    if (initTimeout.isNegative() || pingInterval.isNegative()) {
      throw new IllegalArgumentException("a time must not be negative");
    }
    if (maxOperations < 1 || window < 1 || maxTextLength < 1 || maxUnread < 1) {
      throw new IllegalArgumentException("a bound must be positive");
    }
  }

  /// 3 s for the introduction, a ping every 15 s, 100 operations, 64 events, 1 MiB, 2 Mi characters
  /// unread, both protocols.
  public static WsSettings defaults() {
    return new WsSettings(
        Duration.ofSeconds(3), Duration.ofSeconds(15), 100, 64, 1 << 20, 2 << 20, true);
  }

  /// The same with another [#initTimeout].
  public WsSettings withInitTimeout(Duration timeout) {
    return new WsSettings(
        timeout, pingInterval, maxOperations, window, maxTextLength, maxUnread, olderProtocol);
  }

  /// The same with another [#pingInterval].
  public WsSettings withPingInterval(Duration interval) {
    return new WsSettings(
        initTimeout, interval, maxOperations, window, maxTextLength, maxUnread, olderProtocol);
  }

  /// The same with another [#maxOperations].
  public WsSettings withMaxOperations(int most) {
    return new WsSettings(
        initTimeout, pingInterval, most, window, maxTextLength, maxUnread, olderProtocol);
  }

  /// The same with another [#window].
  public WsSettings withWindow(int events) {
    return new WsSettings(
        initTimeout, pingInterval, maxOperations, events, maxTextLength, maxUnread, olderProtocol);
  }

  /// The same with another [#maxTextLength].
  public WsSettings withMaxTextLength(int characters) {
    return new WsSettings(
        initTimeout, pingInterval, maxOperations, window, characters, maxUnread, olderProtocol);
  }

  /// The same with another [#maxUnread].
  public WsSettings withMaxUnread(int characters) {
    return new WsSettings(
        initTimeout, pingInterval, maxOperations, window, maxTextLength, characters, olderProtocol);
  }

  /// The same with another [#olderProtocol].
  public WsSettings withOlderProtocol(boolean spoken) {
    return new WsSettings(
        initTimeout, pingInterval, maxOperations, window, maxTextLength, maxUnread, spoken);
  }
}
