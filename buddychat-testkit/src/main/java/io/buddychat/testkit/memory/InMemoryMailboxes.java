package io.buddychat.testkit.memory;

import io.buddychat.domain.conversation.Card;
import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.ConversationFilter;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.Mailboxes;
import io.buddychat.domain.conversation.Message;
import io.buddychat.domain.conversation.MessageCopy;
import io.buddychat.domain.conversation.MessageFilter;
import io.buddychat.domain.conversation.PublicGroup;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.core.Position;
import io.buddychat.domain.user.Identity;
import io.buddychat.domain.user.UserId;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The reading side of mailboxes, in memory.
final class InMemoryMailboxes implements Mailboxes {

  private final Memory memory;

  InMemoryMailboxes(Memory memory) {
    this.memory = memory;
  }

  @Override
  public Map<CopyId, HeldConversation> conversations(UserId owner, Collection<CopyId> ids) {
    return memory.read(
        () -> {
          Map<CopyId, HeldConversation> found = new LinkedHashMap<>();
          for (CopyId id : ids) {
            memory.copy(id, owner).map(this::held).ifPresent(held -> found.put(id, held));
          }
          return found;
        });
  }

  @Override
  public Page<HeldConversation> conversations(
      UserId owner, Family family, ConversationFilter filter, PageRequest page) {
    return memory.read(
        () -> {
          List<HeldConversation> matching =
              memory.copiesBy(owner).stream()
                  .map(this::held)
                  .filter(held -> held.conversation().kind().family() == family)
                  .filter(filter::wants)
                  .toList();
          return Pages.newestFirst(matching, HeldConversation::position, page);
        });
  }

  @Override
  public Optional<HeldConversation> groupCalled(UserId owner, String title) {
    return memory.read(
        () ->
            memory.copiesBy(owner).stream()
                .map(this::held)
                .filter(held -> isCalled(held.conversation(), title))
                .min(Comparator.comparing(held -> age(held.conversation()))));
  }

  private static boolean isCalled(Conversation group, String title) {
    return group.card().filter(card -> card.title().equals(title)).isPresent();
  }

  private static Position age(Conversation group) {
    return new Position(group.createdAt().toEpochMilli(), group.id().value());
  }

  @Override
  public Map<ConversationId, Conversation> groups(UserId owner, Collection<ConversationId> ids) {
    return memory.read(
        () -> {
          Map<ConversationId, Conversation> found = new LinkedHashMap<>();
          for (ConversationId id : ids) {
            if (isMember(owner, id)) {
              found.put(id, memory.conversations.get(id));
            }
          }
          return found;
        });
  }

  @Override
  public Page<PublicGroup> publicGroups(UserId viewer, Optional<String> title, PageRequest page) {
    return memory.read(
        () -> {
          List<PublicGroup> found =
              memory.conversations.rows().values().stream()
                  .filter(group -> group.card().filter(card -> isFound(card, title)).isPresent())
                  .map(group -> shown(group, group.card().orElseThrow(), viewer))
                  .toList();
          return Pages.newestFirst(found, PublicGroup::position, page);
        });
  }

  private static boolean isFound(Card card, Optional<String> title) {
    return card.isPublic()
        && title
            .map(Identity::of)
            .filter(beginning -> !Identity.of(card.title()).startsWith(beginning))
            .isEmpty();
  }

  private PublicGroup shown(Conversation group, Card card, UserId viewer) {
    return new PublicGroup(
        group.id(),
        card.title(),
        card.description(),
        card.image(),
        group.owners(),
        isMember(viewer, group.id()));
  }

  @Override
  public Map<ConversationId, Page<Copy>> members(
      UserId owner, Collection<ConversationId> groups, PageRequest page) {
    return memory.read(
        () -> {
          Map<ConversationId, Page<Copy>> found = new LinkedHashMap<>();
          for (ConversationId id : groups) {
            if (isMember(owner, id)) {
              found.put(
                  id,
                  Pages.of(
                      memory.copiesOf(id),
                      copy -> new Position(copy.createdAt().toEpochMilli(), copy.id().value()),
                      Comparator.naturalOrder(),
                      page));
            }
          }
          return found;
        });
  }

  @Override
  public Map<CopyId, HeldConversation> members(UserId owner, Collection<CopyId> ids) {
    return memory.read(
        () -> {
          Map<CopyId, HeldConversation> found = new LinkedHashMap<>();
          for (CopyId id : ids) {
            memory
                .copies
                .find(id)
                .filter(copy -> isMember(owner, copy.conversation()))
                .ifPresent(copy -> found.put(id, held(copy)));
          }
          return found;
        });
  }

