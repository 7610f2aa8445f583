package io.buddychat.domain.peer;

import io.buddychat.domain.core.Aftermath;
import io.buddychat.domain.inbox.HandOver;
import io.buddychat.domain.inbox.InboxBus;
import io.buddychat.domain.user.UserId;
import java.util.Collection;
import java.util.Set;

/// Brings news to those who follow a log here, and has the others wake those who do so there, also
/// when something fails here.
public final class SharedInboxBus implements InboxBus {

  private final InboxBus here;
  private final Peers peers;

  /// @param here brings news to those in this process
  public SharedInboxBus(InboxBus here, Peers peers) {
    this.here = here;
    this.peers = peers;
  }

  @Override
  public void wake(Collection<UserId> owners) {
    Aftermath.run(() -> here.wake(owners));
    peers.tellOfNews(Set.copyOf(owners));
  }

  @Override
  public void handOver(HandOver news) {
    Aftermath.run(() -> here.handOver(news));
    peers.tellOfNews(news.owners());
  }

  @Override
  public Registration listen(UserId owner, Listener listener) {
    return here.listen(owner, listener);
  }

  @Override
  public Set<UserId> listenedTo() {
    return here.listenedTo();
  }
}
