package io.buddychat.domain.inbox;

import io.buddychat.domain.user.UserId;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Brings news to those who follow a log in this process.
public final class LocalInboxBus implements InboxBus {

  /// Most have one, so each change makes a new list.
  private final Map<UserId, List<Registered>> listeners = new ConcurrentHashMap<>();

  /// With nobody listening yet.
  public LocalInboxBus() {}

  @Override
  public void wake(Collection<UserId> owners) {
    tell(owners, Optional.empty());
  }

  @Override
  public void handOver(HandOver news) {
    tell(news.owners(), Optional.of(news));
  }

  private void tell(Collection<UserId> owners, Optional<HandOver> news) {
    if (listeners.isEmpty()) {
      return;
    }
    for (UserId owner : owners) {
      List<Registered> all = listeners.get(owner);
      if (all != null) {
        all.forEach(registered -> registered.listener().onNews(news));
      }
    }
  }

  @Override
  public Registration listen(UserId owner, Listener listener) {
    Registered registered = new Registered(listener);
    listeners.merge(
        owner,
        List.of(registered),
        (all, one) -> Stream.of(all, one).flatMap(List::stream).toList());
    return () ->
        listeners.computeIfPresent(
            owner,
            (id, all) -> {
              List<Registered> rest = all.stream().filter(each -> each != registered).toList();
              return rest.isEmpty() ? null : rest;
            });
  }

  @Override
  public Set<UserId> listenedTo() {
    return Collections.unmodifiableSet(listeners.keySet());
  }

  /// One registration; the same listener may be registered twice.
  private static final class Registered {

    private final Listener listener;

    Registered(Listener listener) {
      this.listener = listener;
    }

    Listener listener() {
      return listener;
    }
  }
}
