package io.buddychat.domain.conversation;

import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.user.UserId;

/// That somebody may, or may no longer, come into a group unasked.
///
/// @param stands whether it begins; otherwise it ends, if there was one
public record Ban(ConversationId group, UserId user, boolean stands) {}
