package io.buddychat.testkit.contract;

import io.buddychat.domain.Store;
import io.buddychat.domain.attachment.Attachments;
import io.buddychat.domain.conversation.Conversations;
import io.buddychat.domain.conversation.Mailboxes;
import io.buddychat.domain.core.UnitOfWork;
import io.buddychat.domain.inbox.Inboxes;
import io.buddychat.domain.retention.Retention;
import io.buddychat.domain.user.Sessions;
import io.buddychat.domain.user.Users;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

/// A store on which something can go wrong: before each call of a port, and before each commit, it
/// takes a step that may throw.
public record Troubled(Store sound, Runnable step) implements Store {

  @Override
  public UnitOfWork unitOfWork() {
    UnitOfWork all = sound.unitOfWork();
    return new UnitOfWork() {
      @Override
      public <T> T execute(Supplier<T> work) {
        step.run();
        return all.execute(
            () -> {
              T result = work.get();
              step.run();
              return result;
            });
      }

      @Override
      public boolean isRunning() {
        return all.isRunning();
      }

      @Override
      public void afterCommit(Runnable task) {
        all.afterCommit(task);
      }
    };
  }

  @Override
  public Users users() {
    return troubled(Users.class, sound.users());
  }

  @Override
  public Sessions sessions() {
    return troubled(Sessions.class, sound.sessions());
  }

  @Override
  public Inboxes inboxes() {
    return troubled(Inboxes.class, sound.inboxes());
  }

  @Override
  public Conversations conversations() {
    return troubled(Conversations.class, sound.conversations());
  }

  @Override
  public Attachments attachments() {
    return troubled(Attachments.class, sound.attachments());
  }

  @Override
  public Mailboxes mailboxes() {
    return troubled(Mailboxes.class, sound.mailboxes());
  }

  @Override
  public Retention retention() {
    return troubled(Retention.class, sound.retention());
  }

  private <P> P troubled(Class<P> port, P calm) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              step.run();
              try {
                return method.invoke(calm, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
