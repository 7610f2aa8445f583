package io.buddychat.testkit.model;

import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.User;
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// What a client keeps of its owner's mailbox: read once, and from then on changed by the entries
/// of the log alone, as the law of the fold promises that it can be: the state at a cursor, changed
/// by the entries after it, is the later state.
///
/// Times are those of the entries. What an entry does not hold (texts, names, roles, whether a copy
/// is archived) is looked up when the entry is delivered, as the API does it. What is looked up may
/// be newer than the entry; an entry further on tells of that once more, and nothing is lost by it.
public final class Mirror {

  private final Person owner;
  private final Map<CopyId, KeptConversation> conversations = new TreeMap<>();
  private final Map<MessageCopyId, KeptMessage> messages = new HashMap<>();

  /// By the number of their arrival.
  private final Map<Long, KeptNotification> notifications = new TreeMap<>();

  private final Map<UserId, User> profiles = new TreeMap<>();
  private long cursor;

  private Mirror(Person owner) {
    this.owner = owner;
  }

  /// @param other the other person of a chat
  /// @param shown what a group shows of itself
  /// @param members of a group, by their membership
  private record KeptConversation(
      boolean archived, Optional<UserId> other, String shown, Map<CopyId, KeptMember> members) {}

  private record KeptMember(UserId user, boolean admin) {}

  /// @param readAt when the owner read it or was given it, or the others read it if the owner sent
  ///   it
  private record KeptMessage(
      UserId sender,
      String content,
      Instant sentAt,
      Optional<Instant> editedAt,
      Optional<Instant> readAt) {}

  private record KeptNotification(MessageCopyId of, Optional<Instant> noticedAt) {}

  /// Reads the present state: the cursor first, then what is there. What happens in between is in
  /// both, which does no harm.
  public static Mirror of(Person owner) {
    Mirror mirror = new Mirror(owner);
    mirror.cursor = owner.head();
    mirror.lookUp(owner.id());
    for (HeldConversation held : owner.conversations()) {
      mirror.keep(held);
      owner.messages(held.copy().id()).forEach(mirror::keep);
    }
    owner
        .notifications()
        .forEach(
            held ->
                mirror.notifications.put(
                    held.copy().seq() + 1,
                    new KeptNotification(held.copy().id(), held.copy().noticedAt())));
    return mirror;
  }

  private void keep(HeldMessage held) {
    messages.put(
        held.copy().id(),
        new KeptMessage(
            held.message().sender(),
            held.message().content(),
            held.message().sentAt(),
            held.message().editedAt(),
            held.message().sender().equals(owner.id())
                ? held.message().readAt()
                : held.copy().readAt()));
  }

  private void keep(HeldConversation held) {
    Map<CopyId, KeptMember> members = new TreeMap<>();
    if (held.conversation().card().isPresent()) {
      for (Copy member : owner.groups().members(held.conversation().id())) {
        members.put(member.id(), new KeptMember(member.owner(), member.admin()));
        lookUp(member.owner());
      }
    }
    held.copy().other().ifPresent(this::lookUp);
    conversations.put(
        held.copy().id(),
        new KeptConversation(
            held.copy().archived(),
            held.copy().other(),
            held.conversation().card().map(Object::toString).orElse("chat"),
            members));
  }

  /// Looks up a conversation of which the log tells. It may be gone by now; an entry further on
  /// tells of that.
  private void lookUp(CopyId conversation) {
    Optional<HeldConversation> held =
        Optional.ofNullable(
            owner
                .scene()
                .buddyChat()
                .mailboxes()
                .conversations(owner.id(), List.of(conversation))
                .get(conversation));
    held.ifPresentOrElse(
        this::keep,
        () ->
            conversations.put(
                conversation,
                new KeptConversation(false, Optional.empty(), "gone", new TreeMap<>())));
  }

  private void lookUp(UserId user) {
    profiles.putAll(owner.scene().buddyChat().users().byId(List.of(user)));
  }

  /// Takes in what has come into the log since.
  ///
  /// @return the entries, for those who want to look at them too
  public List<Entry> catchUp() {
    List<Entry> entries = owner.logAfter(cursor);
    entries.forEach(this::take);
    return entries;
  }

  private void take(Entry entry) {
    require(entry.seq() == cursor + 1, "the number after %s", cursor, entry);
    cursor = entry.seq();
    if (entry.event() instanceof Event.OfMessage event) {
      take(entry, event);
    } else if (entry.event() instanceof Event.OfCopy event) {
      take(entry, event);
    } else if (entry.event() instanceof Event.OfMember event) {
      take(entry, event);
    } else if (entry.event() instanceof Event.OfUser event) {
      lookUp(event.user());
    }
  }

