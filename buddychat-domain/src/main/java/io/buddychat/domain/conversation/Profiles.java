package io.buddychat.domain.conversation;

import io.buddychat.domain.attachment.Sweep;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.Time;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.Accounts;
import io.buddychat.domain.user.ProfileChange;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.User;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Users;
import io.buddychat.domain.user.Viewer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Changes of a person that concern those they share conversations with: a new profile, and the end
/// of the account. Their companions' logs tell of it.
public final class Profiles {

  private final Users users;
  private final Conversations conversations;
  private final Accounts accounts;
  private final Announcing announcing;
  private final Time time;
  private final Sweep sweep;

  public Profiles(
      Users users,
      Conversations conversations,
      Accounts accounts,
      Announcing announcing,
      Time time,
      Sweep sweep) {
    this.users = users;
    this.conversations = conversations;
    this.accounts = accounts;
    this.announcing = announcing;
    this.time = time;
    this.sweep = sweep;
  }

  /// Changes the person's own profile. A change that changes nothing tells nobody.
  public User update(Viewer viewer, ProfileChange change) {
    return announcing
        .execute(
            () -> {
              User present =
                  users.lockCredentials(viewer.user()).orElseThrow(Profiles::noSuchAccount).user();
              User changed = change.applyTo(present, time.now());
              if (changed.equals(present)) {
                return new Command.Decision<>(Changes.none(), present);
              }
              users.update(changed);
              Map<UserId, Long> heads = lockWithCompanions(viewer.user());
              Changes told = told(heads, changed, Optional.of(viewer.session()));
              conversations.write(told);
              return new Command.Decision<>(told, changed);
            })
        .answer();
  }

  /// Ends the account: the person's mailbox, phone numbers and sessions are destroyed. What they
  /// sent stays with those who hold copies of it, under a placeholder for a sender.
  public void delete(Viewer viewer, String password) {
    List<SessionId> ended = accounts.proving(viewer.user(), "password", password, this::destroy);
    accounts.announceEnd(ended);
    sweep.promptly();
  }

  private List<SessionId> destroy(Accounts.Proven proven) {
    return announcing
        .execute(
            () -> {
              Instant now = time.now();
              User user = accounts.confirm(proven);
              User placeholder = user.deleted(now);
              Changes farewell = farewell(conversations.loadAll(user.id()), placeholder);
              conversations.write(farewell);
              conversations.destroyMailbox(user.id());
              users.delete(placeholder);
              return new Command.Decision<>(farewell, accounts.forgetSessions(user.id(), now));
            })
        .answer();
  }

  /// What the others get to know when somebody goes for good: they leave each group, and everybody
  /// who shares a conversation with them learns that they are gone.
  private static Changes farewell(List<Room> rooms, User placeholder) {
    UserId user = placeholder.id();
    Map<UserId, Long> heads = new TreeMap<>();
    rooms.forEach(room -> heads.putAll(room.heads()));
    heads.remove(user);
    Changes.Builder changes = new Changes.Builder(heads, placeholder.updatedAt(), Optional.empty());
    for (Room room : rooms) {
      Departure departure = new Departure(room, room.mine());
      if (room.conversation().kind() == Conversation.Kind.GROUP) {
        departure.tell(Operation.MEMBER_LEFT, departure.remaining(), changes, user);
      }
      departure.apply(changes, user);
    }
    heads
        .keySet()
        .forEach(owner -> changes.log(owner, new Event.OfUser(Operation.USER_UPDATED, user)));
    return changes.build();
  }

  /// Locks the mailboxes of a person and of all who share a conversation with them. Somebody may
  /// begin one while we wait for the locks; once we hold them nobody can, so a second look is
  /// enough.
  private Map<UserId, Long> lockWithCompanions(UserId user) {
    Set<UserId> concerned = new TreeSet<>(conversations.companions(user));
    concerned.add(user);
    Map<UserId, Long> heads = new HashMap<>(conversations.lockMailboxes(concerned));
    Set<UserId> newcomers = new TreeSet<>(conversations.companions(user));
    newcomers.removeAll(concerned);
    if (!newcomers.isEmpty()) {
      heads.putAll(conversations.lockMailboxes(newcomers));
    }
    return heads;
  }

  /// USER_UPDATED, in the logs of these people.
  private static Changes told(Map<UserId, Long> heads, User about, Optional<SessionId> origin) {
    Changes.Builder changes = new Changes.Builder(heads, about.updatedAt(), origin);
    heads
        .keySet()
        .forEach(owner -> changes.log(owner, new Event.OfUser(Operation.USER_UPDATED, about.id())));
    return changes.build();
  }

  private static RuntimeException noSuchAccount() {
    return new Failure.Unauthenticated("You are not signed in.").asException();
  }
}
