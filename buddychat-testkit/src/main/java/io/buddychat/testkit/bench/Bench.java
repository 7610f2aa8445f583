package io.buddychat.testkit.bench;

import io.buddychat.testkit.program.GraphQlClient;
import io.buddychat.testkit.program.ServerDatabase;
import io.buddychat.testkit.program.ServerProcess;
import io.buddychat.testkit.program.WorkFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/// Prepares the contestants and lets them take turns.
final class Bench {

  private final BenchOptions options;
  private final Consumer<String> report;
  private final List<Contestant> contestants;
  private final Results results;

  private Bench(BenchOptions options, Consumer<String> report, List<Contestant> contestants) {
    this.options = options;
    this.report = report;
    this.contestants = contestants;
    results = new Results(options, contestants.stream().map(Contestant::name).toList());
  }

  static Results run(BenchOptions options, Consumer<String> report) {
    List<Contestant> contestants = new ArrayList<>();
    try (WorkFolder folder = WorkFolder.create("bench");
        ServerDatabase database =
            ServerDatabase.open(options.database(), folder.resolve("database"))) {
      Conversations conversations = prepare(options, database, folder.path());
      List<RawContestant> raw = RawLimits.of(database, folder.path(), options.connections());
      try (ServerProcess server = options.program().start(folder.path(), database.settings())) {
        contestants.add(ServerContestant.of(server, conversations));
        contestants.addAll(raw);
        Results results = new Bench(options, report, contestants).run();
        contestants.forEach(Contestant::close);
        server.stop();
        return results;
      }
    }
  }

  /// People and conversations, made by a server that then stops, so that its database can be
  /// copied.
  private static Conversations prepare(BenchOptions options, ServerDatabase database, Path folder) {
    try (ServerProcess server = options.program().start(folder, database.settings())) {
      GraphQlClient client = new GraphQlClient(server.uri());
      Conversations made =
          options.group() == 0
              ? Conversations.chats(client, options.senders())
              : Conversations.group(client, options.group(), options.senders());
      server.stop();
      return made;
    }
  }

  private Results run() {
    List<Long> before = contestants.stream().map(Contestant::held).toList();
    List<Contestant> order = new ArrayList<>(contestants);
    order.forEach(each -> turn(each, options.warmUp(), false));
    for (int round = 1; round <= options.rounds(); round++) {
      order.forEach(each -> turn(each, options.slice(), true));
      // Whoever was last is first: what slows the machine down does not always hit the same one.
      Collections.reverse(order);
      report.accept("round " + round + ": " + results.lastRound());
    }
    for (int i = 0; i < contestants.size(); i++) {
      Contestant each = contestants.get(i);
      results.arrived(each.name(), (each.held() - before.get(i)) / each.copies());
    }
    return results;
  }

  private void turn(Contestant contestant, Duration time, boolean counts) {
    Duration before = contestant.cpu();
    Slice slice = Slice.of(contestant.senders(), time);
    results.add(contestant.name(), slice, contestant.cpu().minus(before), counts);
  }
}
