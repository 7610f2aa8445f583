package io.buddychat.graphql;

import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.UserId;
import java.time.Instant;

/// Port: access tokens, the short-lived proofs of a session that clients show with every request.
public interface AccessTokens {

  /// Issues a token for a session.
  Issued issue(UserId user, SessionId session, String username);

  /// Reads a token, whoever shows it. It says nothing about whether the session is still alive.
  Verdict verify(String token);

  /// A token, and what it says.
  ///
  /// @param token the token as clients send it
  record Issued(String token, Claims claims) {}

  /// What a token says.
  ///
  /// @param issuedAt when the token was made; whole seconds
  /// @param expiresAt when it stops being valid; whole seconds
  record Claims(
      UserId user, SessionId session, String username, Instant issuedAt, Instant expiresAt) {}

  /// What a token is worth.
  sealed interface Verdict {

    /// Made here, unchanged, and not expired.
    record Valid(Claims claims) implements Verdict {}

    /// Made here and unchanged, but too old.
    record Expired() implements Verdict {}

    /// Anything else.
    record Forged() implements Verdict {}
  }
}
