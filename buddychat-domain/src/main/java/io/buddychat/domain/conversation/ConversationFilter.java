package io.buddychat.domain.conversation;

import io.buddychat.domain.user.Identity;
import java.util.Optional;

/// Narrows what somebody asks for of their conversations. It looks at their own copies and at what
/// the groups show to their members, so that it tells nothing that is not theirs.
///
/// @param archived only what is, or is not, in the owner's archive
/// @param unread only what holds, or does not hold, messages of others that the owner has not read
/// @param admin only groups of which the owner is, or is not, an admin; nobody is one in a chat
/// @param title only groups whose title begins like this, whatever its case; a chat has none
public record ConversationFilter(
    Optional<Boolean> archived,
    Optional<Boolean> unread,
    Optional<Boolean> admin,
    Optional<String> title) {

  /// All conversations.
  public static final ConversationFilter NONE = archived(Optional.empty());

  /// By the archive alone.
  public static ConversationFilter archived(Optional<Boolean> archived) {
    return new ConversationFilter(archived, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// Whether a conversation is wanted.
  public boolean wants(HeldConversation held) {
    return archived.filter(wanted -> wanted != held.copy().archived()).isEmpty()
        && unread.filter(wanted -> wanted != held.unread() > 0).isEmpty()
        && admin.filter(wanted -> wanted != held.copy().admin()).isEmpty()
        && (title.isEmpty()
            || held.conversation().card().filter(card -> wantsTitle(card.title())).isPresent());
  }

  /// Whether a group may be called so.
  public boolean wantsTitle(String called) {
    return title
        .filter(beginning -> !Identity.of(called).startsWith(Identity.of(beginning)))
        .isEmpty();
  }
}
