package io.buddychat.testkit.memory;

import io.buddychat.domain.peer.Peers;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Nodes of one process that hear each other at once, on the thread that tells. The line of one can
/// be [cut][#cut]: what is told meanwhile, by it or to it, is lost.
public final class InMemoryPeers implements Peers {

  private final List<InMemoryPeers> all;
  private volatile Optional<Listener> listener = Optional.empty();
  private volatile boolean cut;

  private InMemoryPeers(List<InMemoryPeers> all) {
    this.all = all;
    all.add(this);
  }

  /// The first of several.
  public static InMemoryPeers first() {
    return new InMemoryPeers(new CopyOnWriteArrayList<>());
  }

  /// One more, who hears these and is heard by them.
  public InMemoryPeers another() {
    return new InMemoryPeers(all);
  }

  @Override
  public void tellOfNews(Set<UserId> owners) {
    tell(there -> there.news(owners));
  }

  @Override
  public void tellOfEnds(Set<SessionId> sessions) {
    tell(there -> there.ends(sessions));
  }

  private void tell(Consumer<Listener> hint) {
    if (!cut) {
      all.stream()
          .filter(other -> other != this && !other.cut)
          .forEach(other -> other.listener.ifPresent(hint));
    }
  }

  @Override
  public void listen(Listener newListener) {
    listener = Optional.of(newListener);
  }

  /// Neither hears nor is heard from now on.
  public void cut() {
    cut = true;
  }

  /// Hears and is heard again. Nobody knows what was missed.
  public void mend() {
    cut = false;
    all.forEach(each -> each.listener.ifPresent(Listener::anything));
  }
}
