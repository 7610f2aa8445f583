package io.buddychat.domain;

import io.buddychat.domain.attachment.Attachments;
import io.buddychat.domain.attachment.Blobs;
import io.buddychat.domain.attachment.Sweep;
import io.buddychat.domain.attachment.Uploads;
import io.buddychat.domain.chat.OpenChat;
import io.buddychat.domain.chat.SendDirectMessage;
import io.buddychat.domain.conversation.Announcing;
import io.buddychat.domain.conversation.Command;
import io.buddychat.domain.conversation.Commands;
import io.buddychat.domain.conversation.Mailboxes;
import io.buddychat.domain.conversation.Profiles;
import io.buddychat.domain.core.Ids;
import io.buddychat.domain.core.Time;
import io.buddychat.domain.core.TimeSortedIds;
import io.buddychat.domain.group.CreateGroup;
import io.buddychat.domain.group.JoinGroup;
import io.buddychat.domain.group.OpenGroup;
import io.buddychat.domain.inbox.Checkpoints;
import io.buddychat.domain.inbox.FollowInbox;
import io.buddychat.domain.inbox.Following;
import io.buddychat.domain.inbox.InboxBus;
import io.buddychat.domain.inbox.InboxFilter;
import io.buddychat.domain.inbox.Inboxes;
import io.buddychat.domain.inbox.LocalInboxBus;
import io.buddychat.domain.inbox.ReadInbox;
import io.buddychat.domain.inbox.Turns;
import io.buddychat.domain.peer.Attention;
import io.buddychat.domain.peer.Peers;
import io.buddychat.domain.peer.SharedInboxBus;
import io.buddychat.domain.retention.Forgetting;
import io.buddychat.domain.user.Accounts;
import io.buddychat.domain.user.Passwords;
import io.buddychat.domain.user.Pbkdf2Passwords;
import io.buddychat.domain.user.SessionEnds;
import io.buddychat.domain.user.SignIn;
import io.buddychat.domain.user.Users;
import io.buddychat.domain.user.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

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
  private final SessionEnds sessionEnds;
  private final Accounts accounts;
  private final SignIn signIn;
  private final Uploads uploads;
  private final Sweep sweep;
  private final Forgetting forgetting;
  private final Profiles profiles;
  private final OpenChat openChat;
  private final SendDirectMessage sendDirectMessage;
  private final CreateGroup createGroup;
  private final OpenGroup openGroup;
  private final JoinGroup joinGroup;
  private final int mostGroupMembers;
  private final Commands commands;
  private final FollowInbox followInbox;
  private final ReadInbox readInbox;
  private final Time time;

  private BuddyChat(Builder builder) {
    store = builder.store;
    InboxBus bus = new SharedInboxBus(builder.bus, builder.peers);
    time = new Time(builder.clock);
    sessionEnds = new SessionEnds(builder.peers::tellOfEnds);
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
    sweep = new Sweep(store.attachments(), builder.blobs, store.unitOfWork(), time);
    forgetting = new Forgetting(store.retention(), time, builder.retention);
    uploads =
        new Uploads(
            store.attachments(),
            builder.blobs,
            store.users(),
            store.unitOfWork(),
            ids,
            time,
            builder.mostAttachmentBytes);
    Announcing announcing = new Announcing(store.unitOfWork(), bus);
    profiles =
        new Profiles(store.users(), store.conversations(), accounts, announcing, time, sweep);
    openChat = new OpenChat(store.conversations(), announcing, ids, time);
    mostGroupMembers = builder.mostGroupMembers;
    createGroup = new CreateGroup(store.conversations(), announcing, ids, time, mostGroupMembers);
    openGroup = new OpenGroup(store.mailboxes(), createGroup, announcing);
    joinGroup = new JoinGroup(store.conversations(), announcing, ids, time, mostGroupMembers);
    commands = new Commands(store.conversations(), store.unitOfWork(), bus, ids, time, sweep);
    sendDirectMessage = new SendDirectMessage(store.mailboxes(), openChat, commands, announcing);
    followInbox = new FollowInbox(store.inboxes(), bus, builder.turns, builder.checkpoints);
    readInbox = new ReadInbox(store.inboxes());
    builder.peers.listen(
        new Attention(builder.bus, store.inboxes(), sessionEnds, store.sessions(), time));
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

  /// Sends to people, whether there is a chat with them or not.
  public SendDirectMessage sendDirectMessage() {
    return sendDirectMessage;
  }

  /// Begins groups.
  public CreateGroup createGroup() {
    return createGroup;
  }

  /// Gives the group of a title, making it when there is none.
  public OpenGroup openGroup() {
    return openGroup;
  }

  /// Comes into public groups.
  public JoinGroup joinGroup() {
    return joinGroup;
  }

  /// How many members a group may have.
  public int mostGroupMembers() {
    return mostGroupMembers;
  }

  /// The time by the clock it was given.
  public Instant now() {
    return time.now();
  }

  /// Carries out a command on a conversation; see [Command] for all of them.
  public <R> R handle(Command<R> command) {
    return commands.handle(command);
  }

  /// Takes files in that are to be sent with messages, and gives them out.
  public Uploads uploads() {
    return uploads;
  }

  /// Removes files that nobody wants any more. Commands remove at once what they made go; run it at
  /// the start and every so often for what was uploaded and not sent, or left by a crash.
  public Sweep sweep() {
    return sweep;
  }

  /// Forgets what is older than it has to be kept ([Builder#retention]), and sessions that are
  /// over. Run it at the start and every so often.
  public Forgetting forgetting() {
    return forgetting;
  }

  /// The port itself. To read what was sent with messages; what writes is for BuddyChat's own use,
  /// for it goes by no rule and tells nobody.
  public Attachments attachments() {
    return store.attachments();
  }

  /// The port itself. To read people; what writes is for BuddyChat's own use, as above.
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

  /// Reads a person's log a page at a time.
  public ReadInbox readInbox() {
    return readInbox;
  }

  /// Follows the viewer's log: what is in it after the cursor, then what comes.
  ///
  /// @param after the number of the last entry known; empty to begin with what comes from now on
  /// @throws io.buddychat.domain.core.BuddyChatException with `ResyncRequired` when the log does
  ///   not reach to the cursor
  public Following follow(Viewer viewer, Optional<Long> after, InboxFilter filter) {
    return followInbox.of(viewer.user(), after, filter);
  }

  /// What BuddyChat is made of. Only the store must be given.
  public static final class Builder {

    private final Store store;
    private InboxBus bus = new LocalInboxBus();
    private Turns turns = Turns.on(ForkJoinPool.commonPool());
    private Peers peers = Peers.none();
    private Clock clock = Clock.systemUTC();
    private Optional<Ids> ids = Optional.empty();
    private Optional<Passwords> passwords = Optional.empty();
    private Duration sessionLifetime = Duration.ofDays(7);
    private int mostGroupMembers = 1000;
    private Blobs blobs = Blobs.none();
    private long mostAttachmentBytes = 10 << 20;
    private Checkpoints checkpoints = Checkpoints.DEFAULT;
    private Duration retention = Duration.ofDays(30);

    private Builder(Store store) {
      this.store = store;
    }

    /// What wakes those who follow a log; by default within this process.
    public Builder bus(InboxBus newBus) {
      bus = newBus;
      return this;
    }

    /// The other processes that serve the same store: what happens here is told to those who wait
    /// for it there. None by default.
    public Builder peers(Peers newPeers) {
      peers = newPeers;
      return this;
    }

    /// Where logs are read for those who follow them: reading blocks, so a pool that can bear it.
    /// The JDK's common pool by default.
    public Builder executor(Executor newExecutor) {
      return turns(Turns.on(newExecutor));
    }

    /// The same, for who has something to be done behind each follower's turn.
    public Builder turns(Turns newTurns) {
      turns = newTurns;
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

    /// Where the bytes of attachments are kept; without one, nothing can be uploaded.
    public Builder blobs(Blobs newBlobs) {
      blobs = newBlobs;
      return this;
    }

    /// How long an attachment may be, in bytes; 10 MiB by default.
    public Builder mostAttachmentBytes(long most) {
      mostAttachmentBytes = most;
      return this;
    }

    /// How often those who follow only some of a log are told how far it has been read.
    public Builder checkpoints(Checkpoints newCheckpoints) {
      checkpoints = newCheckpoints;
      return this;
    }

    /// How long the logs keep what happened, and how long it is remembered under which ids messages
    /// were sent; 30 days by default, zero is for ever. A log that is kept for a shorter time can
    /// be followed from fewer cursors; nobody loses a message by it.
    public Builder retention(Duration kept) {
      retention = kept;
      return this;
    }

    public BuddyChat build() {
      return new BuddyChat(this);
    }
  }
}
