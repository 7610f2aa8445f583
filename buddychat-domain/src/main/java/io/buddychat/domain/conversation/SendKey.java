package io.buddychat.domain.conversation;

import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.user.UserId;
import java.time.Instant;

/// Remembers that a sender has sent something under an id of their own choosing, so that sending it
/// again changes nothing.
///
/// @param clientId the id the sender gave it; unique for them in this conversation
/// @param ordinal the message it became
/// @param digest a hash of what was sent, its attachments included, to tell a repetition from
///   something else under the same id
public record SendKey(
    UserId sender,
    ConversationId conversation,
    String clientId,
    long ordinal,
    String digest,
    Instant sentAt) {}
