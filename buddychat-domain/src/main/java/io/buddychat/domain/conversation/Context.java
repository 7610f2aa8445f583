package io.buddychat.domain.conversation;

import io.buddychat.domain.core.Ids;
import io.buddychat.domain.user.SessionId;
import java.time.Instant;
import java.util.Optional;

/// What a decision takes from outside: the time, keys for new things, and the session that asks.
public record Context(Instant now, Ids ids, Optional<SessionId> origin) {}
