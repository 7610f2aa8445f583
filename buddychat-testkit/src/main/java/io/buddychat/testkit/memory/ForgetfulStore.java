package io.buddychat.testkit.memory;

import io.buddychat.domain.Store;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Inboxes;
import io.buddychat.domain.user.UserId;
import java.util.List;

/// A store whose logs can be made to forget their beginning.
public final class ForgetfulStore implements ForwardingStore {

  private final Store kept;
  private volatile long horizon;

  public ForgetfulStore(Store kept) {
    this.kept = kept;
  }

  @Override
  public Store kept() {
    return kept;
  }

  /// From now on no log has entries up to this number.
  public void forgetUpTo(long number) {
    horizon = number;
  }

  @Override
  public Inboxes inboxes() {
    return new Inboxes() {
      @Override
      public List<Entry> read(UserId owner, long after, int limit) {
        return kept.inboxes().read(owner, Math.max(after, horizon), limit);
      }

      @Override
      public Bounds bounds(UserId owner) {
        return new Bounds(horizon, kept.inboxes().bounds(owner).head());
      }
    };
  }
}
