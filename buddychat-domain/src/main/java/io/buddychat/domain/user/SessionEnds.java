package io.buddychat.domain.user;

import io.buddychat.domain.core.Aftermath;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Tells whoever holds something open for a session (a socket, say) that the session has ended.
///
/// It is a courtesy that makes the end quick; what decides is the session in the store. What is
/// [remembered][KnownSessions] of the store's answers is forgotten before anybody is told: who
/// looks then, finds the end.
public final class SessionEnds {

  private final Map<SessionId, Set<Runnable>> listeners = new ConcurrentHashMap<>();

  private final KnownSessions known = new KnownSessions(System::nanoTime);

  private final Consumer<Set<SessionId>> others;

  /// With nobody listening yet.
  ///
  /// @param others tells other processes of what ended here
  public SessionEnds(Consumer<Set<SessionId>> others) {
    this.others = others;
  }

  /// Calls `action` when the session ends, until the returned registration is closed. An action
  /// that fails keeps no other from being called.
  public Registration listen(SessionId session, Runnable action) {
    listeners.compute(
        session,
        (id, actions) -> {
          Set<Runnable> all = actions == null ? ConcurrentHashMap.newKeySet() : actions;
          all.add(action);
          return all;
        });
    return () ->
        listeners.computeIfPresent(
            session,
            (id, actions) -> {
              actions.remove(action);
              return actions.isEmpty() ? null : actions;
            });
  }

  /// Those whose end somebody waits for here.
  public Set<SessionId> listenedTo() {
    return Collections.unmodifiableSet(listeners.keySet());
  }

  /// They ended by what was done here.
  void announce(Collection<SessionId> ended) {
    if (!ended.isEmpty()) {
      ended(ended);
      others.accept(Set.copyOf(ended));
    }
  }

  /// They may have ended, wherever that was done: the store is to be asked before they are taken
  /// for alive.
  public void doubt(Collection<SessionId> mayHaveEnded) {
    known.forget(mayHaveEnded);
  }

  /// Any may have ended.
  public void doubtAll() {
    known.forgetAll();
  }

  /// What is remembered of those that have not.
  KnownSessions known() {
    return known;
  }

  /// They ended, wherever that was done.
  public void ended(Collection<SessionId> ended) {
    doubt(ended);
    for (SessionId session : ended) {
      Set<Runnable> actions = listeners.get(session);
      if (actions != null) {
        actions.forEach(Aftermath::run);
      }
    }
  }

  /// Ends the listening when closed.
  @FunctionalInterface
  public interface Registration extends AutoCloseable {

    @Override
    void close();
  }
}
