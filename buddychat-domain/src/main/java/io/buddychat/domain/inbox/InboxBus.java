package io.buddychat.domain.inbox;

import io.buddychat.domain.user.UserId;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/// Port: tells those who follow a log that there may be something new in it.
///
/// What it tells proves nothing. It may come twice, late, or for no reason; the truth is in the
/// log. It is given only after the news is durable; so a bus that fails has others wait, and undoes
/// nothing. What it throws is reported and not thrown on.
///
/// An implementation must be able to wake. One that can also bring [what was written][HandOver]
/// saves its listeners from reading that; one that cannot need not know of it.
public interface InboxBus {

  /// There may be news for these owners, nobody says what.
  void wake(Collection<UserId> owners);

  /// There is this news. Where it cannot be brought, its owners are woken.
  default void handOver(HandOver news) {
    wake(news.owners());
  }

  /// Tells the listener whenever there may be news for the owner, until the registration is closed.
  Registration listen(UserId owner, Listener listener);

  /// Whose news somebody listens to here at this moment.
  Set<UserId> listenedTo();

  /// Is told that there may be news.
  @FunctionalInterface
  interface Listener {

    /// Must return quickly and must not throw.
    ///
    /// @param news what was written; empty when that is not known, or not known to be all
    void onNews(Optional<HandOver> news);
  }

  /// Ends the listening when closed.
  @FunctionalInterface
  interface Registration extends AutoCloseable {

    @Override
    void close();
  }
}
