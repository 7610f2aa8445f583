package io.buddychat.graphql;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.user.SessionEnds;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Viewer;
import io.buddychat.graphql.ws.Admission;
import io.buddychat.graphql.ws.Cancellation;
import io.buddychat.graphql.ws.GraphQlWs;
import io.buddychat.graphql.ws.GraphQlWsConnection;
import io.buddychat.graphql.ws.Operations;
import io.buddychat.graphql.ws.Outcome;
import io.buddychat.graphql.ws.Timers;
import io.buddychat.graphql.ws.WsCloseCode;
import io.buddychat.graphql.ws.WsControl;
import io.buddychat.graphql.ws.WsRequest;
import io.buddychat.graphql.ws.WsSettings;
import io.buddychat.graphql.ws.WsSocket;
import io.buddychat.graphql.ws.WsSubprotocol;
import io.buddychat.testkit.client.Sockets;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Sockets that lead to a BuddyChat in the same program: all that an embedder needs to give a
/// client to tests or bots without a network. It uses nothing that others cannot use.
final class InProcess implements Sockets, AutoCloseable {

  private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(50);

  private final BuddyChat chat;
  private final AccessTokens tokens;
  private final Clock clock;
  private final BuddyChatGraphQl graphQl;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1);
  private final GraphQlWs protocol =
      new GraphQlWs(threads, Timers.on(timers), WsSettings.defaults());

  InProcess(BuddyChat chat, Clock clock) {
    this.chat = chat;
    this.clock = clock;
    this.tokens = new PlainTokens(clock);
    this.graphQl = BuddyChatGraphQl.of(chat, tokens, RateLimits.none());
  }

  @Override
  public Socket open(Listener listener) {
    GraphQlWsConnection server =
        protocol.connection(
            WsSubprotocol.GRAPHQL_TRANSPORT_WS, new ToClient(listener), new OneSocket());
    server.onOpen();
    return new Socket() {
      @Override
      public void send(String text) {
        server.onText(text);
      }

      @Override
      public void close() {
        server.onClosed();
      }
    };
  }

  @Override
  public void close() {
    timers.shutdownNow();
    threads.shutdownNow();
  }

  /// What the server says, the client hears.
  private record ToClient(Listener listener) implements WsSocket {

    @Override
    public void send(byte[] text, IntConsumer written) {
      var _ =
          listener
              .text(new String(text, StandardCharsets.UTF_8))
              .thenRun(() -> written.accept(text.length));
    }

    @Override
    public void close(WsCloseCode code, String reason) {
      listener.closed(new Closing(code.number(), reason));
    }
  }

  /// Whose one socket is, and what runs on it.
  private final class OneSocket implements Operations {

    private final Connection connection = new Connection(Caller.ANONYMOUS, "in process");
    private Optional<WsControl> control = Optional.empty();
    private Optional<SessionEnds.Registration> ends = Optional.empty();

    @Override
    public synchronized void opened(WsControl theControl) {
      control = Optional.of(theControl);
    }

    @Override
    public Admission connect(Map<String, @Nullable Object> payload) {
      if (!(payload.get("token") instanceof String token)) {
        return Admission.accepted();
      }
      if (tokens.verify(token) instanceof AccessTokens.Verdict.Valid(var claims)) {
        Optional<Viewer> viewer = chat.signIn().viewer(claims.session());
        if (viewer.isPresent()) {
          connection.signIn(viewer.get());
          endWith(claims.session());
          Duration life = Duration.between(clock.instant(), claims.expiresAt());
          return new Admission.Accepted(Map.of(), Optional.of(life));
        }
      }
      return new Admission.Refused("The token is not valid.");
    }

    private synchronized void endWith(SessionId session) {
      ends =
          Optional.of(
              chat.sessionEnds().listen(session, () -> control.ifPresent(WsControl::revoke)));
    }

    @Override
    public Outcome start(WsRequest request, Cancellation cancellation) {
      return graphQl.execute(
          new GraphQlRequest(
              request.query(),
              request.documentId(),
              request.operationName(),
              request.variables(),
              request.extensions()),
          connection);
    }

    @Override
    public synchronized void closed() {
      ends.ifPresent(SessionEnds.Registration::close);
    }
  }

  /// Tokens that anybody can read and forge: good enough where nobody else is.
  private record PlainTokens(Clock clock) implements AccessTokens {

    @Override
    public Issued issue(UserId user, SessionId session, String username) {
      Instant now = clock.instant();
      Claims claims = new Claims(user, session, username, now, now.plus(TOKEN_LIFETIME));
      String token =
          "%d %d %s %s".formatted(user.value(), session.value(), username, claims.expiresAt());
      return new Issued(token, claims);
    }

    @Override
    public Verdict verify(String token) {
      List<String> parts = List.of(token.split(" ", -1));
      Instant expiry = Instant.parse(parts.get(3));
      if (!clock.instant().isBefore(expiry)) {
        return new Verdict.Expired();
      }
      return new Verdict.Valid(
          new Claims(
              new UserId(Long.parseLong(parts.get(0))),
              new SessionId(Long.parseLong(parts.get(1))),
              parts.get(2),
              expiry.minus(TOKEN_LIFETIME),
              expiry));
    }
  }
}
