package io.buddychat.domain.user;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Port: keeps sessions and the hashes of their refresh tokens. The tokens themselves are not
/// stored.
public interface Sessions {

  /// Starts a session whose first refresh token has this hash.
  void start(Session session, String tokenHash);

  Optional<Session> byId(SessionId id);

  /// Those of these sessions that are alive.
  Set<SessionId> living(Collection<SessionId> ids, Instant now);

  /// Finds the session a refresh token belongs to, and holds it until the transaction ends.
  Optional<Presented> present(String tokenHash);

  /// Marks the current token as used and makes `newHash` the current one.
  void rotate(SessionId id, String newHash, Instant now, Instant expiresAt);

  /// Ends a session; one that has ended already stays as it is.
  void end(SessionId id, Instant now);

  /// Ends all living sessions of a person but one.
  ///
  /// @return those it ended
  List<SessionId> endAll(UserId user, Optional<SessionId> except, Instant now);

  /// Forgets all sessions of a person.
  ///
  /// @return those that were alive
  List<SessionId> forgetAll(UserId user, Instant now);

  /// A refresh token as somebody showed it.
  ///
  /// @param isCurrent whether it is the session's newest; an older one has been used before
  record Presented(Session session, boolean isCurrent) {}
}
