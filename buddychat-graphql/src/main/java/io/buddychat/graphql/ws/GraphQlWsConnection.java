package io.buddychat.graphql.ws;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The protocol's side of one socket. It holds the rules of a connection: who may say what, and
/// when.
/// - *Awaiting init*: the client has [WsSettings#initTimeout] to introduce itself, or the socket
///   closes with 4408. An operation closes it with 4401.
/// - *Admitting*: [Operations#connect] decides. A refusal closes with 4403, a postponement with
///   1013. In today's protocol an operation still closes with 4401; in the older one it waits.
/// - *Acknowledged*: operations run, the server pings, a token may expire (4403).
/// - *Closed*: nothing is said any more, every operation is stopped, every timer cancelled.
///
/// In each of them a ping is answered, a second introduction closes with 4429, and what is no
/// message closes with 4400. All methods may be called by any thread and return at once; see the
/// package for how they come into one order.
public final class GraphQlWsConnection implements WsControl {

  private static final Logger log = LoggerFactory.getLogger(GraphQlWsConnection.class);

  private enum Phase {
    AWAITING_INIT,
    ADMITTING,
    ACKNOWLEDGED,
    CLOSED
  }

  private final Dialect dialect;
  private final Operations operations;
  private final WsSettings settings;
  private final Mailbox mailbox;
  private final Outlet outlet;
  private final Calls calls;
  private final OperationTable table;
  private final Alarm initTimeout;
  private final Alarm nextPing;
  private final Alarm expiry;
  private final Alarm grace;
  private Phase phase = Phase.AWAITING_INIT;
  private boolean leaving;
  private boolean farewellSaid;

  GraphQlWsConnection(
      Dialect dialect,
      WsSocket socket,
      Operations operations,
      Executor executor,
      Timers timers,
      WsSettings settings) {
    this.dialect = dialect;
    this.operations = operations;
    this.settings = settings;
    this.mailbox = new Mailbox(this::crashed);
    Room room = new Room(settings.maxUnread(), mailbox);
    Room smallTalk = new Room(settings.maxTextLength(), mailbox);
    this.outlet = new Outlet(dialect, socket, room, smallTalk, this::deaf);
    this.calls = new Calls(executor, mailbox, this::settled);
    this.table =
        new OperationTable(
            dialect, outlet, room, mailbox, calls, operations, settings, this::close);
    this.initTimeout = new Alarm(timers, mailbox);
    this.nextPing = new Alarm(timers, mailbox);
    this.expiry = new Alarm(timers, mailbox);
    this.grace = new Alarm(timers, mailbox);
  }

  // What the transport tells.

  /// The socket is open. Comes first.
  public void onOpen() {
    mailbox.post(
        () -> {
          operations.opened(this);
          if (!settings.initTimeout().isZero()) {
            initTimeout.set(
                settings.initTimeout(),
                () -> close(WsCloseCode.INIT_TIMEOUT, "Connection initialisation timeout"));
          }
        });
  }

  /// The request of an event stream came, which is introduction and operation in one.
  public void onRequest(WsRequest request) {
    mailbox.post(
        () -> {
          receive(new ClientMessage.Init(Map.of()));
          receive(new ClientMessage.Subscribe("", request));
        });
  }

  /// A text frame came.
  public void onText(String text) {
    if (text.length() > settings.maxTextLength()) {
      mailbox.post(() -> close(WsCloseCode.TOO_BIG, "Message is too long"));
      return;
    }
    try {
      ClientMessage message = dialect.read(text);
      mailbox.post(() -> receive(message));
    } catch (BadMessage e) {
      mailbox.post(() -> close(WsCloseCode.BAD_REQUEST, e.reason()));
    }
  }

  /// A binary frame came. The protocol has none.
  public void onBinary() {
    mailbox.post(() -> close(WsCloseCode.BAD_REQUEST, "Binary messages are not supported"));
  }

  /// The socket is gone, whoever closed it and however. May come more than once.
  public void onClosed() {
    mailbox.post(
        () -> {
          outlet.fallSilent();
          shut();
        });
  }

  // What others may do to the socket.

  @Override
  public void expireAfter(Duration life) {
    mailbox.post(() -> expireLater(life));
  }

  @Override
  public void expire() {
    mailbox.post(this::expired);
  }

  @Override
  public void revoke() {
    mailbox.post(() -> close(WsCloseCode.FORBIDDEN, "Session ended"));
  }

  @Override
  public void closeForOverload(String reason) {
    mailbox.post(() -> close(WsCloseCode.TRY_AGAIN_LATER, reason));
  }

