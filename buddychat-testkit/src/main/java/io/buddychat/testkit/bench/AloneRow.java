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

/// P6: how long one send takes to its acknowledgement when nobody else sends; against the commit of
/// the same rows by plain JDBC on one connection.
///
/// A server that has been up for a while is what people meet, but one sender makes so few requests
/// that most of what runs for them would still be interpreted after minutes. So many senders warm
/// the server up first, as long as everybody warms up.
record AloneRow() implements Row {

  private static final int ALONE = 0;
  private static final int CROWD = 1;

  @Override
  public String id() {
    return "P6";
  }

  @Override
  public String what() {
    return "one sender alone: p50 and p99 of an acknowledged send ÷ a raw commit of the same rows";
  }

  @Override
  public List<Figure> measure(Lab lab) {
    int members = lab.options().groups().get(lab.options().groups().size() - 1);
    lab.say(id() + ", group of " + members);
    try (World world = World.of(lab, ServerDatabase.POSTGRES, members)) {
      Group group = world.prepare(client -> Group.of(client, world.people()));
      try (RawContestant raw = RawContestant.all(world.tables(), 1).get(0);
          ServerProcess server = world.start();
          LoadClient load = load(lab, world, server.uri(), group)) {
        long warming = load.slice(lab.options().warmUp(), CROWD).sent();
        ServerContestant ours =
            new ServerContestant(
                "BuddyChat",
                load,
                server::cpu,
                sent ->
                    Math.abs(
                        warming
                            + sent
                            - group.received(new GraphQlClient(server.uri())) / (members - 1)),
                ALONE,
                ALONE);
        List<Series> series = Rounds.of(lab, List.of(ours, raw));
        return List.of(
            figure("p50", members, series, 1.5, Turn::p50),
            figure("p99", members, series, 2, Turn::p99));
      }
    }
  }

  private static LoadClient load(Lab lab, World world, URI uri, Group group) {
    List<Plan.Writer> writers = new ArrayList<>();
    group.senders(1).forEach(member -> writers.add(Chatting.writer(ALONE, uri, member)));
    group
        .senders(lab.options().senders())
        .forEach(member -> writers.add(Chatting.writer(CROWD, uri, member)));
    return LoadClient.start(world.folder(), Chatting.plan(uri, writers, List.of()));
  }

  private Figure figure(
      String name, int members, List<Series> series, double target, ToDoubleFunction<Turn> figure) {
    Series ours = series.get(0);
    Series raw = series.get(1);
    return Figure.of(
        id(),
        name + " of a send to a group of " + members + " ÷ a raw commit",
        ours.ratio(raw, figure),
        Target.atMost(target),
        String.format(Locale.ROOT, "%.2f ms and %.2f ms", ours.median(figure), raw.median(figure)));
  }
}
