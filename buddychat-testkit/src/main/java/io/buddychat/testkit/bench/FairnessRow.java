package io.buddychat.testkit.bench;

import io.buddychat.testkit.bench.load.LoadClient;
import io.buddychat.testkit.bench.load.Plan;
import io.buddychat.testkit.program.ServerDatabase;
import io.buddychat.testkit.program.ServerProcess;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Whether one huge group, in which many send and everybody listens, delays two people who talk to
/// each other.
record FairnessRow() implements Row {

  private static final int HUGE = 0;
  private static final int SMALL = 1;

  @Override
  public String id() {
    return "fairness";
  }

  @Override
  public String what() {
    return "p99 of a send between two people beside a huge group ÷ alone";
  }

  @Override
  public List<Figure> measure(Lab lab) {
    int members = lab.options().subscribers();
    lab.say(id() + ", group of " + members);
    try (World world = World.of(lab, ServerDatabase.POSTGRES, members + 2)) {
      Group huge = world.prepare(client -> Group.of(client, world.people().subList(0, members)));
      Group small =
          world.prepare(client -> Group.of(client, world.people().subList(members, members + 2)));
      try (ServerProcess server = world.start();
          LoadClient load = load(lab, world, server.uri(), huge, small)) {
        List<Series> series =
            Rounds.of(
                lab,
                List.of(
                    new ServerContestant(
                        "beside", load, server::cpu, sent -> 0, SMALL, HUGE, SMALL),
                    new ServerContestant("alone", load, server::cpu, sent -> 0, SMALL, SMALL)));
        return List.of(figure(members, series.get(0), series.get(1)));
      }
    }
  }

  private static LoadClient load(Lab lab, World world, URI uri, Group huge, Group small) {
    List<Plan.Writer> writers = new ArrayList<>();
    huge.senders(lab.options().senders())
        .forEach(member -> writers.add(Chatting.writer(HUGE, uri, member)));
    small.senders(1).forEach(member -> writers.add(Chatting.writer(SMALL, uri, member)));
    List<Plan.Reader> readers = new ArrayList<>();
    huge.members().forEach(member -> readers.add(Chatting.reader(HUGE, uri, member.person())));
    small.members().forEach(member -> readers.add(Chatting.reader(SMALL, uri, member.person())));
    return LoadClient.start(world.folder(), Chatting.plan(uri, writers, readers));
  }

  private Figure figure(int members, Series beside, Series alone) {
    return Figure.of(
        id(),
        "two people beside " + members + ": p99 of a send ÷ alone",
        beside.ratio(alone, Turn::p99),
        Target.atMost(10),
        String.format(
            Locale.ROOT,
            "p99 %.1f and %.1f ms, p50 %.1f and %.1f ms",
            beside.median(Turn::p99),
            alone.median(Turn::p99),
            beside.median(Turn::p50),
            alone.median(Turn::p50)));
  }
}