  @Override
  public void closeForShutdown(Duration longest) {
    mailbox.post(
        () -> {
          leaving = true;
          if (phase == Phase.ACKNOWLEDGED && !calls.none()) {
            grace.set(longest, this::restart);
          } else {
            restart();
          }
        });
  }

  // Events, one at a time.

  private void receive(ClientMessage message) {
    if (phase == Phase.CLOSED) {
      return;
    }
    switch (message) {
      case ClientMessage.Init init -> introduce(init);
      case ClientMessage.Subscribe subscribe -> subscribe(subscribe);
      case ClientMessage.Complete(var id) -> table.complete(id);
      case ClientMessage.Ping(var payload) -> outlet.say(new ServerMessage.Pong(payload));
      case ClientMessage.Pong _ -> {}
      case ClientMessage.Terminate _ -> close(WsCloseCode.NORMAL, "");
    }
  }

  private void introduce(ClientMessage.Init init) {
    if (phase != Phase.AWAITING_INIT) {
      close(WsCloseCode.TOO_MANY_INITS, "Too many initialisation requests");
      return;
    }
    phase = Phase.ADMITTING;
    initTimeout.cancel();
    try {
      calls.make(() -> admit(init), () -> {});
    } catch (RuntimeException e) {
      admissionFailed(e);
    }
  }

  /// Not an event: runs on the executor.
  private void admit(ClientMessage.Init init) {
    try {
      Admission admission = operations.connect(init.payload());
      mailbox.post(() -> admitted(admission));
    } catch (RuntimeException | Error e) {
      mailbox.post(() -> admissionFailed(e));
    }
  }

  private void admissionFailed(Throwable failure) {
    log.error("Whether to admit a client could not be decided", failure);
    close(WsCloseCode.TRY_AGAIN_LATER, "Try again later");
  }

  private void admitted(Admission admission) {
    if (phase != Phase.ADMITTING) {
      return;
    }
    switch (admission) {
      case Admission.Refused(var reason) -> {
        outlet.say(new ServerMessage.Refused(reason));
        close(WsCloseCode.FORBIDDEN, reason);
      }
      case Admission.Postponed(var reason) -> {
        outlet.say(new ServerMessage.Refused(reason));
        close(WsCloseCode.TRY_AGAIN_LATER, reason);
      }
      case Admission.Accepted(var payload, var expiresAfter) -> {
        phase = Phase.ACKNOWLEDGED;
        outlet.say(new ServerMessage.Ack(payload));
        expiresAfter.ifPresent(this::expireLater);
        beginPinging();
        table.launchAll();
      }
    }
  }

  private void subscribe(ClientMessage.Subscribe message) {
    boolean acknowledged = phase == Phase.ACKNOWLEDGED;
    boolean mayWait = phase == Phase.ADMITTING && dialect.operationsMayWait();
    if (!acknowledged && !mayWait) {
      close(WsCloseCode.UNAUTHORIZED, "Unauthorized");
    } else if (!leaving) {
      table.subscribe(message, acknowledged);
    }
  }

  private void beginPinging() {
    if (settings.pingInterval().isZero()) {
      return;
    }
    if (dialect.greetsWithKeepAlive()) {
      ping();
    } else {
      nextPing.set(settings.pingInterval(), this::ping);
    }
  }

  private void ping() {
    outlet.say(new ServerMessage.KeepAlive());
    nextPing.set(settings.pingInterval(), this::ping);
  }

  private void expireLater(Duration life) {
    if (phase != Phase.CLOSED) {
      expiry.set(life, this::expired);
    }
  }

  private void expired() {
    close(WsCloseCode.FORBIDDEN, "Token expired");
  }

  private void deaf() {
    close(WsCloseCode.TRY_AGAIN_LATER, "Too slow");
  }

  private void restart() {
    close(WsCloseCode.SERVICE_RESTART, "Service restart");
  }

  private void close(WsCloseCode code, String reason) {
    outlet.close(code, reason);
    shut();
  }

  private void shut() {
    phase = Phase.CLOSED;
    initTimeout.cancel();
    nextPing.cancel();
    expiry.cancel();
    grace.cancel();
    table.stopAll();
    sayFarewell();
  }

  /// One of the slow calls has returned.
  private void settled() {
    if (leaving && calls.none()) {
      restart();
    }
    sayFarewell();
  }

  private void sayFarewell() {
    if (phase == Phase.CLOSED && calls.none() && !farewellSaid) {
      farewellSaid = true;
      operations.closed();
    }
  }

  /// An event failed, which is our own mistake (or that of a port which throws where it must not).
  private void crashed(Throwable failure) {
    log.error("The protocol failed on a socket", failure);
    close(WsCloseCode.INTERNAL_ERROR, "Internal error");
  }
}
