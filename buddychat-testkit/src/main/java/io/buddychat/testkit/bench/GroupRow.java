package io.buddychat.testkit.bench;

import io.buddychat.testkit.bench.load.LoadClient;
import io.buddychat.testkit.bench.load.Plan;
import io.buddychat.testkit.program.GraphQlClient;
import io.buddychat.testkit.program.ServerDatabase;
import io.buddychat.testkit.program.ServerProcess;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// P1 and P1h: everybody in a group listens, some of them send; against plain JDBC that writes a
/// thin row for each member and commits.
record GroupRow(String id, String database) implements Row {

  @Override
  public String what() {
    return "durable send → all subscribers have it, deliveries/s, ÷ raw rows ("
        + (database.equals(ServerDatabase.H2) ? "H2" : "PostgreSQL")
        + ")";
  }

  @Override
  public List<Figure> measure(Lab lab) {
    List<Figure> figures = new ArrayList<>();
    for (int members : lab.options().groups()) {
      lab.say(id + ", group of " + members);
      figures.addAll(measure(lab, members));
    }
    return figures;
  }

  private List<Figure> measure(Lab lab, int members) {
    try (World world = World.of(lab, database, members)) {
      Group group = world.prepare(client -> Group.of(client, world.people()));
      List<RawContestant> raw = RawContestant.all(world.tables(), lab.options().connections());
      try (ServerProcess server = world.start();
          ServerContestant ours = subscribed(world, server, group, lab.options().senders())) {
        List<Contestant> all = new ArrayList<>(List.of(ours));
        all.addAll(raw);
        List<Series> series = Rounds.of(lab, all);
        List<Figure> figures = new ArrayList<>();
        for (int i = 1; i < series.size(); i++) {
          figures.add(figure(members, series.get(0), series.get(i), i == 1));
        }
        return figures;
      } finally {
        raw.forEach(RawContestant::close);
      }
    }
  }

  /// A server all of whose people listen.
  static ServerContestant subscribed(World world, ServerProcess server, Group group, int senders) {
    URI uri = server.uri();
    List<Plan.Reader> readers =
        group.members().stream().map(member -> Chatting.reader(0, uri, member.person())).toList();
    return contestant(world, server, group, senders, readers);
  }

  static ServerContestant contestant(
      World world, ServerProcess server, Group group, int senders, List<Plan.Reader> readers) {
    URI uri = server.uri();
    List<Plan.Writer> writers =
        group.senders(senders).stream().map(member -> Chatting.writer(0, uri, member)).toList();
    LoadClient load = LoadClient.start(world.folder(), Chatting.plan(uri, writers, readers));
    int others = group.members().size() - 1;
    return new ServerContestant(
        "BuddyChat",
        load,
        server::cpu,
        sent -> Math.abs(sent - group.received(new GraphQlClient(uri)) / others));
  }

  private Figure figure(int members, Series ours, Series raw, boolean first) {
    String what = "group of " + members + ": deliveries/s ÷ " + raw.name();
    ToDoubleFunction<Turn> deliveries = turn -> turn.perSecond() * members;
    String notes =
        String.format(
            Locale.ROOT,
            "%.0f/s and %.0f/s; p50 %.1f ms, p99 %.1f ms; %.1f µs of processor a delivery",
            ours.median(deliveries),
            raw.median(deliveries),
            ours.median(Turn::p50),
            ours.median(Turn::p99),
            ours.median(Turn::cpuMicros) / members);
    Quartiles ratio = ours.ratio(raw, Turn::perSecond);
    // Many sends in one commit pay where a send writes few rows.
    double wanted = members <= 10 && database.equals(ServerDatabase.POSTGRES) ? 1.5 : 0.8;
    return first
        ? Figure.of(id, what, ratio, Target.atLeast(wanted), notes)
        : Figure.told(id, what, ratio, notes);
  }
}
