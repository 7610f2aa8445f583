package io.buddychat.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.buddychat.domain.Store;
import io.buddychat.domain.attachment.Attachments;
import io.buddychat.domain.conversation.Conversations;
import io.buddychat.domain.conversation.Mailboxes;
import io.buddychat.domain.core.UnitOfWork;
import io.buddychat.domain.inbox.Inboxes;
import io.buddychat.domain.peer.Peers;
import io.buddychat.domain.retention.Retention;
import io.buddychat.domain.user.Sessions;
import io.buddychat.domain.user.Users;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.TemplateEngine;

/// Keeps everything in H2 (embedded, nothing to install) or in PostgreSQL; which of the two, the
/// url tells.
///
/// ```java
/// try (JdbiStore store = JdbiStore.open(JdbiStore.Options.of("jdbc:h2:./data/buddychat"))) {
///   BuddyChat chat = BuddyChat.on(store).build();
/// }
/// ```
///
/// What a caller was told is kept is on the disk: on H2 by what [Durability] does, on PostgreSQL by
/// its own `fsync` and `synchronous_commit`, which are on unless somebody has turned them off.
public final class JdbiStore implements Store, AutoCloseable {

  private final HikariDataSource pool;
  private final H2Sync sync;
  private final JdbiUnitOfWork unitOfWork;
  private final JdbiUsers users;
  private final JdbiSessions sessions;
  private final JdbiInboxes inboxes;
  private final JdbiAttachments attachments;
  private final JdbiConversations conversations;
  private final JdbiMailboxes mailboxes;
  private final JdbiRetention retention;
  private final Optional<PostgresPeers> peers;

  private JdbiStore(HikariDataSource pool, H2Sync sync, Dialect dialect, Options options) {
    this.pool = pool;
    this.sync = sync;
    Turns turns = dialect.turns();
    Durability durability =
        dialect == Dialect.H2 && !H2Url.isInMemory(options.url())
            ? bySyncs(turns, options)
            : Durability.ofTheDatabase();
    unitOfWork = new JdbiUnitOfWork(jdbi(pool, options.onStatement()), turns, durability);
    users = new JdbiUsers(unitOfWork, dialect);
    sessions = new JdbiSessions(unitOfWork);
    inboxes = new JdbiInboxes(unitOfWork);
    attachments = new JdbiAttachments(unitOfWork);
    conversations = new JdbiConversations(unitOfWork, dialect);
    mailboxes = new JdbiMailboxes(unitOfWork, dialect);
    retention = new JdbiRetention(unitOfWork);
    peers =
        dialect == Dialect.POSTGRESQL ? Optional.of(new PostgresPeers(options)) : Optional.empty();
  }

  private Durability bySyncs(Turns turns, Options options) {
    H2Upkeep upkeep = new H2Upkeep(pool, sync, turns, options.rewriteAbove());
    return Durability.by(
        () -> {
          turns.take(sync);
          upkeep.afterSync();
        });
  }

