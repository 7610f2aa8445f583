package io.buddychat.graphql;

import io.buddychat.domain.core.Failure;
import io.buddychat.domain.user.Viewer;
import java.util.Optional;

/// What belongs to one request while it runs: who asks, and whether they asked to follow their log.
final class RequestContext {

  private final Connection connection;
  private boolean subscription;
  private Optional<Viewer> follower = Optional.empty();

  RequestContext(Connection connection) {
    this.connection = connection;
  }

  Connection connection() {
    return connection;
  }

  /// The signed-in person; refuses when there is none.
  Viewer viewer() {
    Caller caller = connection.caller();
    return caller
        .viewer()
        .orElseThrow(
            () ->
                new Failure.Unauthenticated(caller.problem().orElse("You are not signed in."))
                    .asException());
  }

  /// Has the viewer's log follow the answer.
  void follow() {
    subscription = true;
    follower = Optional.of(viewer());
  }

  /// Whether it is a subscription: one that gives no stream has failed to start.
  boolean isSubscription() {
    return subscription;
  }

  Optional<Viewer> follower() {
    return follower;
  }
}
