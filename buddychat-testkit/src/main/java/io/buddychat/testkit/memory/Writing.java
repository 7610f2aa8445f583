package io.buddychat.testkit.memory;

import io.buddychat.domain.attachment.Attachment;
import io.buddychat.domain.conversation.Ban;
import io.buddychat.domain.conversation.Changes;
import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.Message;
import io.buddychat.domain.conversation.MessageCopy;
import io.buddychat.domain.conversation.SendKey;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.user.UserId;
import java.util.List;
import java.util.function.Predicate;

/// Stores what commands decided.
///
/// The entries of a message's arrival are written into the log when it is delivered and stay there,
/// so nothing needs to be done for the log when a copy goes.
final class Writing {

  private final Memory memory;
  private final InMemoryAttachments attachments;

  Writing(Memory memory, InMemoryAttachments attachments) {
    this.memory = memory;
    this.attachments = attachments;
  }

  static String sendKey(UserId sender, ConversationId conversation, String clientId) {
    return sender.value() + " " + conversation.value() + " " + clientId;
  }

  void write(Changes changes) {
    changes.begun().forEach(each -> memory.conversations.insert(each.id(), each));
    changes.conversations().forEach(each -> memory.conversations.update(each.id(), each));
    changes.newCopies().forEach(this::begin);
    changes.copies().forEach(each -> memory.copies.update(each.id(), each));
    changes.sent().forEach(this::add);
    changes.attached().forEach(this::attach);
    changes.messages().forEach(each -> memory.messages.update(place(each), each));
    changes.delivered().forEach(this::deliver);
    changes
        .messageCopies()
        .forEach(each -> memory.messageCopies.update(Memory.key(each.id()), each));
    changes.dropped().forEach(this::drop);
    changes.gone().forEach(this::forget);
    changes.cleared().forEach(this::clear);
    changes.ended().forEach(each -> end(memory.copies.get(each)));
    changes.dissolved().forEach(this::dissolve);
    changes.bans().forEach(this::ban);
    changes
        .sendKeys()
        .forEach(
            each ->
                memory.sendKeys.insert(
                    sendKey(each.sender(), each.conversation(), each.clientId()), each));
    changes.entries().forEach(this::append);
    changes.heads().forEach(this::raise);
  }

  /// Destroys a mailbox as if its owner had deleted everything in it first.
  void destroyMailbox(UserId owner) {
    for (Copy copy : memory.copiesBy(owner)) {
      end(copy);
      if (memory.copiesOf(copy.conversation()).isEmpty()) {
        dissolve(copy.conversation());
      }
    }
    removeBans(ban -> ban.user().equals(owner));
    attachments.discardUploads(owner);
    List<SendKey> sent =
        memory.sendKeys.rows().values().stream().filter(key -> key.sender().equals(owner)).toList();
    sent.forEach(
        key -> memory.sendKeys.remove(sendKey(key.sender(), key.conversation(), key.clientId())));
    List.copyOf(Key.under(owner.value(), memory.entries.rows()).keySet())
        .forEach(memory.entries::remove);
    memory.heads.remove(owner);
  }

  private void end(Copy copy) {
    clear(copy.id());
    memory.copies.remove(copy.id());
    memory.copiesOf.remove(new Key(copy.conversation().value(), copy.owner().value()));
    memory.copiesBy.remove(new Key(copy.owner().value(), copy.conversation().value()));
  }

  /// Its messages went with the last copies of them.
  private void dissolve(ConversationId conversation) {
    memory.conversations.remove(conversation);
    removeBans(ban -> ban.group().equals(conversation));
    List<SendKey> sent =
        memory.sendKeys.rows().values().stream()
            .filter(key -> key.conversation().equals(conversation))
            .toList();
    sent.forEach(
        key -> memory.sendKeys.remove(sendKey(key.sender(), key.conversation(), key.clientId())));
  }

  private void ban(Ban ban) {
    Key key = new Key(ban.group().value(), ban.user().value());
    if (ban.stands()) {
      memory.bans.put(key, ban);
    } else {
      memory.bans.remove(key);
    }
  }

  private void removeBans(Predicate<Ban> which) {
    List<Ban> all = memory.bans.rows().values().stream().filter(which).toList();
    all.forEach(ban -> memory.bans.remove(new Key(ban.group().value(), ban.user().value())));
  }

  private void begin(Copy copy) {
    memory.copies.insert(copy.id(), copy);
    memory.copiesOf.insert(new Key(copy.conversation().value(), copy.owner().value()), copy.id());
    memory.copiesBy.insert(new Key(copy.owner().value(), copy.conversation().value()), copy.id());
  }

  private void add(Message message) {
    memory.messages.insert(place(message), message);
    memory.messagePlaces.insert(message.id(), place(message));
  }

  /// Its row was found to be unsent in this transaction.
  private void attach(Attachment attachment) {
    InMemoryAttachments.Row present = memory.attachments.get(attachment.id());
    if (present.isSent()) {
      throw new IllegalStateException(attachment.id() + " is sent already");
    }
    memory.attachments.update(attachment.id(), present.changed(attachment));
  }

  private void forget(MessageId id) {
    attachments.discard(id);
    memory.messages.remove(memory.messagePlaces.get(id));
    memory.messagePlaces.remove(id);
  }

  private void deliver(MessageCopy copy) {
    Message message = memory.messages.get(memory.messagePlaces.get(copy.message()));
    Conversation conversation = memory.conversations.get(message.conversation());
    memory.messageCopies.insert(Memory.key(copy.id()), copy);
    copy.arrival(message, conversation.kind()).forEach(this::append);
    if (copy.received()) {
      memory.notifications.insert(Memory.key(copy.owner(), copy.seq()), copy.id());
    }
  }

  private void drop(MessageCopy copy) {
    memory.messageCopies.remove(Memory.key(copy.id()));
    if (copy.received()) {
      memory.notifications.remove(Memory.key(copy.owner(), copy.seq()));
    }
  }

  private void clear(CopyId id) {
    List<MessageCopy> held =
        List.copyOf(Key.under(id.value(), memory.messageCopies.rows()).values());
    for (MessageCopy copy : held) {
      drop(copy);
      Message left = dropped(memory.messages.get(memory.messagePlaces.get(copy.message())));
      if (left.holders() == 0) {
        forget(left.id());
      } else {
        memory.messages.update(place(left), left);
      }
    }
  }

  private static Message dropped(Message message) {
    return new Message(
        message.id(),
        message.conversation(),
        message.ordinal(),
        message.sender(),
        message.origin(),
        message.content(),
        message.sentAt(),
        message.editedAt(),
        message.holders() - 1,
        message.awaiting(),
        message.lastRead());
  }

  private void append(Entry entry) {
    memory.entries.insert(Memory.key(entry.owner(), entry.seq()), entry);
  }

  /// The log must have no hole, or somebody who follows it would wait for ever.
  private void raise(UserId owner, long head) {
    long present = memory.heads.get(owner);
    for (long seq = present + 1; seq <= head; seq++) {
      memory.entries.get(Memory.key(owner, seq));
    }
    memory.heads.update(owner, head);
  }

  private static Key place(Message message) {
    return Memory.key(message.conversation(), message.ordinal());
  }
}
