package io.buddychat.testkit.memory;

import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.conversation.Ban;
import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.Message;
import io.buddychat.domain.conversation.MessageCopy;
import io.buddychat.domain.conversation.SendKey;
import io.buddychat.domain.core.Aftermath;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.core.UnitOfWork;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/// The tables of the in-memory store, and transactions over them: one at a time, in the order of
/// their coming, while others read what was committed before.
final class Memory implements UnitOfWork {

  /// Held by the thread whose transaction is running.
  private final ReentrantLock transaction = new ReentrantLock(true);

  /// Held for a moment by whoever reads, and by a commit against all of them.
  private final ReentrantReadWriteLock committed = new ReentrantReadWriteLock();

  /// Of the running transaction; used by its thread.
  private Aftermath aftermath = new Aftermath();

  private final List<Table<?, ?>> tables = new ArrayList<>();

  final Table<UserId, InMemoryUsers.Account> accounts = table();
  final Table<String, UserId> takenNames = table();
  final Table<SessionId, InMemorySessions.Kept> sessions = table();
  final Table<String, SessionId> tokens = table();

  /// The number of the newest entry in each owner's log.
  final Table<UserId, Long> heads = table();

  /// By owner and number.
  final Table<Key, Entry> entries = table();

  final Table<ConversationId, Conversation> conversations = table();
  final Table<CopyId, Copy> copies = table();

  /// By conversation and owner.
  final Table<Key, CopyId> copiesOf = table();

  /// By owner and conversation.
  final Table<Key, CopyId> copiesBy = table();

  /// By conversation and ordinal.
  final Table<Key, Message> messages = table();

  final Table<MessageId, Key> messagePlaces = table();

  /// By conversation copy and ordinal.
  final Table<Key, MessageCopy> messageCopies = table();

  /// By owner and the number of their arrival; of those that were received.
  final Table<Key, MessageCopyId> notifications = table();

  /// By group and person.
  final Table<Key, Ban> bans = table();

  final Table<String, SendKey> sendKeys = table();

  final Table<AttachmentId, InMemoryAttachments.Row> attachments = table();

  private <K extends Comparable<K>, V> Table<K, V> table() {
    Table<K, V> table = new Table<>(this);
    tables.add(table);
    return table;
  }

  @Override
  public <T> T execute(Supplier<T> work) {
    if (isRunning()) {
      return work.get();
    }
    Outcome<T> outcome = inTransaction(work);
    outcome.aftermath().run();
    return outcome.result();
  }

  private record Outcome<T>(T result, Aftermath aftermath) {}

  private <T> Outcome<T> inTransaction(Supplier<T> work) {
    transaction.lock();
    try {
      aftermath = new Aftermath();
      boolean done = false;
      try {
        Outcome<T> outcome = new Outcome<>(work.get(), aftermath);
        commit();
        done = true;
        return outcome;
      } finally {
        if (!done) {
          tables.forEach(Table::rollBack);
        }
      }
    } finally {
      transaction.unlock();
    }
  }

  @Override
  public void afterCommit(Runnable task) {
    if (isRunning()) {
      aftermath.add(task);
    } else {
      Aftermath.run(task);
    }
  }

  private void commit() {
    committed.writeLock().lock();
    try {
      tables.forEach(Table::commit);
    } finally {
      committed.writeLock().unlock();
    }
  }

  /// Reads from one state of all tables.
  <T> T read(Supplier<T> reading) {
    if (isRunning()) {
      return reading.get();
    }
    committed.readLock().lock();
    try {
      return reading.get();
    } finally {
      committed.readLock().unlock();
    }
  }

  @Override
  public boolean isRunning() {
    return transaction.isHeldByCurrentThread();
  }

  void requireTransaction() {
    if (!isRunning()) {
      throw new IllegalStateException("this happens only inside a unit of work");
    }
  }

  static Key key(UserId owner, long seq) {
    return new Key(owner.value(), seq);
  }

  static Key key(MessageCopyId id) {
    return new Key(id.copy().value(), id.ordinal());
  }

  static Key key(ConversationId conversation, long ordinal) {
    return new Key(conversation.value(), ordinal);
  }

  /// The copies of a conversation in the order of their owners.
  List<Copy> copiesOf(ConversationId conversation) {
    return Key.under(conversation.value(), copiesOf.rows()).values().stream()
        .map(copies::get)
        .toList();
  }

  /// The copies a person owns.
  List<Copy> copiesBy(UserId owner) {
    return Key.under(owner.value(), copiesBy.rows()).values().stream().map(copies::get).toList();
  }

  /// A person's own copy of a message.
  Optional<MessageCopy> copyOf(MessageId message, UserId owner) {
    return messagePlaces
        .find(message)
        .flatMap(
            place ->
                copiesOf
                    .find(new Key(place.first(), owner.value()))
                    .flatMap(copy -> messageCopies.find(new Key(copy.value(), place.second()))));
  }

  Optional<Copy> copy(CopyId id, UserId owner) {
    return copies.find(id).filter(copy -> copy.owner().equals(owner));
  }
}
