package io.buddychat.testkit.client;

import java.util.stream.Stream;

/// Why a server refuses: the codes of the API's errors.
public enum ErrorCode {
  /// There is no token, or it is no good any more.
  UNAUTHENTICATED,
  /// It exists, but this person may not do it.
  FORBIDDEN,
  /// There is no such thing, or it is not this person's.
  NOT_FOUND,
  /// What was sent breaks a rule; [RefusedException#field] says where.
  INVALID_INPUT,
  /// It does not go together with what is there.
  CONFLICT,
  /// Too much in too short a time; [RefusedException#retryAfter] says when to come back.
  RATE_LIMITED,
  /// The document asks for too much at once.
  TOO_COMPLEX,
  /// A document that was named by its hash is not known.
  PERSISTED_QUERY_NOT_FOUND,
  /// The inbox does not reach back to the cursor.
  RESYNC_REQUIRED,
  /// The server's own fault; [RefusedException#errorId] is in its log.
  INTERNAL,
  /// A code that this client does not know.
  OTHER;

  static ErrorCode of(String name) {
    return Stream.of(values()).filter(code -> code.name().equals(name)).findFirst().orElse(OTHER);
  }
}
