package io.buddychat.domain.conversation;

import io.buddychat.domain.user.UserId;
import java.util.List;
import java.util.Map;

/// A group as somebody finds it who stands before it, locked until their coming is stored.
///
/// Of a group that the guest cannot come into, because it is private, they are banned or are in it
/// already, a store may leave out what only a newcomer needs: `past` and `heads`, and with these
/// the locks of the mailboxes.
///
/// @param copies all of it, in the order of their owners; the guest's own too if they have one
/// @param past what the group's [Welcome] gives a newcomer, oldest first
/// @param banned whether the guest may not come in unasked
/// @param heads the number of the newest log entry of each owner in `copies`, and of the guest if
///   they have a mailbox
public record Lobby(
    Conversation group,
    List<Copy> copies,
    List<Message> past,
    boolean banned,
    Map<UserId, Long> heads) {}
