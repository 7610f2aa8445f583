package io.buddychat.domain.user;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Tells whoever holds something open for a session (a socket, say) that the session has ended.
///
/// It is a courtesy that makes the end quick within one process; what decides is the session in the
/// store.
public final class SessionEnds {

  private final Map<SessionId, Set<Runnable>> listeners = new ConcurrentHashMap<>();

  /// With nobody listening yet.
  public SessionEnds() {}

  /// Calls `action` when the session ends, until the returned registration is closed.
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

  void announce(Collection<SessionId> ended) {
    for (SessionId session : ended) {
      Set<Runnable> actions = listeners.get(session);
      if (actions != null) {
        actions.forEach(Runnable::run);
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
