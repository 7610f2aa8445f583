package io.buddychat.server;

import io.buddychat.domain.core.BuddyChatException;
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
import io.buddychat.server.SocketOwners.Owner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What stands behind one socket: whose it is, and what runs its requests.
///
/// A socket is somebody's by the token of its introduction, else by the one of its handshake, or by
/// a login that it carried itself. It stays theirs until the token expires or the session ends.
///
/// A login as somebody else makes it that person's from then on. What was begun before stays the
/// first one's, who may still be following their inbox. So the end of either token, or of either
/// session, ends the socket, and it counts as a socket of both.
final class SocketOperations implements Operations {

  private static final String TOO_MANY_OF_USER = "Too many sockets of this user";
  private static final String TOO_MANY_OF_ADDRESS = "Too many sockets of this address";
  private static final String TOO_MUCH_TO_DO = "The server has too much to do";

  private final World world;
  private final List<String> authorization;
  private final Connection connection;

  // Guarded by this.
  private Optional<WsControl> control = Optional.empty();
  private final Map<SessionId, SessionEnds.Registration> listening = new HashMap<>(2);
  private final Set<Owner> owners = new HashSet<>(2);
  private Caller known = Caller.ANONYMOUS;

  /// When the token expires by which it is whose it is now.
  private Instant until = Instant.MAX;

  /// When the first token of those expires who had it before.
  private Instant othersUntil = Instant.MAX;

  private boolean gone;

  SocketOperations(World world, Handshake handshake) {
    this(world, handshake.authorization(), new Connection(Caller.ANONYMOUS, handshake.address()));
  }

  private SocketOperations(World world, List<String> authorization, Connection connection) {
    this.world = world;
    this.authorization = authorization;
    this.connection = connection;
  }

  /// For a request of which it is known who sends it. It is no socket and not counted as one.
  static SocketOperations ofRequest(World world, Connection connection) {
    return new SocketOperations(world.withoutBounds(), List.of(), connection);
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
      Turnstile turnstile,
      BuddyChatGraphQl graphQl,
      Authentication authentication,
      SessionEnds sessionEnds,
      SocketOwners owners,
      Clock clock,
      Duration tokenLifetime) {

    private World withoutBounds() {
      return new World(
          turnstile,
          graphQl,
          authentication,
          sessionEnds,
          new SocketOwners(SocketBounds.none()),
          clock,
          tokenLifetime);
    }
  }

  @Override
  public synchronized void opened(WsControl theControl) {
    control = Optional.of(theControl);
  }

  @Override
  public Admission connect(Map<String, @Nullable Object> initPayload) {
    return world
        .turnstile()
        .pass(() -> introduced(initPayload))
        .orElseGet(() -> new Admission.Postponed(TOO_MUCH_TO_DO));
  }

  private Admission introduced(Map<String, @Nullable Object> initPayload) {
    Authentication.Result byPayload = world.authentication().byPayload(initPayload);
    Authentication.Result who =
        byPayload instanceof Authentication.Result.Nobody
            ? world.authentication().byHeader(authorization)
            : byPayload;
    return switch (who) {
      case Authentication.Result.Nobody _ when !belongTo(new Owner.Address(connection.address())) ->
          new Admission.Postponed(TOO_MANY_OF_ADDRESS);
      case Authentication.Result.Somebody(var viewer, _)
          when !belongTo(new Owner.Person(viewer.user())) ->
          new Admission.Postponed(TOO_MANY_OF_USER);
      default -> greeted(admit(who), initPayload);
    };
  }

  /// The hooks have the last word about whom we let in.
  private Admission greeted(Admission admission, Map<String, @Nullable Object> initPayload) {
    if (!(admission instanceof Admission.Accepted(_, var expiresAfter))) {
      return admission;
    }
    try {
      return new Admission.Accepted(
          world.graphQl().connected(connection, initPayload), expiresAfter);
    } catch (BuddyChatException refusal) {
      return new Admission.Refused(refusal.failure().message());
    }
  }

  /// Lets somebody in, until their token expires or their session ends.
  Admission admit(Authentication.Result who) {
    return switch (who) {
      case Authentication.Result.Nobody _ -> Admission.accepted();
      case Authentication.Result.Refused(var problem) -> new Admission.Refused(problem);
      case Authentication.Result.Somebody(var viewer, var expiry) -> {
        connection.signIn(viewer);
        follow();
        yield new Admission.Accepted(Map.of(), Optional.of(lifeUntil(expiry)));
      }
    };
  }

  @Override
  public Outcome start(WsRequest request, Cancellation cancellation) {
    return world.turnstile().pass(() -> run(request)).orElse(Turnstile.TURNED_AWAY);
  }

  private Outcome run(WsRequest request) {
    Outcome outcome =
        world
            .graphQl()
            .execute(
                new GraphQlRequest(
                    request.query(),
                    request.documentId(),
                    request.operationName(),
                    request.variables(),
                    request.extensions()),
                connection);
    if (follow()) {
      Duration life = lifeUntil(world.clock().instant().plus(world.tokenLifetime()));
      control().ifPresent(socket -> socket.expireAfter(life));
    }
    return outcome;
  }

  /// How long the socket has to live by a new token, good until then.
  private synchronized Duration lifeUntil(Instant expiry) {
    until = expiry;
    Instant first = until.isBefore(othersUntil) ? until : othersUntil;
    Duration life = Duration.between(world.clock().instant(), first);
    return life.isNegative() ? Duration.ZERO : life;
  }

  /// @return whether there was a place for one more of theirs
  private synchronized boolean belongTo(Owner owner) {
    if (owners.contains(owner)) {
      return true;
    }
    return world.owners().add(owner) && owners.add(owner);
  }

  /// Somebody has signed in: it is no longer anybody's at that address.
  private synchronized void leaveTheAddress() {
    Owner address = new Owner.Address(connection.address());
    if (owners.remove(address)) {
      world.owners().remove(address);
    }
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
      viewer = caller.viewer();
      if (!viewer.map(Viewer::user).equals(known.viewer().map(Viewer::user))
          && until.isBefore(othersUntil)) {
        othersUntil = until;
      }
      known = caller;
      viewer.map(Viewer::session).ifPresent(this::listenFor);
    }
    if (viewer.isPresent()) {
      if (belongTo(new Owner.Person(viewer.get().user()))) {
        leaveTheAddress();
      } else {
        control().ifPresent(socket -> socket.closeForOverload(TOO_MANY_OF_USER));
      }
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
    owners.forEach(world.owners()::remove);
    owners.clear();
  }
}
