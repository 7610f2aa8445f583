package io.buddychat.testkit.bench;

import io.buddychat.testkit.bench.load.LoadClient;
import io.buddychat.testkit.bench.load.Plan;
import io.buddychat.testkit.program.ServerDatabase;
import io.buddychat.testkit.program.ServerProcess;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// P2: the same as [P1][GroupRow], against what one would write with Node.js.
record NodeRow() implements Row {

  @Override
  public String id() {
    return "P2";
  }

  @Override
  public String what() {
    return "durable send → all subscribers have it, deliveries/s, ÷ graphql-yoga, graphql-ws and pg";
  }

  @Override
  public List<Figure> measure(Lab lab) {
    NodePeer.demand();
    List<Figure> figures = new ArrayList<>();
    for (int members : lab.options().groups()) {
      lab.say(id() + ", group of " + members);
      figures.add(measure(lab, members));
    }
    return figures;
  }

  private Figure measure(Lab lab, int members) {
    try (World world = World.of(lab, ServerDatabase.POSTGRES, members)) {
      Group group = world.prepare(client -> Group.of(client, world.people()));
      Tables copy = world.tables().copy("peer");
      try (ServerProcess server = world.start();
          NodePeer peer = NodePeer.start(world.folder(), copy, lab.options().connections());
          ServerContestant ours =
              GroupRow.subscribed(world, server, group, lab.options().senders());
          ServerContestant theirs = theirs(lab, world, peer, group, copy)) {
        List<Series> series = Rounds.of(lab, List.of(ours, theirs));
        return Deliveries.figure(this, members, series.get(0), series.get(1), Target.atLeast(8));
      }
    }
  }

  private static ServerContestant theirs(
      Lab lab, World world, NodePeer peer, Group group, Tables copy) {
    URI uri = peer.uri();
    List<Plan.Writer> writers =
        group.senders(lab.options().senders()).stream()
            .map(member -> Chatting.writer(0, uri, member))
            .toList();
    List<Plan.Reader> readers =
        group.members().stream().map(member -> Chatting.reader(0, uri, member.person())).toList();
    return new ServerContestant(
        "Node.js",
        LoadClient.start(world.folder(), Chatting.plan(uri, writers, readers)),
        peer::cpu,
        sent -> Math.abs(sent - copy.copies() / group.members().size()));
  }
}
