package io.buddychat.graphql;

import graphql.execution.AbortExecutionException;
import graphql.language.OperationDefinition.Operation;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.user.Viewer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// What belongs to one request while it runs: who asks, and whether they asked to follow their log.
final class RequestContext {

  private final Connection connection;
  private final Optional<InboxEvent> delivered;

  /// Whose it was when the request began, whoever logs in on the connection meanwhile.
  private Caller caller;

  private boolean subscription;
  private Optional<Operation> kind = Optional.empty();
  private Optional<Followed> followed = Optional.empty();
  private Optional<InboxCursor> head = Optional.empty();
  private BooleanSupplier overdue = () -> false;
  private Optional<Plan> plan = Optional.empty();
  private boolean stopped;

  private RequestContext(Connection connection, Optional<InboxEvent> delivered) {
    this.connection = connection;
    this.caller = connection.caller();
    this.delivered = delivered;
  }

  static RequestContext of(Connection connection) {
    return new RequestContext(connection, Optional.empty());
  }

  /// For the delivery of an event: the subscription's field is answered with it, on behalf of
  /// whoever subscribed.
  static RequestContext delivering(InboxEvent event, Connection connection) {
    return new RequestContext(connection, Optional.of(event));
  }

  Connection connection() {
    return connection;
  }

  /// The event that a subscription's field is being answered with, if it is.
  Optional<InboxEvent> delivered() {
    return delivered;
  }

  /// Who asks.
  Caller caller() {
    return caller;
  }

  /// From now on somebody else asks, here and in whatever begins on the connection.
  void signIn(Viewer viewer) {
    caller = Caller.of(viewer);
    connection.signIn(viewer);
  }

  /// The signed-in person; refuses when there is none.
  Viewer viewer() {
    return caller
        .viewer()
        .orElseThrow(
            () ->
                new Failure.Unauthenticated(caller.problem().orElse("You are not signed in."))
                    .asException());
  }

  /// It is a subscription, whatever becomes of it: one that gives no stream has failed to start.
  ///
  /// @return the signed-in person; refuses when there is none
  Viewer beginSubscription() {
    subscription = true;
    return viewer();
  }

  boolean isSubscription() {
    return subscription;
  }

  /// It is an operation of this kind, that passed validation.
  void noteKind(Operation operation) {
    kind = Optional.of(operation);
  }

  boolean isKindKnown() {
    return kind.isPresent();
  }

  /// `query`, `mutation` or `subscription`; `none` as long as that is not known.
  String kind() {
    return kind.map(
            operation ->
                switch (operation) {
                  case QUERY -> "query";
                  case MUTATION -> "mutation";
                  case SUBSCRIPTION -> "subscription";
                })
        .orElse("none");
  }

  /// Has a log follow the answer.
  void follow(Followed what) {
    followed = Optional.of(what);
  }

  Optional<Followed> followed() {
    return followed;
  }

  /// Keeps how the operation is answered, for the events that follow.
  void note(Plan newPlan) {
    plan = Optional.of(newPlan);
  }

  Optional<Plan> plan() {
    return plan;
  }

  /// Notes how far the viewer's log reached before anything else was read.
  void noteHead(InboxCursor cursor) {
    head = Optional.of(cursor);
  }

  Optional<InboxCursor> head() {
    return head;
  }

  /// From now on the operation has this long.
  void startTimer(LongSupplier nanoTime, Duration longest) {
    long begun = nanoTime.getAsLong();
    overdue = () -> nanoTime.getAsLong() - begun > longest.toNanos();
  }

  /// Ends the operation when it has run longer than it may.
  void checkTime() {
    if (overdue.getAsBoolean()) {
      stopped = true;
      throw new AbortExecutionException();
    }
  }

  boolean isStopped() {
    return stopped;
  }
}
