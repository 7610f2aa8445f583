package io.buddychat.testkit.bench;

import io.buddychat.testkit.program.GraphQlClient;
import io.buddychat.testkit.program.ServerDatabase;
import io.buddychat.testkit.program.ServerProcess;
import io.buddychat.testkit.program.ServerProgram;
import io.buddychat.testkit.ws.JdkWsClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// P10: from nothing to the first answer, with a cache of what Java found out in an earlier run
/// (its AOT cache), against without.
record StartRow() implements Row {

  /// What a subscriber says, each answered once.
  private static final List<String> LISTENING =
      List.of(
          "{\"type\":\"connection_init\"}",
          "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":"
              + "{\"query\":\"subscription { subscribe { success } }\"}}");

  @Override
  public String id() {
    return "P10";
  }

  @Override
  public String what() {
    return "processor time to the first answer with Java's AOT cache ÷ without";
  }

  @Override
  public List<Figure> measure(Lab lab) {
    lab.say(id());
    try (World world = World.of(lab, ServerDatabase.H2, 1)) {
      ServerProgram plain = lab.options().program();
      Path cache = world.folder().resolve("buddychat.aot");
      record(world, plain.with(List.of("-XX:AOTCacheOutput=" + cache)), cache);
      ServerProgram cached = plain.with(List.of("-XX:AOTCache=" + cache));
      List<Series> series =
          Rounds.of(
              lab,
              List.of(
                  new Starting("with the cache", world, cached),
                  new Starting("without", world, plain)));
      return List.of(
          Figure.of(
              id(),
              "first answer: processor time with the AOT cache ÷ without",
              series.get(0).ratio(series.get(1), StartRow::cpuSeconds),
              Target.atMost(0.35),
              notes(series, StartRow::cpuSeconds)),
          Figure.told(
              id(),
              "first answer: time with the AOT cache ÷ without",
              series.get(0).ratio(series.get(1), Turn::seconds),
              notes(series, Turn::seconds)));
    }
  }

  private static double cpuSeconds(Turn turn) {
    return turn.cpu().toNanos() / 1e9;
  }

  private static String notes(List<Series> series, ToDoubleFunction<Turn> figure) {
    return String.format(
        Locale.ROOT,
        "%.2f s and %.2f s",
        series.get(0).median(figure),
        series.get(1).median(figure));
  }

  /// A run in which somebody logs in, asks, listens and sends, and which ends in order: that leaves
  /// the cache.
  private static void record(World world, ServerProgram recording, Path cache) {
    try (ServerProcess server = world.start(recording)) {
      serve(server.uri(), world.people().get(0));
      server.stop();
    }
    if (!Files.exists(cache)) {
      throw new NotRun("this Java leaves no AOT cache: it needs a JDK 25");
    }
  }

  private static void serve(URI uri, Person person) {
    GraphQlClient client = new GraphQlClient(uri);
    String token = client.logIn(person.username());
    client.data("{ me { id } chats { edges { node { id } } } }", Map.of(), token);
    try (JdkWsClient socket =
        JdkWsClient.connect(
            URI.create(uri.toString().replaceFirst("http", "ws")),
            Map.of("Authorization", "Bearer " + token),
            "graphql-transport-ws")) {
      for (String message : LISTENING) {
        socket.send(message);
        String answer = socket.next();
        if (answer.contains("\"error\"")) {
          throw new IllegalStateException(answer);
        }
      }
      client.data("mutation { createSelfChat { chat { id } } }", Map.of(), token);
    }
  }

  private static void answers(ServerProcess server) {
    new GraphQlClient(server.uri()).data("{ __typename }", Map.of(), "");
  }

  /// A turn is one start, however long it takes.
  private record Starting(String name, World world, ServerProgram program) implements Contestant {

    @Override
    public Turn turn(Duration time) {
      long before = System.nanoTime();
      try (ServerProcess server = world.start(program)) {
        answers(server);
        double seconds = (System.nanoTime() - before) / 1e9;
        Turn turn = new Turn(1, seconds, seconds * 1e3, seconds * 1e3, server.cpu());
        server.stop();
        return turn;
      }
    }

    @Override
    public long missing() {
      return 0;
    }

    @Override
    public void close() {}
  }
}
