package io.buddychat.server;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.Store;
import io.buddychat.domain.attachment.Blobs;
import io.buddychat.domain.inbox.Turns;
import io.buddychat.domain.peer.Peers;
import io.buddychat.domain.user.Passwords;
import io.buddychat.domain.user.Pbkdf2Passwords;
import io.buddychat.graphql.BuddyChatGraphQl;
import io.buddychat.graphql.DocumentRules;
import io.buddychat.graphql.Hooks;
import io.buddychat.graphql.RateLimits;
import io.buddychat.graphql.TrustedDocuments;
import io.buddychat.graphql.ws.GraphQlWs;
import io.buddychat.graphql.ws.Timers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.eclipse.jetty.server.Handler;

/// Puts the parts of a server together: rules, GraphQL, tokens, and what stands before them.
///
/// @param patience how long a socket's client may read nothing
/// @param turnstile through which requests come in
record Assembly(
    Settings settings,
    Store store,
    Peers peers,
    Blobs blobs,
    Optional<Passwords> passwords,
    Hooks hooks,
    Clock clock,
    Secret secret,
    Executor threads,
    Timers timers,
    Duration patience,
    Turnstile turnstile,
    Metrics metrics) {

  private static final RequestBody BODY = new RequestBody(1 << 20, Duration.ofSeconds(15));

  private static final int FRAMES_AT_ONCE = 256;

  /// What answers requests, outermost first.
  Handler handlers(OpenSockets sockets) {
    Turns turns = Turns.on(threads);
    BuddyChat chat = chat(turns);
    JwtTokens tokens = new JwtTokens(secret, clock, settings.accessTokenTtl());
    Authentication authentication = new Authentication(tokens, chat.signIn());
    RateLimits limits = limits();
    BuddyChatGraphQl graphQl = graphQl(chat, tokens, limits);
    new Sweeper(chores(chat), threads, timers).start();
    SocketOperations.World world =
        new SocketOperations.World(
            turnstile,
            graphQl,
            authentication,
            chat.sessionEnds(),
            new SocketOwners(settings.socketBounds()),
            clock,
            settings.accessTokenTtl());
    GraphQlWs protocol = new GraphQlWs(threads, timers, settings.sockets());
    SocketWays ways =
        new SocketWays(
            turns, timers, new OutboundQueue.Bounds(FRAMES_AT_ONCE, patience), silence());
    GraphQlSocket.Parts parts =
        new GraphQlSocket.Parts(
            protocol, handshake -> new SocketOperations(world, handshake), sockets, ways, metrics);
    EventStreams streams =
        new EventStreams(protocol, sockets, ways, new OpenStreams(settings.maxEventStreams()));
    Handler answering =
        new OriginHandler(
            new Origins(settings.corsOrigins()),
            new Handler.Sequence(
                new GraphQlHandler(
                    world,
                    new RequestReader(BODY),
                    new HttpStatusPolicy(settings.rateLimitStatus()),
                    streams),
                new AttachmentHandler(
                    turnstile,
                    chat.uploads(),
                    authentication,
                    limits,
                    settings.rateLimitStatus(),
                    metrics),
                new PageHandler(settings.graphiql(), settings.endpoint()),
                SocketHandler.of(parts, settings.maxSocketMessage())));
    return new AddressHandler(
        settings.trustedProxies(), EndpointHandler.of(settings.endpoint(), answering));
  }

  /// The embedder's win over our own.
  private Hooks allHooks() {
    List<Hooks.OnConnect> all = new ArrayList<>();
    if (settings.connectionIds()) {
      all.add((connection, _) -> Map.of("connectionId", connection.id()));
    }
    all.addAll(hooks.onConnect());
    return new Hooks(all, hooks.around());
  }

  private BuddyChatGraphQl graphQl(BuddyChat chat, JwtTokens tokens, RateLimits limits) {
    Settings.Documents documents = settings.documents();
    DocumentRules rules =
        new DocumentRules(
            documents.limits(),
            documents.longest(),
            System::nanoTime,
            documents.introspection(),
            documents.remembering(),
            documents
                .trusted()
                .map(file -> TrustedDocuments.of(TrustedFile.read(file), documents.trustedOnly()))
                .orElse(TrustedDocuments.NONE));
    try {
      return BuddyChatGraphQl.of(chat, tokens, limits, rules, metrics, allHooks());
    } catch (TrustedDocuments.Wrong e) {
      throw TrustedFile.wrong(e.line());
    }
  }

  private static List<Sweeper.Chore> chores(BuddyChat chat) {
    return List.of(
        new Sweeper.Chore("Removing files that nobody wants", chat.sweep()::run),
        new Sweeper.Chore("Forgetting what is old", chat.forgetting()::run));
  }

  private RateLimits limits() {
    return new RateLimits(settings.rateLimit(), System::nanoTime);
  }

  private BuddyChat chat(Turns turns) {
    return BuddyChat.on(store)
        .peers(peers)
        .clock(clock)
        .turns(turns)
        .sessionLifetime(settings.refreshTokenTtl())
        .mostGroupMembers(settings.groupSize())
        .blobs(blobs)
        .mostAttachmentBytes(settings.attachmentSize())
        .retention(settings.retention())
        .passwords(
            BoundedPasswords.within(settings.requests(), passwords.orElseGet(Pbkdf2Passwords::new)))
        .build();
  }

  /// Clients of today's protocol answer each ping, so they are not asked twice.
  private Duration silence() {
    return settings.sockets().pingInterval().multipliedBy(2);
  }
}
