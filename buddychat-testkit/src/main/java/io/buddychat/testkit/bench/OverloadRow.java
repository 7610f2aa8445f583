package io.buddychat.testkit.bench;

import io.buddychat.testkit.bench.load.LoadClient;
import io.buddychat.testkit.bench.load.Plan;
import io.buddychat.testkit.bench.load.Slice;
import io.buddychat.testkit.program.GraphQlClient;
import io.buddychat.testkit.program.ServerDatabase;
import io.buddychat.testkit.program.ServerProcess;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Ten times as many messages a second as the usual senders get through, for a while, whatever
/// becomes of them; then the usual senders again. Nothing that was acknowledged may be lost,
/// nothing that was refused may be there, and the p99 must be what it was before, within seconds.
record OverloadRow() implements Row {

  private static final int USUAL = 0;
  private static final int TOO_MANY = 1;
  private static final int TIMES = 10;

  /// More than a server takes in at once, so that there is always somebody left to send.
  private static final int CONNECTIONS = 2_000;

  /// By how much the p99 may differ and still be what it was: it does so from one second to the
  /// next.
  private static final double AS_BEFORE = 1.5;

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int PATIENCE_SECONDS = 60;

  @Override
  public String id() {
    return "overload";
  }

  @Override
  public String what() {
    return "seconds until the p99 is as before, after ten times what it gets through for a while";
  }

  @Override
  public List<Figure> measure(Lab lab) {
    int members = lab.options().groups().get(0);
    lab.say(id() + ", group of " + members);
    try (World world = World.of(lab, ServerDatabase.POSTGRES, members)) {
      Group group = world.prepare(client -> Group.of(client, world.people()));
      try (ServerProcess server = world.start();
          LoadClient load = load(lab, world, server.uri(), group)) {
        return List.of(measure(lab, server, load, group));
      }
    }
  }

  private static LoadClient load(Lab lab, World world, URI uri, Group group) {
    int senders = lab.options().senders();
    List<Plan.Writer> writers = new ArrayList<>();
    group.senders(senders).forEach(member -> writers.add(Chatting.writer(USUAL, uri, member)));
    group
        .senders(CONNECTIONS)
        .forEach(member -> writers.add(Chatting.writer(TOO_MANY, uri, member)));
    return LoadClient.start(world.folder(), Chatting.plan(uri, writers, List.of()));
  }

  private Figure measure(Lab lab, ServerProcess server, LoadClient load, Group group) {
    long sent = load.slice(lab.options().warmUp(), USUAL).sent();
    List<Double> before = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    for (int round = 0; round < lab.options().rounds(); round++) {
      Slice slice = load.slice(SECOND, USUAL);
      sent += slice.sent();
      before.add(slice.lane(USUAL).p99());
      rates.add(slice.sent() / slice.seconds());
    }
    double usual = Quartiles.of(before).median();
    double rate = Quartiles.of(rates).median();
    Slice flood = load.flood(lab.options().overload(), Math.round(TIMES * rate), TOO_MANY);
    sent += flood.sent();
    int seconds = 0;
    double after;
    do {
      Slice slice = load.slice(SECOND, USUAL);
      sent += slice.sent();
      after = slice.lane(USUAL).p99();
      seconds++;
    } while (after > AS_BEFORE * usual && seconds < PATIENCE_SECONDS);
    long held = group.received(new GraphQlClient(server.uri())) / (group.members().size() - 1);
    if (held != sent) {
      throw new NotRun("of " + sent + " acknowledged messages, " + held + " are there");
    }
    return Figure.of(
        id(),
        what(),
        Quartiles.exactly(seconds),
        Target.atMost(5),
        String.format(
            Locale.ROOT,
            "p99 %.1f ms before, %.1f ms under it, %.1f ms after; under it %.1f times as many came,"
                + " %.2f times as many were acknowledged; %d acknowledged, none lost; %d refused",
            usual,
            flood.lane(TOO_MANY).p99(),
            after,
            (flood.sent() + flood.refused()) / flood.seconds() / rate,
            flood.sent() / flood.seconds() / rate,
            sent,
            flood.refused()));
  }
}
