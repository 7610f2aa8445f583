package io.buddychat.domain;

import io.buddychat.domain.chat.OpenChat;
import io.buddychat.domain.conversation.Command;
import io.buddychat.domain.conversation.Commands;
import io.buddychat.domain.conversation.Mailboxes;
import io.buddychat.domain.conversation.Profiles;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.Ids;
import io.buddychat.domain.core.Time;
import io.buddychat.domain.core.TimeSortedIds;
import io.buddychat.domain.group.CreateGroup;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.InboxBus;
import io.buddychat.domain.inbox.InboxStream;
import io.buddychat.domain.inbox.Inboxes;
import io.buddychat.domain.inbox.LocalInboxBus;
import io.buddychat.domain.user.Accounts;
import io.buddychat.domain.user.Passwords;
import io.buddychat.domain.user.Pbkdf2Passwords;
import io.buddychat.domain.user.SessionEnds;
import io.buddychat.domain.user.SignIn;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Users;
import io.buddychat.domain.user.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import java.util.function.LongFunction;

/// A chat backend over a [Store].
///
/// ```java
/// BuddyChat chat = BuddyChat.on(store).build();
/// Viewer ann = ...;   // chat.signIn().logIn(...)
/// CopyId copy = chat.openChat().with(ann, bob).mine();
/// chat.handle(new SendMessage(ann, Family.CHAT, copy, "Hello", Optional.empty()));
/// ```
///
/// It is safe for use by many threads. All calls block until done; refusals are thrown as
/// [io.buddychat.domain.core.BuddyChatException] and change nothing.
public final class BuddyChat {

  private final Store store;
  private final InboxBus bus;
  private final Executor executor;
  private final SessionEnds sessionEnds = new SessionEnds();
  private final Accounts accounts;
  private final SignIn signIn;
  private final Profiles profiles;
  private final OpenChat openChat;
  private final CreateGroup createGroup;
  private final int mostGroupMembers;
  private final Commands commands;

  private BuddyChat(Builder builder) {
    store = builder.store;
    bus = builder.bus;
    executor = builder.executor;
    Time time = new Time(builder.clock);
    Ids ids = builder.ids.orElseGet(() -> new TimeSortedIds(builder.clock));
    Passwords passwords = builder.passwords.orElseGet(Pbkdf2Passwords::new);
    accounts =
        new Accounts(
            store.users(), store.sessions(), passwords, store.unitOfWork(), sessionEnds, ids, time);
    signIn =
        new SignIn(
            store.users(),
            store.sessions(),
            passwords,
            store.unitOfWork(),
            sessionEnds,
            ids,
            time,
            builder.sessionLifetime);
    profiles =
        new Profiles(store.users(), store.conversations(), accounts, store.unitOfWork(), bus, time);
    openChat = new OpenChat(store.conversations(), store.unitOfWork(), bus, ids, time);
    mostGroupMembers = builder.mostGroupMembers;
    createGroup =
        new CreateGroup(
            store.conversations(), store.unitOfWork(), bus, ids, time, mostGroupMembers);
    commands = new Commands(store.conversations(), store.unitOfWork(), bus, ids, time);
  }

  public static Builder on(Store store) {
    return new Builder(store);
  }

  /// Registration, passwords, phone numbers.
  public Accounts accounts() {
    return accounts;
  }

  /// Sessions: login, refresh, revocation.
  public SignIn signIn() {
    return signIn;
  }

  /// Tells when sessions end.
  public SessionEnds sessionEnds() {
    return sessionEnds;
  }

  /// Changes of a person that others see.
  public Profiles profiles() {
    return profiles;
  }

  /// Begins chats.
  public OpenChat openChat() {
    return openChat;
  }

  /// Begins groups.
  public CreateGroup createGroup() {
    return createGroup;
  }

  /// How many members a group may have.
  public int mostGroupMembers() {
    return mostGroupMembers;
  }

  /// Carries out a command on a conversation; see [Command] for all of them.
  public <R> R handle(Command<R> command) {
    return commands.handle(command);
  }

  /// Reads people.
  public Users users() {
    return store.users();
  }

  /// Reads a person's conversations, messages and notifications.
  public Mailboxes mailboxes() {
    return store.mailboxes();
  }

  /// Reads a person's log.
  public Inboxes inboxes() {
    return store.inboxes();
  }

  /// Follows the viewer's log: what is in it after the cursor, then what comes.
  ///
  /// @param after the number of the last entry known; empty to begin with what comes from now on
  /// @param opening makes the first item, of the cursor the following begins at
  /// @param rendering makes items of entries, at most one for each and in their order
  /// @throws io.buddychat.domain.core.BuddyChatException with `ResyncRequired` when the log does
  ///   not reach to the cursor
  public <T> Flow.Publisher<T> follow(
      Viewer viewer,
      Optional<Long> after,
      LongFunction<T> opening,
      Function<List<Entry>, List<T>> rendering) {
    UserId owner = viewer.user();
    Inboxes.Bounds bounds = store.inboxes().bounds(owner);
    long cursor = after.orElse(bounds.head());
    if (cursor < bounds.horizon() || cursor > bounds.head()) {
      throw new Failure.ResyncRequired(
              "The log does not reach to this cursor; read the state anew.")
          .asException();
    }
    return new InboxStream<>(
        store.inboxes(), bus, executor, owner, cursor, opening.apply(cursor), rendering);
  }

  /// What BuddyChat is made of. Only the store must be given.
  public static final class Builder {

    private final Store store;
    private InboxBus bus = new LocalInboxBus();
    private Executor executor = ForkJoinPool.commonPool();
    private Clock clock = Clock.systemUTC();
    private Optional<Ids> ids = Optional.empty();
    private Optional<Passwords> passwords = Optional.empty();
    private Duration sessionLifetime = Duration.ofDays(7);
    private int mostGroupMembers = 1000;

    private Builder(Store store) {
      this.store = store;
    }

    /// What wakes those who follow a log; by default within this process.
    public Builder bus(InboxBus newBus) {
      bus = newBus;
      return this;
    }

    /// Where logs are read for those who follow them: reading blocks, so a pool that can bear it.
    /// The JDK's common pool by default.
    public Builder executor(Executor newExecutor) {
      executor = newExecutor;
      return this;
    }

    public Builder clock(Clock newClock) {
      clock = newClock;
      return this;
    }

    public Builder ids(Ids newIds) {
      ids = Optional.of(newIds);
      return this;
    }

    public Builder passwords(Passwords newPasswords) {
      passwords = Optional.of(newPasswords);
      return this;
    }

    /// How long a session lasts after its last refresh; 7 days by default.
    public Builder sessionLifetime(Duration lifetime) {
      sessionLifetime = lifetime;
      return this;
    }

    /// How many members a group may have; 1,000 by default.
    public Builder mostGroupMembers(int most) {
      mostGroupMembers = most;
      return this;
    }

    public BuddyChat build() {
      return new BuddyChat(this);
    }
  }
}
