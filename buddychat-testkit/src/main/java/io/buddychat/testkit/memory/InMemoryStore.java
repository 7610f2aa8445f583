package io.buddychat.testkit.memory;

import io.buddychat.domain.Store;
import io.buddychat.domain.attachment.Attachments;
import io.buddychat.domain.conversation.Conversations;
import io.buddychat.domain.conversation.Mailboxes;
import io.buddychat.domain.core.UnitOfWork;
import io.buddychat.domain.inbox.Inboxes;
import io.buddychat.domain.retention.Retention;
import io.buddychat.domain.user.Sessions;
import io.buddychat.domain.user.Users;

/// Keeps everything in memory, for as long as the object lives. Safe for use by many threads.
public final class InMemoryStore implements Store {

  private final Memory memory = new Memory();
  private final Users users = new InMemoryUsers(memory);
  private final Sessions sessions = new InMemorySessions(memory);
  private final Inboxes inboxes = new InMemoryInboxes(memory);
  private final InMemoryAttachments attachments = new InMemoryAttachments(memory);
  private final Conversations conversations = new InMemoryConversations(memory, attachments);
  private final Mailboxes mailboxes = new InMemoryMailboxes(memory);
  private final Retention retention = new InMemoryRetention(memory);

  /// With nobody in it yet.
  public InMemoryStore() {}

  @Override
  public UnitOfWork unitOfWork() {
    return memory;
  }

  @Override
  public Users users() {
    return users;
  }

  @Override
  public Sessions sessions() {
    return sessions;
  }

  @Override
  public Inboxes inboxes() {
    return inboxes;
  }

  @Override
  public Attachments attachments() {
    return attachments;
  }

  @Override
  public Conversations conversations() {
    return conversations;
  }

  @Override
  public Mailboxes mailboxes() {
    return mailboxes;
  }

  @Override
  public Retention retention() {
    return retention;
  }
}
