package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.user.User;
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// What a client keeps of its owner's mailbox: read once, and from then on changed by the entries
/// of the log alone, as [the law of the fold][FoldContract] promises that it can be.
///
/// Times are those of the entries. Only what an entry does not hold (texts, names, whether a copy
/// is archived) is looked up when the entry is delivered, as the API does it.
final class Mirror {

  private final Person owner;
  private final Map<CopyId, Boolean> archived = new TreeMap<>();
  private final Map<MessageCopyId, KeptMessage> messages = new HashMap<>();

  /// By the number of their arrival.
  private final Map<Long, KeptNotification> notifications = new TreeMap<>();

  private final Map<UserId, User> profiles = new TreeMap<>();
  private long cursor;

  private Mirror(Person owner) {
    this.owner = owner;
  }

  /// @param readAt when the owner read it, or the other side did if the owner sent it
  private record KeptMessage(
      UserId sender,
      String content,
      Instant sentAt,
      Optional<Instant> editedAt,
      Optional<Instant> readAt) {}

  private record KeptNotification(MessageCopyId of, Optional<Instant> noticedAt) {}

  /// Reads the present state.
  static Mirror of(Person owner) {
    Mirror mirror = new Mirror(owner);
    mirror.cursor = owner.head();
    mirror.lookUp(owner.id());
    for (HeldConversation held : owner.conversations()) {
      mirror.lookUp(held);
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
            held.copy().received() ? held.copy().readAt() : held.message().readAt()));
  }

  private void lookUp(HeldConversation held) {
    archived.put(held.copy().id(), held.copy().archived());
    held.copy().other().ifPresent(this::lookUp);
  }

  private void lookUp(UserId user) {
    profiles.putAll(owner.scene().buddyChat().users().byId(List.of(user)));
  }

  /// Takes in what has come into the log since.
  Mirror catchUp() {
    for (Entry entry : owner.logAfter(cursor)) {
      assertThat(entry.seq()).isEqualTo(cursor + 1);
      cursor = entry.seq();
      if (entry.event() instanceof Event.OfMessage event) {
        take(entry, event);
      } else if (entry.event() instanceof Event.OfCopy event) {
        take(entry, event);
      } else if (entry.event() instanceof Event.OfUser event) {
        lookUp(event.user());
      } else {
        throw unknown(entry);
      }
    }
    return this;
  }

  private void take(Entry entry, Event.OfMessage event) {
    MessageCopyId id = event.copy();
    Optional<Instant> at = Optional.of(entry.at());
    switch (event.operation()) {
      case CHAT_MESSAGE_CREATED ->
          messages.put(
              id,
              new KeptMessage(
                  event.actor(), textOf(id), entry.at(), Optional.empty(), Optional.empty()));
      case CHAT_MESSAGE_UPDATED ->
          change(id, m -> new KeptMessage(m.sender(), textOf(id), m.sentAt(), at, m.readAt()));
      case CHAT_MESSAGE_READ ->
          change(id, m -> new KeptMessage(m.sender(), m.content(), m.sentAt(), m.editedAt(), at));
      case CHAT_MESSAGE_DELETED, CHAT_MESSAGE_UNSENT -> assertThat(messages.remove(id)).isNotNull();
      case NOTIFICATION_CREATED ->
          notifications.put(entry.seq(), new KeptNotification(id, Optional.empty()));
      case NOTIFICATION_READ ->
          notifications.replaceAll(
              (seq, kept) -> kept.of().equals(id) ? new KeptNotification(id, at) : kept);
      case NOTIFICATION_DELETED ->
          assertThat(notifications.values().removeIf(kept -> kept.of().equals(id))).isTrue();
      default -> throw unknown(entry);
    }
  }

  private void take(Entry entry, Event.OfCopy event) {
    CopyId id = event.copy();
    switch (event.operation()) {
      case CHAT_CREATED, CHAT_UPDATED -> lookUp(owner.sees(id));
      case CHAT_DELETED -> {
        messages.keySet().removeIf(message -> message.copy().equals(id));
        notifications.values().removeIf(kept -> kept.of().copy().equals(id));
      }
      default -> throw unknown(entry);
    }
  }

  private void change(MessageCopyId id, UnaryOperator<KeptMessage> change) {
    assertThat(messages.computeIfPresent(id, (same, kept) -> change.apply(kept)))
        .as("the log tells of %s while it is held", id)
        .isNotNull();
  }

  /// A message may be gone by the time its entry is delivered; an entry further on tells of that.
  private String textOf(MessageCopyId id) {
    return owner.holds(id).map(held -> held.message().content()).orElse("(gone)");
  }

  private static AssertionError unknown(Entry entry) {
    return new AssertionError("a chat's log does not tell such things: " + entry);
  }

  /// What a client would show, a line for each thing.
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    profiles.values().forEach(user -> lines.add("knows " + user));
    archived.forEach(
        (copy, isArchived) -> {
          lines.add("owns " + copy + (isArchived ? ", archived" : ""));
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
}
