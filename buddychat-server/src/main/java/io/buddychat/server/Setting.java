package io.buddychat.server;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The catalogue of all settings: how each is called, what it is without being set, and what it
/// does.
///
/// The name is the same in the environment and in a file.
enum Setting {
  PORT("8080", "The port to listen on; 0 picks a free one."),
  HOST("127.0.0.1", "The address to listen on; 0.0.0.0 is all of the machine's."),
  PATH(
      "/graphql",
      "The path of the API. If it ends in /graphql, the pages to try it on stand beside it."),
  DB_URL(
      "", "The database: jdbc:h2:... or jdbc:postgresql://...; without it, H2 in the data folder."),
  DB_USER("", "The database's user."),
  DB_PASSWORD("", "The database's password."),
  PEERS(
      "true",
      "Whether nodes that share a PostgreSQL tell each other of news; each has a connection for it."),
  DATA_DIR("./data", "The folder for what the server itself keeps."),
  JWT_SECRET(
      "",
      "What access tokens are signed with, 32 bytes or more; without it, one is made and kept in"
          + " the data folder."),
  ACCESS_TOKEN_TTL("PT50M", "How long an access token is good (ISO-8601)."),
  REFRESH_TOKEN_TTL("P7D", "How long a session lasts after its last refresh (ISO-8601)."),
  RATE_LIMIT(
      "600",
      "Operations a minute for each user, or for each address that nobody is signed in at; a tenth"
          + " of it, for each address and each user, for what takes a password. 0 is no limit."),
  RATE_LIMIT_STATUS("403", "The HTTP status of what is over the limit: 403 or 429."),
  REQUESTS_AT_ONCE("64", "How many requests are worked on at once; the next ones wait."),
  REQUESTS_WAITING(
      "1024", "How many requests may wait; the next gets 503, over a socket RATE_LIMITED."),
  REQUESTS_LONGEST_WAIT(
      "PT0.5S", "How long a request may wait before it gets the same (ISO-8601)."),
  QUERY_CHARACTERS("65536", "How many characters a GraphQL document may have."),
  QUERY_TOKENS("4000", "How many words and signs a document may have, and how many comments."),
  QUERY_DEPTH("20", "How many levels of fields, and of fragments, a document may nest."),
  QUERY_ALIASES(
      "100", "How often a document may ask again for a field it asks for at the same place."),
  QUERY_ROOT_FIELDS("50", "How many fields may stand at the top of an operation."),
  QUERY_DIRECTIVES("200", "How many directives a document may have."),
  QUERY_FRAGMENTS("100", "How many fragments a document may define."),
  QUERY_COST(
      "20000",
      "What an operation may cost: 1 for each leaf, 2 for each object, times the sizes of the pages"
          + " they are on. A subscription may cost a tenth of it for each event."),
  QUERY_VALUES(
      "2000",
      "How many values the variables may hold, and how many the arguments in a document; a group"
          + " that is made with more members needs more."),
  QUERY_ERRORS("20", "How many mistakes in a document are listed."),
  QUERY_TIMEOUT("PT10S", "How long a query or a mutation may run (ISO-8601)."),
  INTROSPECTION("true", "Whether clients may ask about the schema."),
  PERSISTED_QUERIES(
      "true", "Whether a document that came with its hash once can be asked for by the hash."),
  TRUSTED_DOCUMENTS(
      "",
      "A JSON file of documents that clients may name by their ids: {id: document}, or a manifest"
          + " as Apollo writes it."),
  TRUSTED_ONLY("false", "Whether any other document is refused."),
  ATTACHMENT_SIZE("10485760", "The longest attachment, in bytes."),
  GROUP_SIZE("1000", "How many members a group may have."),
  RETENTION(
      "P30D",
      "How long the logs keep what happened, for clients that come back with a cursor, and how long"
          + " a clientMessageId is remembered (ISO-8601); PT0S is for ever."),
  TRUSTED_PROXIES(
      "",
      "Proxies whose X-Forwarded-For is believed, by address or block, such as 10.0.0.0/8, with"
          + " commas between them."),
  CORS_ORIGINS(
      "",
      "Pages of other hosts that may call, such as https://chat.example, with commas between them;"
          + " * is all."),
  WS_INIT_TIMEOUT("PT3S", "How long a socket may take to introduce itself (ISO-8601)."),
  WS_PING_INTERVAL("PT12S", "How often a socket is pinged (ISO-8601)."),
  WS_MAX_OPERATIONS("100", "How many operations one socket may run at once."),
  WS_MAX_MESSAGE("1048576", "The longest message a socket takes, in bytes."),
  WS_STRICT_ORDER(
      "false",
      "Whether the operations of a socket run one after another; the next begins when the one before"
          + " has answered, or its stream has begun."),
  WS_CONNECTION_ID("false", "Whether connection_ack tells the connection's id."),
  WS_OLDER_PROTOCOL("true", "Whether the older protocol, graphql-ws, is spoken too."),
  WS_OLDER_CONFIRMATION(
      "",
      "In the older protocol, the payload of a message that comes when a subscription has begun,"
          + " before its events, such as {\"data\":null}; without it, there is no such message."),
  WS_MAX_SOCKETS("10000", "How many sockets may be open at once; beyond, handshakes get 503."),
  WS_USER_SOCKETS("32", "How many sockets one user may have open; the next is closed with 1013."),
  WS_ADDRESS_SOCKETS(
      "256",
      "How many sockets one address may have open on which nobody is signed in; the next is closed"
          + " with 1013."),
  SSE_MAX_STREAMS(
      "20",
      "How many event streams each user, or each address that nobody is signed in at, may have"
          + " open."),
  GRAPHIQL("true", "Whether the pages /graphiql and /try are there."),
  METRICS("true", "Whether /metrics is there."),
  LOG_FORMAT("text", "How the log is written, a line for each event: text or json."),
  STOP_DELAY(
      "PT0S",
      "How long it still serves after it was told to stop and says so at /readyz (ISO-8601), for"
          + " load balancers that look only now and then."),
  STOP_TIME("PT5S", "How long what runs may take when it stops (ISO-8601).");

  private static final Map<String, Setting> BY_KEY =
      Arrays.stream(values()).collect(Collectors.toMap(Setting::key, Function.identity()));

  private final String standard;
  private final String meaning;

  Setting(String standard, String meaning) {
    this.standard = standard;
    this.meaning = meaning;
  }

  /// The setting of this name.
  static Optional<Setting> named(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }

  /// The name in the environment and in files.
  String key() {
    return "BUDDYCHAT_" + name();
  }

  /// The value when none is given; empty if it has none.
  String standard() {
    return standard;
  }

  /// What `--help` prints: every setting, what it is by default, what it does.
  static String help() {
    String settings = Arrays.stream(values()).map(Setting::line).collect(Collectors.joining("\n"));
    return """
    Usage: java -jar buddychat.jar [--config FILE] [--help]

    Settings come from the environment, or from a properties file (NAME=value, UTF-8); where both
    give one, the environment wins. An empty value is no value.

    """
        + settings;
  }

  private String line() {
    String value = standard.isEmpty() ? "-" : standard;
    return "  %-30s %-10s %s".formatted(key(), value, meaning);
  }
}
