package io.buddychat.domain.inbox;

import io.buddychat.domain.user.UserId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Wakes those who follow a log in this process.
public final class LocalInboxBus implements InboxBus {

  private final Map<UserId, Set<Listener>> listeners = new ConcurrentHashMap<>();

  /// With nobody listening yet.
  public LocalInboxBus() {}

  @Override
  public void wake(Collection<UserId> owners) {
    if (listeners.isEmpty()) {
      return;
    }
    for (UserId owner : owners) {
      Set<Listener> all = listeners.get(owner);
      if (all != null) {
        all.forEach(listener -> listener.onNews().run());
      }
    }
  }

  @Override
  public Registration listen(UserId owner, Runnable onNews) {
    Listener listener = new Listener(onNews);
    listeners.compute(
        owner,
        (id, present) -> {
          Set<Listener> all = present == null ? ConcurrentHashMap.newKeySet() : present;
          all.add(listener);
          return all;
        });
    return () ->
        listeners.computeIfPresent(
            owner,
            (id, all) -> {
              all.remove(listener);
              return all.isEmpty() ? null : all;
            });
  }

  /// One registration; the same action may be registered twice.
  private static final class Listener {

    private final Runnable onNews;

    Listener(Runnable onNews) {
      this.onNews = onNews;
    }

    Runnable onNews() {
      return onNews;
    }
  }
}
