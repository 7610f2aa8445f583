package io.buddychat.graphql.ws;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a stream ends before its time, when it knows what the client should be told. Any other
/// failure of a stream is masked.
public final class StreamFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Ending ending;

  private StreamFailure(Ending ending) {
    super(ending.toString(), null, false, false);
    this.ending = ending;
  }

  /// Only this stream ends, with these GraphQL errors (at least one).
  public static StreamFailure withErrors(List<Map<String, @Nullable Object>> errors) {
    return new StreamFailure(new Ending.Errors(errors));
  }

  /// The whole socket closes: for a consumer that does not keep up, say, or a session that is over.
  public static StreamFailure closingSocket(WsCloseCode code, String reason) {
    return new StreamFailure(new Ending.Close(code, reason));
  }

  Ending ending() {
    return ending;
  }

  sealed interface Ending {
    record Errors(List<Map<String, @Nullable Object>> errors) implements Ending {
      /// Without what the errors say: an exception's text ends up in logs.
      @Override
      public String toString() {
        return errors.size() + " errors for the client";
      }
    }

    record Close(WsCloseCode code, String reason) implements Ending {}
  }
}
