package io.buddychat.domain.conversation;

import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.user.UserId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Port: the reading side of conversations, always of one owner's mailbox. What is not the owner's
/// is left out as if it did not exist.
///
/// Each call is one statement (or a fixed few), whatever it answers with. Pages cost the same at
/// any depth and with any length of history, but for what a request skips.
public interface Mailboxes {

  Map<CopyId, HeldConversation> conversations(UserId owner, Collection<CopyId> ids);

  /// The owner's conversations of a family that the filter wants, latest activity first, at
  /// [HeldConversation#position] (descending).
  Page<HeldConversation> conversations(
      UserId owner, Family family, ConversationFilter filter, PageRequest page);

  /// The same, by the archive alone.
  default Page<HeldConversation> conversations(
      UserId owner, Family family, Optional<Boolean> archived, PageRequest page) {
    return conversations(owner, family, ConversationFilter.archived(archived), page);
  }

  /// The oldest group with exactly this title that the owner is a member of. Inside a unit of work
  /// it is what the transaction sees.
  Optional<HeldConversation> groupCalled(UserId owner, String title);

  /// Those of these groups that the owner is a member of.
  Map<ConversationId, Conversation> groups(UserId owner, Collection<ConversationId> ids);

  /// The groups that are public, the newest first, at [PublicGroup#position] (descending): what can
  /// be seen of them by somebody who is no member.
  ///
  /// @param title how the title must begin, whatever its case
  Page<PublicGroup> publicGroups(UserId viewer, Optional<String> title, PageRequest page);

  /// A page of the members of each of these groups that the owner is a member of, by the time they
  /// joined (ascending), at that time in milliseconds and the copy's id.
  Map<ConversationId, Page<Copy>> members(
      UserId owner, Collection<ConversationId> groups, PageRequest page);

  /// These members, as far as the owner is a member of the same group.
  Map<CopyId, HeldConversation> members(UserId owner, Collection<CopyId> ids);

  /// A page of the messages in each of these conversations, newest first, at the message's ordinal
  /// (descending).
  Map<CopyId, Page<HeldMessage>> messages(UserId owner, Collection<CopyId> ids, PageRequest page);

  /// The newest message in each of these conversations that has any.
  Map<CopyId, HeldMessage> lastMessages(UserId owner, Collection<CopyId> ids);

  Map<MessageCopyId, HeldMessage> messages(UserId owner, Collection<MessageCopyId> ids);

  /// The messages of which the owner holds a copy.
  Map<MessageId, HeldMessage> messagesById(UserId owner, Collection<MessageId> ids);

  /// The chats with these people, or with oneself, as far as there are any.
  Map<UserId, HeldConversation> chatsWith(UserId owner, Collection<UserId> others);

  /// The messages in all of the owner's conversations that the filter wants, at
  /// [MessageFilter#position] (descending).
  ///
  /// A filter that hardly any of the newest match makes a store look further, as that of the
  /// notifications; one by conversation does not.
  Page<HeldMessage> messages(UserId owner, MessageFilter filter, PageRequest page);

  /// The messages that others sent to the owner, as notifications: newest first, at the copy's
  /// `seq` (descending).
  ///
  /// A filter that hardly any of the newest match makes a store look further: pages that are
  /// filtered so may cost more in a longer mailbox.
  ///
  /// @param noticed only those that have, or have not, been set as read
  Page<HeldMessage> notifications(UserId owner, Optional<Boolean> noticed, PageRequest page);
}
