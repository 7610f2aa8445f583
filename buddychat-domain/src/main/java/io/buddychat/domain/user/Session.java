package io.buddychat.domain.user;

import java.time.Instant;
import java.util.Optional;

/// One login and all that is done with it, until it ends.
///
/// @param expiresAt when it ends by itself; each use of a refresh token puts this off
/// @param endedAt when it was ended before that, if it was
public record Session(
    SessionId id, UserId user, Instant startedAt, Instant expiresAt, Optional<Instant> endedAt) {

  public boolean isAlive(Instant now) {
    return endedAt.isEmpty() && now.isBefore(expiresAt);
  }
}
