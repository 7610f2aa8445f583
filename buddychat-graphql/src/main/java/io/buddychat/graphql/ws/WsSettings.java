package io.buddychat.graphql.ws;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The numbers that a server may choose.
///
/// @param initTimeout how long a client may take to introduce itself; zero is for ever
/// @param pingInterval how often the server pings an acknowledged client; zero is never. Jetty
///   closes a silent socket after 30 s, so stay well below
/// @param maxOperations how many operations one socket may have at work at once
/// @param window how many events of one stream may be on their way to the client at once
/// @param maxTextLength the longest message taken, in characters
/// @param maxUnread how many bytes of results may be on their way to the client at once; of other
///   answers, as many as the longest message may have
/// @param olderProtocol whether `graphql-ws`, the predecessor, is spoken too
/// @param strictOrder whether a socket's operations are run one after another: the next begins when
///   the one before has answered, or its stream has begun
/// @param olderConfirmation in the older protocol, the payload of a `data` message that tells that
///   a subscription has begun, before all its events; nothing for no such message
public record WsSettings(
    Duration initTimeout,
    Duration pingInterval,
    int maxOperations,
    int window,
    int maxTextLength,
    int maxUnread,
    boolean olderProtocol,
    boolean strictOrder,
    Optional<Map<String, @Nullable Object>> olderConfirmation) {

  public WsSettings {
    if (initTimeout.isNegative() || pingInterval.isNegative()) {
      throw new IllegalArgumentException("a time must not be negative");
    }
    if (maxOperations < 1 || window < 1 || maxTextLength < 1 || maxUnread < 1) {
      throw new IllegalArgumentException("a bound must be positive");
    }
  }

  /// 3 s for the introduction, a ping every 15 s, 100 operations, 64 events, 1 MiB, 2 MiB unread,
  /// both protocols, no order among operations, no confirmation.
  public static WsSettings defaults() {
    return new WsSettings(
        Duration.ofSeconds(3),
        Duration.ofSeconds(15),
        100,
        64,
        1 << 20,
        2 << 20,
        true,
        false,
        Optional.empty());
  }

  /// The same with another [#initTimeout].
  public WsSettings withInitTimeout(Duration timeout) {
    return new WsSettings(
        timeout,
        pingInterval,
        maxOperations,
        window,
        maxTextLength,
        maxUnread,
        olderProtocol,
        strictOrder,
        olderConfirmation);
  }

  /// The same with another [#pingInterval].
  public WsSettings withPingInterval(Duration interval) {
    return new WsSettings(
        initTimeout,
        interval,
        maxOperations,
        window,
        maxTextLength,
        maxUnread,
        olderProtocol,
        strictOrder,
        olderConfirmation);
  }

  /// The same with another [#maxOperations].
  public WsSettings withMaxOperations(int most) {
    return new WsSettings(
        initTimeout,
        pingInterval,
        most,
        window,
        maxTextLength,
        maxUnread,
        olderProtocol,
        strictOrder,
        olderConfirmation);
  }

  /// The same with another [#window].
  public WsSettings withWindow(int events) {
    return new WsSettings(
        initTimeout,
        pingInterval,
        maxOperations,
        events,
        maxTextLength,
        maxUnread,
        olderProtocol,
        strictOrder,
        olderConfirmation);
  }

  /// The same with another [#maxTextLength].
  public WsSettings withMaxTextLength(int characters) {
    return new WsSettings(
        initTimeout,
        pingInterval,
        maxOperations,
        window,
        characters,
        maxUnread,
        olderProtocol,
        strictOrder,
        olderConfirmation);
  }

  /// The same with another [#maxUnread].
  public WsSettings withMaxUnread(int bytes) {
    return new WsSettings(
        initTimeout,
        pingInterval,
        maxOperations,
        window,
        maxTextLength,
        bytes,
        olderProtocol,
        strictOrder,
        olderConfirmation);
  }

  /// The same with another [#olderProtocol].
  public WsSettings withOlderProtocol(boolean spoken) {
    return new WsSettings(
        initTimeout,
        pingInterval,
        maxOperations,
        window,
        maxTextLength,
        maxUnread,
        spoken,
        strictOrder,
        olderConfirmation);
  }

  /// The same with another [#strictOrder].
  public WsSettings withStrictOrder(boolean strict) {
    return new WsSettings(
        initTimeout,
        pingInterval,
        maxOperations,
        window,
        maxTextLength,
        maxUnread,
        olderProtocol,
        strict,
        olderConfirmation);
  }

  /// The same with this [#olderConfirmation].
  public WsSettings withOlderConfirmation(Map<String, @Nullable Object> payload) {
    return new WsSettings(
        initTimeout,
        pingInterval,
        maxOperations,
        window,
        maxTextLength,
        maxUnread,
        olderProtocol,
        strictOrder,
        Optional.of(payload));
  }
}
