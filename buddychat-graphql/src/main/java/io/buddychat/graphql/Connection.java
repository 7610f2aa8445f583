package io.buddychat.graphql;

import io.buddychat.domain.user.Viewer;

/// What a request comes through: for HTTP it lives as long as the request, for a socket as long as the
/// socket. Whoever logs in over a socket is signed in on it from then on.
public final class Connection {

  private volatile Caller caller;

  public Connection(Caller caller) {
    this.caller = caller;
  }

  public Caller caller() {
    return caller;
  }

  public void signIn(Viewer viewer) {
    caller = Caller.of(viewer);
  }
}
