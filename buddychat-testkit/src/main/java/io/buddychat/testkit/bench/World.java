package io.buddychat.testkit.bench;

import io.buddychat.testkit.program.GraphQlClient;
import io.buddychat.testkit.program.ServerDatabase;
import io.buddychat.testkit.program.ServerProcess;
import io.buddychat.testkit.program.ServerProgram;
import io.buddychat.testkit.program.WorkFolder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A database with people in it, and the server over it, which can be started and stopped.
final class World implements AutoCloseable {

  static final String SECRET = "nobody is kept out of a benchmark by this";

  /// Nothing is switched off: what has a limit counts, and nobody comes near it.
  static final Map<String, String> UNHINDERED =
      Map.of("BUDDYCHAT_RATE_LIMIT", "1000000", "BUDDYCHAT_WS_MAX_SOCKETS", "1000000");

  private final WorkFolder folder;
  private final ServerDatabase database;
  private final ServerProgram program;
  private final Tables tables;
  private List<Person> people = List.of();

  private World(WorkFolder folder, ServerDatabase database, ServerProgram program) {
    this.folder = folder;
    this.database = database;
    this.program = program;
    tables = Tables.of(database, folder.path());
  }

  /// @param database a name that [ServerDatabase#open] knows
  static World of(Lab lab, String database, int people) {
    WorkFolder folder = WorkFolder.create("benchmark");
    World world =
        new World(
            folder,
            ServerDatabase.open(database, folder.resolve("database")),
            lab.options().program());
    try {
      Person first = world.prepare(World::signUp);
      world.tables.demandDurability();
      world.people = new Clones(SECRET, first).make(world.tables, people);
      return world;
    } catch (RuntimeException e) {
      world.close();
      throw e;
    }
  }

  private static Person signUp(GraphQlClient client) {
    String name = "member.0";
    return new Person(name, client.signUp(name), client.logIn(name));
  }

  /// Lets something happen through a server that runs only for this.
  <T> T prepare(Function<GraphQlClient, T> work) {
    try (ServerProcess server = start()) {
      T made = work.apply(new GraphQlClient(server.uri()));
      server.stop();
      return made;
    }
  }

  ServerProcess start() {
    return start(program);
  }

  /// With other options for its Java, perhaps.
  ServerProcess start(ServerProgram other) {
    Map<String, String> settings = new HashMap<>(database.settings());
    settings.put("BUDDYCHAT_JWT_SECRET", SECRET);
    settings.putAll(UNHINDERED);
    return other.start(folder.path(), settings);
  }

  List<Person> people() {
    return people;
  }

  /// For nobody but a stopped server's, on H2.
  Tables tables() {
    return tables;
  }

  Path folder() {
    return folder.path();
  }

  @Override
  public void close() {
    database.close();
    folder.close();
  }
}
