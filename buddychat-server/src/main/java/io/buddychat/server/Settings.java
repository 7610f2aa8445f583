package io.buddychat.server;

import io.buddychat.graphql.DocumentLimits;
import io.buddychat.graphql.ws.WsSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// With what the server runs. All values are checked: what can be wrong about them was said before.
///
/// @param host the address to listen on
/// @param port the port to listen on; 0 picks a free one
/// @param endpoint where the API is
/// @param database which database; nothing is H2 in the data folder
/// @param peers whether other nodes on the same database are told of news, and heard
/// @param dataFolder where the server keeps what is its own
/// @param jwtSecret what access tokens are signed with; nothing makes one in the data folder
/// @param accessTokenTtl how long an access token is good
/// @param refreshTokenTtl how long a session lasts after its last refresh
/// @param rateLimit operations a minute for each user or address; 0 is no limit
/// @param rateLimitStatus the HTTP status of what is over the limit
/// @param requests how many requests may be worked on and wait
/// @param documents which GraphQL documents are answered
/// @param attachmentSize how long an attachment may be, in bytes
/// @param groupSize how many members a group may have
/// @param retention how long the logs keep what happened; zero is for ever
/// @param trustedProxies whose word is taken for where a client is
/// @param corsOrigins the pages of other hosts that may call, in the form browsers send; `*` is all
/// @param sockets the numbers of the socket protocol
/// @param connectionIds whether sockets are told their ids
/// @param maxSocketMessage the longest message a socket takes, in bytes
/// @param socketBounds how many sockets may be open
/// @param maxEventStreams how many event streams each user or address may have open
/// @param graphiql whether the page to try the API on is served
/// @param operating how it is watched over, and how it ends
public record Settings(
    String host,
    int port,
    Endpoint endpoint,
    Optional<Database> database,
    boolean peers,
    Path dataFolder,
    Optional<String> jwtSecret,
    Duration accessTokenTtl,
    Duration refreshTokenTtl,
    int rateLimit,
    int rateLimitStatus,
    Turnstile.Bounds requests,
    Documents documents,
    int attachmentSize,
    int groupSize,
    Duration retention,
    List<AddressBlock> trustedProxies,
    Set<String> corsOrigins,
    WsSettings sockets,
    boolean connectionIds,
    int maxSocketMessage,
    SocketBounds socketBounds,
    int maxEventStreams,
    boolean graphiql,
    Operating operating) {

  /// As many bytes as the output of HMAC-SHA-256, which RFC 7518 §3.2 asks for.
  private static final int SHORTEST_SECRET = 32;

  /// Below what Jetty, proxies and mobile networks take for a dead connection.
  private static final Duration LONGEST_PING_INTERVAL = Duration.ofSeconds(25);

  /// `refreshExpiresIn` is a moment in seconds, which GraphQL's Int holds until 2038.
  private static final Duration LONGEST_SESSION = Duration.ofDays(365);

  private static final int WINDOW = 64;
  private static final int MAX_UNREAD = 2 << 20;

  /// Where the database is.
  public record Database(String url, Optional<String> user, Optional<String> password) {

    @Override
    public String toString() {
      return "Database[...]";
    }
  }

  /// How it is watched over, and how it ends.
  ///
  /// @param metrics whether they are shown
  /// @param stopDelay how long it still serves after it was told to stop
  /// @param stopTime how long what runs may take then
  public record Operating(
      boolean metrics, LogFormat logFormat, Duration stopDelay, Duration stopTime) {}

  /// Which GraphQL documents are answered, and for how long.
  ///
  /// @param limits how much a document may ask for
  /// @param longest how long a query or mutation may run
  /// @param introspection whether clients may ask about the schema
  /// @param remembering whether documents can be asked for by their hash
  /// @param trusted the file of documents that are known beforehand
  /// @param trustedOnly whether any other document is refused
  public record Documents(
      DocumentLimits limits,
      Duration longest,
      boolean introspection,
      boolean remembering,
      Optional<Path> trusted,
      boolean trustedOnly) {}

  /// A value that cannot be used. The message is one line, which names the setting and never
  /// repeats the value.
  public static final class Wrong extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Wrong(String message) {
      super(message, null, false, false);
    }
  }

  /// Reads the settings from the environment and, if one is given, a properties file with the same
  /// names. The environment wins.
  ///
  /// @throws Wrong if a value cannot be used, or the file names a setting that does not exist
  public static Settings of(Map<String, String> environment, Optional<Path> file) {
    SettingValues values = SettingValues.of(environment, file);
    Duration accessTokenTtl =
        values.duration(Setting.ACCESS_TOKEN_TTL, Duration.ofSeconds(1), Duration.ofDays(365));
    Duration refreshTokenTtl =
        values.duration(Setting.REFRESH_TOKEN_TTL, accessTokenTtl, LONGEST_SESSION);
    int maxMessage = values.number(Setting.WS_MAX_MESSAGE, 1024, 64 << 20);
    return new Settings(
        host(values),
        values.number(Setting.PORT, 0, 65_535),
        endpoint(values),
        database(values),
        values.yesOrNo(Setting.PEERS),
        dataFolder(values),
        secret(values),
        accessTokenTtl,
        refreshTokenTtl,
        values.number(Setting.RATE_LIMIT, 0, 1_000_000_000),
        rateLimitStatus(values),
        new Turnstile.Bounds(
            values.number(Setting.REQUESTS_AT_ONCE, 1, 1_000_000),
            values.number(Setting.REQUESTS_WAITING, 0, 1_000_000),
            values.duration(Setting.REQUESTS_LONGEST_WAIT, Duration.ZERO, Duration.ofMinutes(1))),
        documents(values),
        values.number(Setting.ATTACHMENT_SIZE, 1, 1 << 30),
        values.number(Setting.GROUP_SIZE, 1, 100_000),
        values.duration(Setting.RETENTION, Duration.ZERO, Duration.ofDays(3650)),
        list(
            values,
            Setting.TRUSTED_PROXIES,
            AddressBlock::parse,
            "must be addresses or blocks such as 10.0.0.0/8, with commas between them"),
        Set.copyOf(
            list(
                values,
                Setting.CORS_ORIGINS,
                Settings::origin,
                "must be * or origins such as https://chat.example, with commas between them")),
        new WsSettings(
            values.duration(Setting.WS_INIT_TIMEOUT, Duration.ofMillis(1), Duration.ofMinutes(10)),
            values.duration(
                Setting.WS_PING_INTERVAL, Duration.ofMillis(100), LONGEST_PING_INTERVAL),
            values.number(Setting.WS_MAX_OPERATIONS, 1, 10_000),
            WINDOW,
            maxMessage,
            MAX_UNREAD,
            values.yesOrNo(Setting.WS_OLDER_PROTOCOL),
            values.yesOrNo(Setting.WS_STRICT_ORDER),
            confirmation(values)),
        values.yesOrNo(Setting.WS_CONNECTION_ID),
        maxMessage,
        new SocketBounds(
            values.number(Setting.WS_MAX_SOCKETS, 1, 10_000_000),
            values.number(Setting.WS_USER_SOCKETS, 1, 1_000_000),
            values.number(Setting.WS_ADDRESS_SOCKETS, 1, 10_000_000)),
        values.number(Setting.SSE_MAX_STREAMS, 1, 1_000_000),
        values.yesOrNo(Setting.GRAPHIQL),
        new Operating(
            values.yesOrNo(Setting.METRICS),
            logFormat(values),
            values.duration(Setting.STOP_DELAY, Duration.ZERO, Duration.ofMinutes(5)),
            values.duration(Setting.STOP_TIME, Duration.ZERO, Duration.ofMinutes(5))));
  }

  private static LogFormat logFormat(SettingValues values) {
    return switch (values.text(Setting.LOG_FORMAT).orElse("")) {
      case "text" -> LogFormat.TEXT;
      case "json" -> LogFormat.JSON;
      default -> throw SettingValues.wrong(Setting.LOG_FORMAT, "must be text or json");
    };
  }

  private static Documents documents(SettingValues values) {
    Optional<Path> trusted =
        values.text(Setting.TRUSTED_DOCUMENTS).map(file -> path(Setting.TRUSTED_DOCUMENTS, file));
    boolean trustedOnly = values.yesOrNo(Setting.TRUSTED_ONLY);
    if (trustedOnly && trusted.isEmpty()) {
      throw SettingValues.wrong(
          Setting.TRUSTED_ONLY, "needs " + Setting.TRUSTED_DOCUMENTS.key() + " to be set");
    }
    return new Documents(
        new DocumentLimits(
            values.number(Setting.QUERY_CHARACTERS, 100, 1 << 20),
            values.number(Setting.QUERY_TOKENS, 10, 1_000_000),
            values.number(Setting.QUERY_DEPTH, 1, 100),
            values.number(Setting.QUERY_ALIASES, 0, 1_000_000),
            values.number(Setting.QUERY_ROOT_FIELDS, 1, 1_000_000),
            values.number(Setting.QUERY_DIRECTIVES, 0, 1_000_000),
            values.number(Setting.QUERY_FRAGMENTS, 0, 1_000_000),
            values.number(Setting.QUERY_COST, 10, 1_000_000_000),
            values.number(Setting.QUERY_VALUES, 10, 1_000_000),
            values.number(Setting.QUERY_ERRORS, 1, 100)),
        values.duration(Setting.QUERY_TIMEOUT, Duration.ofMillis(1), Duration.ofHours(1)),
        values.yesOrNo(Setting.INTROSPECTION),
        values.yesOrNo(Setting.PERSISTED_QUERIES),
        trusted,
        trustedOnly);
  }

  private static Path path(Setting setting, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw SettingValues.wrong(setting, "must be a file");
    }
  }

  private static int rateLimitStatus(SettingValues values) {
    int status = values.number(Setting.RATE_LIMIT_STATUS, 403, 429);
    if (status == 403 || status == 429) {
      return status;
    }
    throw SettingValues.wrong(Setting.RATE_LIMIT_STATUS, "must be 403 or 429");
  }

  private static String host(SettingValues values) {
    String host = values.text(Setting.HOST).orElseThrow();
    if (host.matches("[A-Za-z0-9._:%-]+")) {
      return host;
    }
    throw SettingValues.wrong(Setting.HOST, "must be an address or a host name");
  }

  private static Endpoint endpoint(SettingValues values) {
    String path = values.text(Setting.PATH).orElse("");
    if (Endpoint.isPath(path)) {
      return new Endpoint(path);
    }
    throw SettingValues.wrong(
        Setting.PATH,
        "must be a path such as /api/graphql, of letters, digits and -._~, and not where something"
            + " else of the server is");
  }

  private static Optional<Map<String, @Nullable Object>> confirmation(SettingValues values) {
    return values.text(Setting.WS_OLDER_CONFIRMATION).map(Settings::payload);
  }

  private static Map<String, @Nullable Object> payload(String json) {
    if (Json.read(json).map(Json.Value::value).orElse("") instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> payload = new LinkedHashMap<>();
      map.forEach((name, value) -> payload.put(String.valueOf(name), value));
      return payload;
    }
    throw SettingValues.wrong(Setting.WS_OLDER_CONFIRMATION, "must be a JSON object");
  }

  private static Optional<Database> database(SettingValues values) {
    Optional<String> url = values.text(Setting.DB_URL);
    if (url.filter(u -> !u.startsWith("jdbc:h2:") && !u.startsWith("jdbc:postgresql:"))
        .isPresent()) {
      throw SettingValues.wrong(Setting.DB_URL, "must begin with jdbc:h2: or jdbc:postgresql:");
    }
    return url.map(
        u -> new Database(u, values.text(Setting.DB_USER), values.text(Setting.DB_PASSWORD)));
  }

  private static Path dataFolder(SettingValues values) {
    String folder = values.text(Setting.DATA_DIR).orElseThrow();
    // H2 would take what follows the semicolon for its settings.
    if (!folder.contains(";")) {
      try {
        return Path.of(folder);
      } catch (InvalidPathException e) {
        // As bad as one with a semicolon.
      }
    }
    throw SettingValues.wrong(
        Setting.DATA_DIR, "must be a folder, without a semicolon in its name");
  }

  private static Optional<String> secret(SettingValues values) {
    Optional<String> secret = values.text(Setting.JWT_SECRET);
    if (secret.filter(s -> !isLongEnough(s)).isPresent()) {
      throw SettingValues.wrong(
          Setting.JWT_SECRET, "must have %d bytes or more".formatted(SHORTEST_SECRET));
    }
    return secret;
  }

  static boolean isLongEnough(String secret) {
    return secret.getBytes(StandardCharsets.UTF_8).length >= SHORTEST_SECRET;
  }

  private static <T> List<T> list(
      SettingValues values, Setting setting, Function<String, Optional<T>> item, String rule) {
    return Arrays.stream(values.text(setting).orElse("").split(",", -1))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(text -> item.apply(text).orElseThrow(() -> SettingValues.wrong(setting, rule)))
        .toList();
  }

  private static Optional<String> origin(String text) {
    return text.equals(Origins.ANY) ? Optional.of(text) : Origin.parse(text).map(Origin::toString);
  }

  /// Without the secrets.
  @Override
  public String toString() {
    return "Settings[host=%s, port=%d, dataFolder=%s, accessTokenTtl=%s, refreshTokenTtl=%s]"
        .formatted(host, port, dataFolder, accessTokenTtl, refreshTokenTtl);
  }
}