  /// Connects, and brings the tables to their newest form.
  public static JdbiStore open(Options options) {
    Dialect dialect = Dialect.of(options.url());
    HikariDataSource pool = new HikariDataSource(connections(dialect, options));
    try {
      Migrations.run(pool, dialect);
      return new JdbiStore(pool, new H2Sync(pool), dialect, options);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static HikariConfig connections(Dialect dialect, Options options) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("buddychat");
    config.setDriverClassName(dialect.driver());
    config.setJdbcUrl(dialect.url(options.url()));
    if (!options.user().isEmpty()) {
      config.setUsername(options.user());
      config.setPassword(options.password());
    }
    config.setMaximumPoolSize(options.poolSize());
    // For H2Upkeep, which needs the database for itself at times.
    config.setAllowPoolSuspension(true);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    dialect.properties().forEach(config::addDataSourceProperty);
    dialect.settings().ifPresent(config::setConnectionInitSql);
    return config;
  }

  private static Jdbi jdbi(HikariDataSource pool, Consumer<String> onStatement) {
    Jdbi jdbi = Jdbi.create(pool);
    jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
    // Values may be secret and must not get into messages.
    jdbi.getConfig(StatementExceptions.class)
        .setMessageRendering(StatementExceptions.MessageRendering.NONE);
    jdbi.setSqlLogger(
        new SqlLogger() {
          @Override
          public void logBeforeExecution(StatementContext context) {
            onStatement.accept(context.getRenderedSql());
          }
        });
    return jdbi;
  }

  @Override
  public UnitOfWork unitOfWork() {
    return unitOfWork;
  }

  @Override
  public Users users() {
    return users;
  }

  @Override
  public Sessions sessions() {
    return sessions;
  }

  @Override
  public Inboxes inboxes() {
    return inboxes;
  }

  @Override
  public Attachments attachments() {
    return attachments;
  }

  @Override
  public Conversations conversations() {
    return conversations;
  }

  @Override
  public Mailboxes mailboxes() {
    return mailboxes;
  }

  @Override
  public Retention retention() {
    return retention;
  }

  /// The other processes that use the same database, for
  /// [BuddyChat][io.buddychat.domain.BuddyChat.Builder#peers]: on PostgreSQL, by a connection of
  /// its own once it is listened to. A database of H2 has one process.
  public Peers peers() {
    return peers.<Peers>map(all -> all).orElseGet(Peers::none);
  }

  /// How the line to the other processes is at this moment, if there can be one.
  public Optional<PeersNow> peersNow() {
    return peers.map(PostgresPeers::now);
  }

  /// @param connected whether the others can be heard
  /// @param others how many are heard
  /// @param said how many notifications were sent
  /// @param heard how many came
  /// @param lost how often the line was lost, or could not be had
  public record PeersNow(boolean connected, int others, long said, long heard, long lost) {}

  /// How its connections are used at this moment.
  public Connections connections() {
    HikariPoolMXBean now = pool.getHikariPoolMXBean();
    return new Connections(
        now.getActiveConnections(), now.getIdleConnections(), now.getThreadsAwaitingConnection());
  }

  /// @param active how many are in use
  /// @param idle how many are open and free
  /// @param waiting how many threads wait for one
  public record Connections(int active, int idle, int waiting) {}

  /// Closes all connections. What still uses the store fails. A file of H2 is written anew, without
  /// what was only history, which takes a while if it holds much.
  @Override
  public void close() {
    peers.ifPresent(PostgresPeers::close);
    pool.close();
    sync.close();
  }

  /// Where the database is, and how it is used.
  ///
  /// @param url begins with `jdbc:h2:` or `jdbc:postgresql:`
  /// @param user may be empty when the url says it, or none is needed
  /// @param poolSize how many connections there are at most
  /// @param onStatement is given each SQL statement before it runs, without values, or those
  ///   together that are sent together; must be quick
  /// @param rewriteAbove up to this length, in bytes, a file of H2 may grow before it is written
  ///   anew while it is in use; later it may grow to four times what was alive in it, if that is
  ///   more. Everybody waits while what is alive is copied
  public record Options(
      String url,
      String user,
      String password,
      int poolSize,
      Consumer<String> onStatement,
      long rewriteAbove) {

    private static final int POOL_SIZE = 10;
    private static final long REWRITE_ABOVE = 256L << 20;

    /// A database that needs no login beside its url.
    public static Options of(String url) {
      return new Options(url, "", "", POOL_SIZE, sql -> {}, REWRITE_ABOVE);
    }

    public Options login(String newUser, String newPassword) {
      return new Options(url, newUser, newPassword, poolSize, onStatement, rewriteAbove);
    }

    public Options poolSize(int connections) {
      return new Options(url, user, password, connections, onStatement, rewriteAbove);
    }

    public Options onStatement(Consumer<String> listener) {
      return new Options(url, user, password, poolSize, listener, rewriteAbove);
    }

    public Options rewriteAbove(long bytes) {
      return new Options(url, user, password, poolSize, onStatement, bytes);
    }

    /// Without url, user and password: options may end up in a log.
    @Override
    public String toString() {
      return "Options[poolSize=" + poolSize + "]";
    }
  }
}
