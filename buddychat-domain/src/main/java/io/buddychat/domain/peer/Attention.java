package io.buddychat.domain.peer;

import io.buddychat.domain.core.Time;
import io.buddychat.domain.inbox.InboxBus;
import io.buddychat.domain.inbox.Inboxes;
import io.buddychat.domain.user.SessionEnds;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.Sessions;
import io.buddychat.domain.user.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// What is done here about a hint: those who follow a log are woken, and read; the store is asked
/// about a session before it is taken for alive again, and what is open for one is closed, if the
/// store says that it has ended.
///
/// A look wakes those whose log has grown since the last look. Who began to follow after that one
/// is woken once for nothing.
public final class Attention implements Peers.Listener {

  /// How much is asked of the store at a time.
  private static final int AT_ONCE = 1_000;

  private final InboxBus here;
  private final Inboxes inboxes;
  private final SessionEnds sessionEnds;
  private final Sessions sessions;
  private final Time time;

  /// How far the logs reached at the last look. Guarded by this.
  private Map<UserId, Long> heads = Map.of();

  /// @param here wakes those in this process, and them alone
  public Attention(
      InboxBus here, Inboxes inboxes, SessionEnds sessionEnds, Sessions sessions, Time time) {
    this.here = here;
    this.inboxes = inboxes;
    this.sessionEnds = sessionEnds;
    this.sessions = sessions;
    this.time = time;
  }

  @Override
  public void news(Set<UserId> owners) {
    here.wake(owners);
  }

  @Override
  public void ends(Set<SessionId> mayHaveEnded) {
    sessionEnds.doubt(mayHaveEnded);
    Set<SessionId> concerned = new HashSet<>(mayHaveEnded);
    concerned.retainAll(sessionEnds.listenedTo());
    inParts(concerned, this::endThoseThatAreOver);
  }

  private void endThoseThatAreOver(List<SessionId> some) {
    Set<SessionId> over = new HashSet<>(some);
    over.removeAll(sessions.living(some, time.now()));
    sessionEnds.ended(over);
  }

  @Override
  public void anything() {
    sessionEnds.doubtAll();
    lookAtLogs();
    ends(sessionEnds.listenedTo());
  }

  private synchronized void lookAtLogs() {
    Map<UserId, Long> now = new HashMap<>();
    inParts(here.listenedTo(), some -> now.putAll(inboxes.heads(some)));
    List<UserId> grown = new ArrayList<>();
    now.forEach(
        (owner, head) -> {
          if (!head.equals(heads.get(owner))) {
            grown.add(owner);
          }
        });
    heads = now;
    here.wake(grown);
  }

  private static <T> void inParts(Collection<T> all, Consumer<List<T>> each) {
    List<T> list = List.copyOf(all);
    for (int from = 0; from < list.size(); from += AT_ONCE) {
      each.accept(list.subList(from, Math.min(from + AT_ONCE, list.size())));
    }
  }
}
