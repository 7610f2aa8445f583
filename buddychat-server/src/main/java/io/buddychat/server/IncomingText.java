package io.buddychat.server;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.util.Utf8StringBuilder;
import org.eclipse.jetty.websocket.core.exception.BadPayloadException;
import org.eclipse.jetty.websocket.core.exception.MessageTooLargeException;

/// The text message that is coming in, frame by frame. Between two messages it holds nothing.
final class IncomingText {

  private final long most;
  private Optional<Utf8StringBuilder> begun = Optional.empty();
  private long length;

  /// @param most how long a message may be, in bytes
  IncomingText(long most) {
    this.most = most;
  }

  /// Whether a message has begun and not ended.
  boolean hasBegun() {
    return begun.isPresent();
  }

  /// Takes the next part.
  ///
  /// @return the message, if this was its end
  /// @throws BadPayloadException if it is no UTF-8; the socket closes with 1007
  /// @throws MessageTooLargeException if it gets too long; the socket closes with 1009
  Optional<String> take(ByteBuffer part, boolean last) {
    length += part.remaining();
    if (length > most) {
      throw new MessageTooLargeException("Message is longer than " + most + " bytes");
    }
    Utf8StringBuilder text = begun.orElseGet(Utf8StringBuilder::new);
    text.append(part);
    if (text.hasCodingErrors()) {
      throw noText();
    }
    begun = last ? Optional.empty() : Optional.of(text);
    if (!last) {
      return Optional.empty();
    }
    length = 0;
    return Optional.of(text.takeCompleteString(IncomingText::noText));
  }

  private static BadPayloadException noText() {
    return new BadPayloadException("Text is not valid UTF-8");
  }
}
