package io.buddychat.testkit.bench;

import io.buddychat.testkit.program.ServerDatabase;
import io.buddychat.testkit.program.ServerProcess;
import java.util.ArrayList;
import java.util.List;

/// P3: the same as [P1][GroupRow], against a room of an ejabberd that keeps its archive in the same
/// PostgreSQL: a row for each message, where we write one for each member.
record EjabberdRow() implements Row {

  @Override
  public String id() {
    return "P3";
  }

  @Override
  public String what() {
    return "durable send → all subscribers have it, deliveries/s, ÷ ejabberd with an archive";
  }

  @Override
  public List<Figure> measure(Lab lab) {
    EjabberdPeer.demand();
    List<Figure> figures = new ArrayList<>();
    for (int members : lab.options().groups()) {
      lab.say(id() + ", group of " + members);
      figures.add(measure(lab, members));
    }
    return figures;
  }

  private Figure measure(Lab lab, int members) {
    int senders = lab.options().senders();
    try (World world = World.of(lab, ServerDatabase.POSTGRES, members)) {
      Group group = world.prepare(client -> Group.of(client, world.people()));
      Tables archive = world.tables().beside("ejabberd");
      try (ServerProcess server = world.start();
          EjabberdPeer peer =
              EjabberdPeer.start(world.folder(), archive, lab.options().connections());
          ServerContestant ours = GroupRow.subscribed(world, server, group, senders);
          ServerContestant theirs =
              new ServerContestant(
                  "ejabberd",
                  peer.load(world.folder(), members, senders),
                  peer::cpu,
                  sent -> Math.abs(sent - archive.number("select count(*) from archive")))) {
        List<Series> series = Rounds.of(lab, List.of(ours, theirs));
        return Deliveries.figure(this, members, series.get(0), series.get(1), Target.atLeast(4));
      }
    }
  }
}
