package io.buddychat.domain.inbox;

import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/// One line of an owner's log.
///
/// @param seq its number in this log: 1 for the first, no holes
/// @param origin the session that caused it; empty when none did
public record Entry(UserId owner, long seq, Instant at, Optional<SessionId> origin, Event event) {}
