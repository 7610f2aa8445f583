package io.buddychat.testkit.client;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/// Opens sockets on which `graphql-transport-ws` is spoken: text goes out, text comes in.
///
/// Whoever has the protocol's other side in the same program implements it, and needs no network.
@FunctionalInterface
public interface Sockets {

  /// Opens one. It does not wait: what is sent before the socket is open goes out then, and when it
  /// cannot be opened it is closed.
  Socket open(Listener listener);

  /// Over TCP.
  ///
  /// @param server such as `http://127.0.0.1:8080/graphql`
  static Sockets to(URI server) {
    return new JdkSockets(server);
  }

  /// The client's end.
  interface Socket {

    /// Sends a text. It does not wait, and nothing happens if the socket is closed already.
    void send(String text);

    /// Closes the socket. It does not wait; the listener need not be told.
    void close();
  }

  /// Hears what the server says, by one call at a time.
  interface Listener {

    /// A whole text.
    ///
    /// @return when there is room for the next one. What is on its way already may come before, and
    ///   the server should send no more: so a reader that is slow is felt by it
    CompletionStage<?> text(String text);

    /// There is no socket any more, or there never was. Nothing comes after it.
    void closed(Closing closing);
  }

  /// Why there is no socket any more.
  ///
  /// @param code of the close frame; [#BROKEN] if there was none
  /// @param retryAfter what the server said about coming back, if it turned the socket away
  record Closing(int code, String reason, Optional<Duration> retryAfter) {

    /// The line was lost.
    public static final int BROKEN = 1006;

    /// By a close frame.
    public Closing(int code, String reason) {
      this(code, reason, Optional.empty());
    }

    /// A new token may help.
    boolean isForTheToken() {
      return code == 4401 || code == 4403;
    }

    /// Trying again would not help: the two do not speak the same language.
    boolean isForGood() {
      return Set.of(4400, 4406, 4409, 4429).contains(code);
    }

    @Override
    public String toString() {
      return "closed with " + code + (reason.isEmpty() ? "" : ": " + reason);
    }
  }
}
