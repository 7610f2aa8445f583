package io.buddychat.domain.inbox;

import io.buddychat.domain.user.UserId;
import java.util.Collection;

/// Port: wakes those who follow a log when there may be something new in it.
///
/// A wake-up carries nothing and proves nothing. It may come twice, late, or for no reason; the
/// truth is in the log. It is given only after the news is durable.
public interface InboxBus {

  /// There may be news for these owners.
  void wake(Collection<UserId> owners);

  /// Calls `onNews` whenever there may be news for the owner, until the registration is closed. The
  /// call must return quickly and must not throw.
  Registration listen(UserId owner, Runnable onNews);

  /// Ends the listening when closed.
  @FunctionalInterface
  interface Registration extends AutoCloseable {

    @Override
    void close();
  }
}