  private boolean isMember(UserId owner, ConversationId id) {
    return memory.copiesOf.find(new Key(id.value(), owner.value())).isPresent()
        && memory.conversations.get(id).kind() == Conversation.Kind.GROUP;
  }

  @Override
  public Map<CopyId, Page<HeldMessage>> messages(
      UserId owner, Collection<CopyId> ids, PageRequest page) {
    return memory.read(
        () -> {
          Map<CopyId, Page<HeldMessage>> found = new LinkedHashMap<>();
          for (CopyId id : ids) {
            if (memory.copy(id, owner).isPresent()) {
              found.put(
                  id,
                  Pages.newestFirst(
                          Key.under(id.value(), memory.messageCopies.rows()).values(),
                          copy -> Position.of(copy.id().ordinal()),
                          page)
                      .map(this::held));
            }
          }
          return found;
        });
  }

  @Override
  public Map<CopyId, HeldMessage> lastMessages(UserId owner, Collection<CopyId> ids) {
    return memory.read(
        () -> {
          Map<CopyId, HeldMessage> found = new LinkedHashMap<>();
          for (CopyId id : ids) {
            var newest = Key.under(id.value(), memory.messageCopies.rows()).lastEntry();
            if (newest != null && newest.getValue().owner().equals(owner)) {
              found.put(id, held(newest.getValue()));
            }
          }
          return found;
        });
  }

  @Override
  public Map<MessageCopyId, HeldMessage> messages(UserId owner, Collection<MessageCopyId> ids) {
    return memory.read(
        () -> {
          Map<MessageCopyId, HeldMessage> found = new LinkedHashMap<>();
          for (MessageCopyId id : ids) {
            memory
                .messageCopies
                .find(Memory.key(id))
                .filter(copy -> copy.owner().equals(owner))
                .ifPresent(copy -> found.put(id, held(copy)));
          }
          return found;
        });
  }

  @Override
  public Map<MessageId, HeldMessage> messagesById(UserId owner, Collection<MessageId> ids) {
    return memory.read(
        () -> {
          Map<MessageId, HeldMessage> found = new LinkedHashMap<>();
          for (MessageId id : ids) {
            memory.copyOf(id, owner).ifPresent(copy -> found.put(id, held(copy)));
          }
          return found;
        });
  }

  @Override
  public Page<HeldMessage> notifications(
      UserId owner, Optional<Boolean> noticed, PageRequest page) {
    return memory.read(
        () -> {
          List<MessageCopy> matching =
              Key.under(owner.value(), memory.notifications.rows()).values().stream()
                  .map(id -> memory.messageCopies.get(Memory.key(id)))
                  .filter(copy -> isWanted(copy, noticed))
                  .toList();
          return Pages.newestFirst(matching, copy -> Position.of(copy.seq()), page).map(this::held);
        });
  }

  @Override
  public Page<HeldMessage> messages(UserId owner, MessageFilter filter, PageRequest page) {
    return memory.read(
        () -> {
          List<HeldMessage> wanted =
              memory.copiesBy(owner).stream()
                  .flatMap(
                      copy ->
                          Key.under(copy.id().value(), memory.messageCopies.rows())
                              .values()
                              .stream())
                  .map(this::held)
                  .filter(filter::wants)
                  .toList();
          return Pages.newestFirst(wanted, filter::position, page);
        });
  }

  @Override
  public Map<UserId, HeldConversation> chatsWith(UserId owner, Collection<UserId> others) {
    return memory.read(
        () -> {
          Map<UserId, HeldConversation> found = new LinkedHashMap<>();
          for (UserId other : others) {
            memory.copiesBy(owner).stream()
                .filter(copy -> copy.other().equals(Optional.of(other)))
                .findFirst()
                .ifPresent(copy -> found.put(other, held(copy)));
          }
          return found;
        });
  }

  private static boolean isWanted(MessageCopy copy, Optional<Boolean> noticed) {
    return noticed.isEmpty() || noticed.get() == copy.noticedAt().isPresent();
  }

  private HeldConversation held(Copy copy) {
    return new HeldConversation(copy, memory.conversations.get(copy.conversation()));
  }

  private HeldMessage held(MessageCopy copy) {
    Message message = memory.messages.get(memory.messagePlaces.get(copy.message()));
    return new HeldMessage(copy, message);
  }
}