  private void take(Entry entry, Event.OfMessage event) {
    MessageCopyId id = event.copy();
    Optional<Instant> at = Optional.of(entry.at());
    switch (event.operation()) {
      case CHAT_MESSAGE_CREATED, GROUP_MESSAGE_CREATED -> {
        messages.put(
            id,
            new KeptMessage(
                event.actor(), textOf(id), entry.at(), Optional.empty(), Optional.empty()));
        // What was said before the owner came has a time and a history of its own.
        owner.holds(id).filter(held -> held.copy().isGiven()).ifPresent(this::keep);
      }
      case CHAT_MESSAGE_UPDATED, GROUP_MESSAGE_UPDATED ->
          change(
              entry, id, m -> new KeptMessage(m.sender(), textOf(id), m.sentAt(), at, m.readAt()));
      case CHAT_MESSAGE_READ, GROUP_MESSAGE_READ -> {
        Optional<Instant> readAt = event.actor().equals(owner.id()) ? at : readByAllAt(id);
        change(
            entry,
            id,
            m -> new KeptMessage(m.sender(), m.content(), m.sentAt(), m.editedAt(), readAt));
      }
      case CHAT_MESSAGE_DELETED, CHAT_MESSAGE_UNSENT, GROUP_MESSAGE_DELETED, GROUP_MESSAGE_UNSENT ->
          require(messages.remove(id) != null, "a message that is held: %s", id, entry);
      case NOTIFICATION_CREATED ->
          notifications.put(entry.seq(), new KeptNotification(id, Optional.empty()));
      case NOTIFICATION_READ ->
          notifications.replaceAll(
              (seq, kept) -> kept.of().equals(id) ? new KeptNotification(id, at) : kept);
      case NOTIFICATION_DELETED ->
          require(
              notifications.values().removeIf(kept -> kept.of().equals(id)),
              "a notification that is there: %s",
              id,
              entry);
      default -> throw unknown(entry);
    }
  }

  private void take(Entry entry, Event.OfCopy event) {
    switch (event.operation()) {
      case CHAT_CREATED, CHAT_UPDATED, GROUP_CREATED, GROUP_COPY_UPDATED, GROUP_UPDATED ->
          lookUp(event.copy());
      case CHAT_DELETED, GROUP_DELETED -> empty(event.copy());
      case GROUP_PERMANENTLY_REMOVED -> remove(event.copy());
      default -> throw unknown(entry);
    }
  }

  private void take(Entry entry, Event.OfMember event) {
    boolean goes =
        switch (event.operation()) {
          case MEMBER_LEFT, MEMBER_REMOVED -> true;
          case MEMBER_ADDED, MEMBER_ROLE_CHANGED -> false;
          default -> throw unknown(entry);
        };
    if (goes && event.member().equals(event.copy())) {
      remove(event.copy());
    } else if (event.operation() == Operation.MEMBER_ADDED && event.member().equals(event.copy())) {
      lookUp(event.copy());
    } else {
      KeptConversation kept = conversations.get(event.copy());
      require(kept != null, "a group that is there: %s", event.copy(), entry);
      Map<CopyId, KeptMember> members = Objects.requireNonNull(kept).members();
      if (goes) {
        members.remove(event.member());
      } else {
        lookUp(event.user());
        members.put(event.member(), new KeptMember(event.user(), isAdmin(event.member())));
      }
    }
  }

  private void empty(CopyId conversation) {
    messages.keySet().removeIf(message -> message.copy().equals(conversation));
    notifications.values().removeIf(kept -> kept.of().copy().equals(conversation));
  }

  private void remove(CopyId conversation) {
    empty(conversation);
    conversations.remove(conversation);
  }

  private void change(Entry entry, MessageCopyId id, UnaryOperator<KeptMessage> change) {
    KeptMessage changed = messages.computeIfPresent(id, (same, kept) -> change.apply(kept));
    require(changed != null, "a message that is held: %s", id, entry);
  }

  private String textOf(MessageCopyId id) {
    return owner.holds(id).map(held -> held.message().content()).orElse("(gone)");
  }

  private Optional<Instant> readByAllAt(MessageCopyId id) {
    return owner.holds(id).flatMap(held -> held.message().readAt());
  }

  private boolean isAdmin(CopyId member) {
    HeldConversation held =
        owner.scene().buddyChat().mailboxes().members(owner.id(), List.of(member)).get(member);
    return held != null && held.copy().admin();
  }

  private static void require(boolean holds, String what, Object about, Entry entry) {
    if (!holds) {
      throw new AssertionError("expected " + what.formatted(about) + " before " + entry);
    }
  }

  private static AssertionError unknown(Entry entry) {
    return new AssertionError("nobody knows how to take in " + entry);
  }

  /// What a client would show, a line for each thing. Of people it shows those whom the owner
  /// shares a conversation with, for only of them the log tells.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    known().forEach(user -> lines.add("knows " + profiles.get(user)));
    conversations.forEach(
        (copy, kept) -> {
          lines.add("owns " + copy + " " + kept);
          messages.entrySet().stream()
              .filter(message -> message.getKey().copy().equals(copy))
              .sorted((a, b) -> Long.compare(a.getKey().ordinal(), b.getKey().ordinal()))
              .forEach(
                  message ->
                      lines.add("  " + message.getKey().ordinal() + " " + message.getValue()));
        });
    notifications.forEach((seq, kept) -> lines.add("was told at " + seq + " of " + kept));
    return lines;
  }

  private Set<UserId> known() {
    Set<UserId> known = new TreeSet<>(Set.of(owner.id()));
    for (KeptConversation kept : conversations.values()) {
      kept.other().ifPresent(known::add);
      kept.members().values().forEach(member -> known.add(member.user()));
    }
    return known;
  }
}
