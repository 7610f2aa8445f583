package io.buddychat.server;

import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.ConversationFilter;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.Mailboxes;
import io.buddychat.domain.conversation.MessageFilter;
import io.buddychat.domain.conversation.PublicGroup;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.user.UserId;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The reading side of a [NewestStore]: one's newest groups, and what the lines of one's log tell
/// of.
record NewestMailboxes(NewestStore store) implements Mailboxes {

  @Override
  public Map<CopyId, HeldConversation> conversations(UserId owner, Collection<CopyId> ids) {
    Map<CopyId, HeldConversation> found = new LinkedHashMap<>();
    for (CopyId id : ids) {
      Optional.ofNullable(store.copies().get(id))
          .filter(copy -> copy.owner().equals(owner))
          .ifPresent(copy -> found.put(id, held(copy)));
    }
    return found;
  }

  private HeldConversation held(Copy copy) {
    return new HeldConversation(copy, store.groups().get(copy.conversation()).conversation());
  }

  @Override
  public Page<HeldConversation> conversations(
      UserId owner, Family family, ConversationFilter filter, PageRequest page) {
    if (!page.equals(PageRequest.first(page.limit()))) {
      throw NewestStore.refused();
    }
    List<HeldConversation> newest =
        store.copies().values().stream()
            .filter(copy -> copy.owner().equals(owner))
            .map(this::held)
            .filter(held -> held.conversation().kind().family() == family && filter.wants(held))
            .sorted(Comparator.comparing(HeldConversation::position).reversed())
            .limit(page.limit() + 1L)
            .toList();
    return Page.of(page, newest, false, false);
  }

  @Override
  public Map<MessageCopyId, HeldMessage> messages(UserId owner, Collection<MessageCopyId> ids) {
    Map<MessageCopyId, HeldMessage> found = new LinkedHashMap<>();
    for (MessageCopyId id : ids) {
      store.log(owner).message(id).ifPresent(held -> found.put(id, held));
    }
    return found;
  }

  @Override
  public Optional<HeldConversation> groupCalled(UserId owner, String title) {
    throw NewestStore.refused();
  }

  @Override
  public Map<ConversationId, Conversation> groups(UserId owner, Collection<ConversationId> ids) {
    throw NewestStore.refused();
  }

  @Override
  public Page<PublicGroup> publicGroups(UserId viewer, Optional<String> title, PageRequest page) {
    throw NewestStore.refused();
  }

  @Override
  public Map<ConversationId, Page<Copy>> members(
      UserId owner, Collection<ConversationId> groups, PageRequest page) {
    throw NewestStore.refused();
  }

  @Override
  public Map<CopyId, HeldConversation> members(UserId owner, Collection<CopyId> ids) {
    throw NewestStore.refused();
  }

  @Override
  public Map<CopyId, Page<HeldMessage>> messages(
      UserId owner, Collection<CopyId> ids, PageRequest page) {
    throw NewestStore.refused();
  }

  @Override
  public Map<CopyId, HeldMessage> lastMessages(UserId owner, Collection<CopyId> ids) {
    throw NewestStore.refused();
  }

  @Override
  public Map<MessageId, HeldMessage> messagesById(UserId owner, Collection<MessageId> ids) {
    throw NewestStore.refused();
  }

  @Override
  public Map<UserId, HeldConversation> chatsWith(UserId owner, Collection<UserId> others) {
    throw NewestStore.refused();
  }

  @Override
  public Page<HeldMessage> messages(UserId owner, MessageFilter filter, PageRequest page) {
    throw NewestStore.refused();
  }

  @Override
  public Page<HeldMessage> notifications(
      UserId owner, Optional<Boolean> noticed, PageRequest page) {
    throw NewestStore.refused();
  }
}
