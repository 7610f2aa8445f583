package io.buddychat.graphql;

import io.buddychat.domain.user.Viewer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a request comes through: for HTTP it lives as long as the request, for a socket as long as
/// the socket. Whoever logs in over a socket is signed in on it from then on.
public final class Connection {

  private final String address;
  private volatile Caller caller;

  /// Made when they are first asked for; most connections need neither. Guarded by this.
  private @Nullable ConnectionContext context;

  private @Nullable String id;

  /// @param address where it comes from, as far as is known: who is not signed in is counted by it
  public Connection(Caller caller, String address) {
    this.caller = caller;
    this.address = address;
  }

  public String address() {
    return address;
  }

  /// Whose it is as far as limits go: the person's, else the address's.
  public String owner() {
    return caller
        .viewer()
        .map(viewer -> "user " + viewer.user().value())
        .orElse("address " + address);
  }

  public Caller caller() {
    return caller;
  }

  /// What tells it from all others, here and elsewhere.
  public synchronized String id() {
    String known = id;
    if (known == null) {
      known = UUID.randomUUID().toString();
      id = known;
    }
    return known;
  }

  /// What hooks keep of it.
  public synchronized ConnectionContext context() {
    ConnectionContext known = context;
    if (known == null) {
      known = new ConnectionContext();
      context = known;
    }
    return known;
  }

  public void signIn(Viewer viewer) {
    caller = Caller.of(viewer);
  }
}
