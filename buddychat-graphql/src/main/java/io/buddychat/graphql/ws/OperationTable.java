package io.buddychat.graphql.ws;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// The operations of one connection, by their ids.
///
/// An id is reserved *before* its operation runs, and is free again the moment it has ended. How
/// many may be at work at once is bounded. What was stopped but is still running counts against the
/// bound too: a client cannot keep a server busy by starting and stopping the same query for ever.
/// Used by events only.
final class OperationTable {

  private final Dialect dialect;
  private final Outlet outlet;
  private final Room room;
  private final Mailbox mailbox;
  private final Calls calls;
  private final Operations operations;
  private final WsSettings settings;
  private final BiConsumer<WsCloseCode, String> closeSocket;
  private final IntConsumer onLastWritten;
  private final Map<String, RunningOperation> byId = new LinkedHashMap<>(2);
  private int stoppedButRunning;

  /// If operations run one after another: the one that runs, and those behind it.
  private Optional<RunningOperation> atWork = Optional.empty();

  private final Queue<RunningOperation> waiting = new ArrayDeque<>();

  OperationTable(
      Dialect dialect,
      Outlet outlet,
      Room room,
      Mailbox mailbox,
      Calls calls,
      Operations operations,
      WsSettings settings,
      BiConsumer<WsCloseCode, String> closeSocket) {
    this.dialect = dialect;
    this.outlet = outlet;
    this.room = room;
    this.onLastWritten = room::give;
    this.mailbox = mailbox;
    this.calls = calls;
    this.operations = operations;
    this.settings = settings;
    this.closeSocket = closeSocket;
  }

  /// Reserves the id, and begins to run unless it has to wait for [#launchAll].
  void subscribe(ClientMessage.Subscribe message, boolean launch) {
    RunningOperation holder = byId.get(message.id());
    if (holder != null && !dialect.reusedIdReplaces()) {
      closeSocket(
          WsCloseCode.ALREADY_SUBSCRIBED, "Subscriber for " + message.id() + " already exists");
      return;
    }
    if (holder != null) {
      holder.stop();
    }
    if (byId.size() + stoppedButRunning >= settings.maxOperations()) {
      outlet.say(
          new ServerMessage.Failed(
              message.id(), Errors.tooManyOperations(settings.maxOperations())));
      return;
    }
    RunningOperation operation = new RunningOperation(message.id(), message.request(), this);
    byId.put(message.id(), operation);
    if (launch) {
      launch(operation);
    }
  }

  private void launch(RunningOperation operation) {
    if (!settings.strictOrder()) {
      operation.launch();
    } else if (atWork.isPresent()) {
      waiting.add(operation);
    } else {
      atWork = Optional.of(operation);
      operation.launch();
    }
  }

  /// Begins to run all that had to wait, in the order in which it came.
  void launchAll() {
    List.copyOf(byId.values()).forEach(this::launch);
  }

  /// The client wants no more of this id. One that is not in use is none of our business: its last
  /// message and this one may have crossed.
  void complete(String id) {
    RunningOperation operation = byId.get(id);
    if (operation != null) {
      operation.stop();
      if (dialect.confirmsEnd()) {
        outlet.say(new ServerMessage.Complete(id));
      }
    }
  }

  void stopAll() {
    List.copyOf(byId.values()).forEach(RunningOperation::stop);
  }

  // What an operation needs of its connection.

  /// The operation ended, and its id is free.
  void ended(RunningOperation operation, boolean stillRunning) {
    byId.remove(operation.id());
    waiting.remove(operation);
    if (stillRunning) {
      stoppedButRunning++;
    }
  }

  /// An operation has said its last word.
  void concluded() {
    if (dialect.endsWithItsOperation()) {
      closeSocket(WsCloseCode.NORMAL, "");
    }
  }

  /// An operation has done its work, so the next may begin. Told of any, at any time after that.
  @SuppressWarnings("ReferenceEquality") // an operation is nobody else
  void passTurn(RunningOperation operation) {
    if (atWork.filter(one -> one == operation).isPresent()) {
      atWork = Optional.empty();
      RunningOperation next = waiting.poll();
      if (next != null) {
        launch(next);
      }
    }
  }

  /// What to say when a stream begins, if anything.
  Optional<Map<String, @Nullable Object>> confirmation() {
    return dialect.confirmsStreams() ? settings.olderConfirmation() : Optional.empty();
  }

  /// An operation that had ended has returned from its work.
  void released() {
    stoppedButRunning--;
  }

  void closeSocket(WsCloseCode code, String reason) {
    closeSocket.accept(code, reason);
  }

  void post(Runnable event) {
    mailbox.post(event);
  }

  Outlet outlet() {
    return outlet;
  }

  Room room() {
    return room;
  }

  /// For frames that nobody counts: it only gives the room back.
  IntConsumer onLastWritten() {
    return onLastWritten;
  }

  Calls calls() {
    return calls;
  }

  Operations operations() {
    return operations;
  }

  int window() {
    return settings.window();
  }
}
