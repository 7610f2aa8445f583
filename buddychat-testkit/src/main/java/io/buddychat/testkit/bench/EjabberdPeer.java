package io.buddychat.testkit.bench;

import io.buddychat.testkit.bench.load.LoadClient;
import io.buddychat.testkit.bench.load.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// An ejabberd with one room, whose archive is in a PostgreSQL: what is said there is a row before
/// anybody hears it. It keeps one copy for all, and who said something is answered by hearing it.
record EjabberdPeer(Child process, int port) implements AutoCloseable {

  private static final Duration STARTING = Duration.ofSeconds(30);

  private static final List<Path> LIBRARIES =
      List.of(Path.of("/usr/lib"), Path.of("/usr/local/lib"), Path.of("/opt/ejabberd/lib"));

  private static final List<Path> SCHEMAS =
      List.of(
          Path.of("/usr/share/ejabberd/sql/pg.sql"), Path.of("/opt/ejabberd/lib/priv/sql/pg.sql"));

  private static final String ROOM = "room@rooms.localhost";

  private static final String STREAM =
      "<stream:stream to='localhost' xmlns='jabber:client'"
          + " xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>";

  private static final String FEATURES = "</stream:features>";

  /// @throws NotRun when there is no ejabberd
  static void demand() {
    Child.installed("erl");
    library();
    schema();
  }

  /// @param connections to the database
  static EjabberdPeer start(Path folder, Tables tables, int connections) {
    Path own = folder.resolve("ejabberd");
    int port = Child.freePort();
    PostgresAddress database = PostgresAddress.of(tables.url());
    try {
      Files.createDirectories(own);
      Files.writeString(
          own.resolve("ejabberd.yml"),
          settings()
              .replace("@HOST@", database.host())
              .replace("@PORT@", database.port())
              .replace("@DATABASE@", database.database())
              .replace("@USER@", database.user())
              .replace("@CONNECTIONS@", "" + connections)
              .replace("@LISTEN@", "" + port));
      tables.execute(Files.readString(schema()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Child process =
        Child.start(
            own,
            Map.of(
                "EJABBERD_CONFIG_PATH", own.resolve("ejabberd.yml").toString(),
                "EJABBERD_LOG_PATH", own.resolve("ejabberd.log").toString(),
                "EJABBERD_PID_PATH", own.resolve("ejabberd.pid").toString(),
                "ERL_LIBS", library().toString(),
                "ERL_CRASH_DUMP", own.resolve("crash").toString(),
                "HOME", own.toString()),
            List.of(
                Child.installed("erl").toString(),
                "+K",
                "true",
                "-noinput",
                "-mnesia",
                "dir",
                "\"" + own.resolve("mnesia") + "\"",
                "-s",
                "ejabberd"));
    process.awaitPort(port, STARTING);
    return new EjabberdPeer(process, port);
  }

  private static String settings() throws IOException {
    try (InputStream in = EjabberdPeer.class.getResourceAsStream("peer/ejabberd.yml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// Where the folder of an ejabberd lies.
  private static Path library() {
    return LIBRARIES.stream()
        .filter(Files::isDirectory)
        .flatMap(folder -> Stream.concat(Stream.of(folder), below(folder)))
        .filter(folder -> below(folder).anyMatch(EjabberdPeer::isEjabberd))
        .findFirst()
        .orElseThrow(() -> new NotRun("ejabberd is not installed"));
  }

  private static boolean isEjabberd(Path folder) {
    return folder.getFileName().toString().startsWith("ejabberd-")
        && Files.exists(folder.resolve("ebin").resolve("ejabberd.app"));
  }

  private static Stream<Path> below(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isDirectory).toList().stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static Path schema() {
    return SCHEMAS.stream()
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new NotRun("ejabberd's tables for PostgreSQL are not installed"));
  }

  /// The load: so many in the room, of whom some speak.
  LoadClient load(Path folder, int members, int senders) {
    List<Plan.Reader> readers =
        IntStream.range(0, members).mapToObj(EjabberdPeer::inTheRoom).toList();
    String said = "<message type='groupchat' to='" + ROOM + "'><body>" + Chatting.TEXT;
    Plan.Writer writer = new Plan.Writer(0, said + "</body></message>", "");
    return LoadClient.start(
        folder,
        new Plan("127.0.0.1", port, Plan.Talk.XMPP, Collections.nCopies(senders, writer), readers));
  }

  private static Plan.Reader inTheRoom(int number) {
    return new Plan.Reader(
        0,
        "",
        List.of(
            STREAM,
            "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>",
            STREAM,
            "<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>",
            "<presence to='"
                + ROOM
                + "/member."
                + number
                + "'><x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x>"
                + "</presence>"),
        List.of(FEATURES, "/>", FEATURES, "</iq>", "<subject/></message>"));
  }

  Duration cpu() {
    return process.cpu();
  }

  @Override
  public void close() {
    process.close();
  }
}
