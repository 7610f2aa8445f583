package io.buddychat.server;

import io.buddychat.domain.user.SessionEnds;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.Viewer;
import io.buddychat.graphql.BuddyChatGraphQl;
import io.buddychat.graphql.Caller;
import io.buddychat.graphql.Connection;
import io.buddychat.graphql.GraphQlRequest;
import io.buddychat.graphql.ws.Admission;
import io.buddychat.graphql.ws.Cancellation;
import io.buddychat.graphql.ws.Operations;
import io.buddychat.graphql.ws.Outcome;
import io.buddychat.graphql.ws.WsControl;
import io.buddychat.graphql.ws.WsRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What stands behind one socket: whose it is, and what runs its requests.
///
/// A socket is somebody's by the token of its introduction, else by the one of its handshake, or by
/// a login that it carried itself. It stays theirs until the token expires or the session ends. Who
/// was signed in on it before may still be following their inbox: the end of their session ends it
/// too.
final class SocketOperations implements Operations {

  private final World world;
  private final List<String> authorization;
  private final Connection connection;

  // Guarded by this.
  private Optional<WsControl> control = Optional.empty();
  private final Map<SessionId, SessionEnds.Registration> listening = new HashMap<>();
  private Caller known = Caller.ANONYMOUS;
  private boolean gone;

  SocketOperations(World world, Handshake handshake) {
    this(world, handshake.authorization(), new Connection(Caller.ANONYMOUS, handshake.address()));
  }

  private SocketOperations(World world, List<String> authorization, Connection connection) {
    this.world = world;
    this.authorization = authorization;
    this.connection = connection;
  }

  /// For a request of which it is known who sends it.
  static SocketOperations ofRequest(World world, Connection connection) {
    return new SocketOperations(world, List.of(), connection);
  }

  /// What is kept of a handshake.
  ///
  /// @param authorization the values of the header `Authorization`
  /// @param address where the socket comes from
  record Handshake(List<String> authorization, String address) {}

  /// What all sockets share.
  ///
  /// @param tokenLifetime how long a token is good that was given over a socket
  record World(
      BuddyChatGraphQl graphQl,
      Authentication authentication,
      SessionEnds sessionEnds,
      Clock clock,
      Duration tokenLifetime) {}

  @Override
  public synchronized void opened(WsControl theControl) {
    control = Optional.of(theControl);
  }

  @Override
  public Admission connect(Map<String, @Nullable Object> initPayload) {
    Authentication.Result byPayload = world.authentication().byPayload(initPayload);
    return admit(
        byPayload instanceof Authentication.Result.Nobody
            ? world.authentication().byHeader(authorization)
            : byPayload);
  }

  /// Lets somebody in, until their token expires or their session ends.
  Admission admit(Authentication.Result who) {
    return switch (who) {
      case Authentication.Result.Nobody _ -> Admission.accepted();
      case Authentication.Result.Refused(var problem) -> new Admission.Refused(problem);
      case Authentication.Result.Somebody(var viewer, var until) -> {
        connection.signIn(viewer);
        follow();
        Duration life = Duration.between(world.clock().instant(), until);
        yield new Admission.Accepted(
            Map.of(), Optional.of(life.isNegative() ? Duration.ZERO : life));
      }
    };
  }

  @Override
  public Outcome start(WsRequest request, Cancellation cancellation) {
    Outcome outcome =
        world
            .graphQl()
            .execute(
                new GraphQlRequest(
                    request.query(),
                    request.operationName(),
                    request.variables(),
                    request.extensions()),
                connection);
    if (follow()) {
      control().ifPresent(socket -> socket.expireAfter(world.tokenLifetime()));
    }
    return outcome;
  }

  /// Listens for the end of the session to which the socket belongs now, too.
  ///
  /// @return whether the socket has changed hands, or its person got a new token
  @SuppressWarnings("ReferenceEquality") // Each login makes a new Caller, if only with a new token.
  private boolean follow() {
    Optional<Viewer> viewer;
    synchronized (this) {
      Caller caller = connection.caller();
      if (caller == known || gone) {
        return false;
      }
      known = caller;
      viewer = caller.viewer();
      viewer.map(Viewer::session).ifPresent(this::listenFor);
    }
    // It may have ended between being found alive and being listened to.
    if (viewer.filter(v -> !world.authentication().isAlive(v)).isPresent()) {
      revoke();
    }
    return true;
  }

  private synchronized void listenFor(SessionId session) {
    listening.computeIfAbsent(session, id -> world.sessionEnds().listen(id, this::revoke));
  }

  private void revoke() {
    control().ifPresent(WsControl::revoke);
  }

  private synchronized Optional<WsControl> control() {
    return control;
  }

  @Override
  public synchronized void closed() {
    gone = true;
    listening.values().forEach(SessionEnds.Registration::close);
    listening.clear();
  }
}
