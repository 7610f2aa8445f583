package io.buddychat.server;

import io.buddychat.domain.user.UserId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// How many sockets everybody has open.
///
/// A socket is counted once it is acknowledged: for the person whose token it showed, otherwise for
/// its address. Before that it has a few seconds to live. It is the newest that is turned away, and
/// with 1013, "try again later", after which clients come back, because the reason passes: the old
/// ones are often of a phone that has lost its network, and gone within half a minute. RFC 6455's
/// "policy violation" (1008) would make the usual clients give up for good.
final class SocketOwners {

  private final SocketBounds bounds;
  private final ConcurrentMap<Owner, Integer> sockets = new ConcurrentHashMap<>();

  SocketOwners(SocketBounds bounds) {
    this.bounds = bounds;
  }

  /// Whose a socket is.
  sealed interface Owner {

    /// Somebody signed in.
    record Person(UserId id) implements Owner {}

    /// Nobody is signed in.
    record Address(String text) implements Owner {}
  }

  /// Counts one more.
  ///
  /// @return whether there was a place for it
  boolean add(Owner owner) {
    int most =
        switch (owner) {
          case Owner.Person _ -> bounds.ofUser();
          case Owner.Address _ -> bounds.ofAddress();
        };
    AtomicBoolean added = new AtomicBoolean();
    sockets.compute(
        owner,
        (_, had) -> {
          int now = had == null ? 0 : had;
          added.set(now < most);
          return added.get() ? now + 1 : had;
        });
    return added.get();
  }

  /// One of them is gone.
  void remove(Owner owner) {
    sockets.computeIfPresent(owner, (_, had) -> had == 1 ? null : had - 1);
  }

  /// How many owners have a socket.
  int owners() {
    return sockets.size();
  }
}
