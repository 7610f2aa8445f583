package io.buddychat.testkit.bench;

import io.buddychat.testkit.bench.load.LoadClient;
import io.buddychat.testkit.bench.load.Plan;
import io.buddychat.testkit.program.GraphQlClient;
import io.buddychat.testkit.program.ServerProcess;
import io.buddychat.testkit.program.WorkFolder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// P5: one message to a great many who listen, with no disk below; against a NATS server.
///
/// It is about pushing and nothing else. The way is the whole one: the server as it is, real
/// sockets that speak `graphql-transport-ws`, and the mutation that sends, which gives each member
/// a copy and a number in their log, in a transaction. Only the store below does as little as it
/// can: it keeps the newest few thousand lines of each log and what sending into a group needs, in
/// memory. Whoever falls so far behind that a line is gone is told so, and then the row fails, as
/// it does when anybody was not told of a message, or twice.
record PushRow() implements Row {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// As long as an event of ours.
  private static final int NATS_BYTES = 380;

  @Override
  public String id() {
    return "P5";
  }

  @Override
  public String what() {
    return "one message to 1,000 subscribers, no disk, the whole way of a push: deliveries/s ÷ nats-server";
  }

  @Override
  public List<Figure> measure(Lab lab) {
    Path nats = Child.installed("nats-server");
    int subscribers = lab.options().subscribers();
    lab.say(id() + ", " + subscribers + " subscribers");
    try (WorkFolder folder = WorkFolder.create("push");
        ServerProcess server = server(lab, folder.path());
        Child other = nats(nats, folder.path())) {
      List<Person> people = signedUp(server, subscribers);
      Group group = Group.of(new GraphQlClient(server.uri()), people);
      int port = Integer.parseInt(other.said().replaceAll("(?s).*127\\.0\\.0\\.1:(\\d+).*", "$1"));
      try (ServerContestant ours = ours(lab, folder.path(), server, group);
          ServerContestant theirs = theirs(lab, folder.path(), other, port)) {
        List<Series> series = Rounds.of(lab, List.of(ours, theirs));
        return List.of(figure(series.get(0), series.get(1), subscribers));
      }
    }
  }

  private static ServerProcess server(Lab lab, Path folder) {
    Map<String, String> settings = new HashMap<>(World.UNHINDERED);
    settings.put("BUDDYCHAT_GROUP_SIZE", "" + lab.options().subscribers());
    return lab.options().testProgram("QuickServer").start(folder, settings);
  }

  private static List<Person> signedUp(ServerProcess server, int number) {
    GraphQlClient client = new GraphQlClient(server.uri());
    return IntStream.range(0, number)
        .mapToObj(i -> "member." + i)
        .map(name -> new Person(name, client.signUp(name), client.logIn(name)))
        .toList();
  }

  private static ServerContestant ours(Lab lab, Path folder, ServerProcess server, Group group) {
    URI uri = server.uri();
    List<Plan.Writer> writers =
        group.senders(lab.options().senders()).stream()
            .map(member -> Chatting.writer(0, uri, member))
            .toList();
    List<Plan.Reader> readers =
        group.members().stream().map(member -> Chatting.reader(0, uri, member.person())).toList();
    LoadClient load = LoadClient.start(folder, Chatting.plan(uri, writers, readers));
    return new ServerContestant("BuddyChat", load, server::cpu, sent -> 0);
  }

  private static Child nats(Path program, Path folder) {
    Child nats =
        Child.start(
            folder, List.of(program.toString(), "-a", "127.0.0.1", "-p", "" + Child.freePort()));
    nats.await("Server is ready", PATIENCE);
    return nats;
  }

  private static ServerContestant theirs(Lab lab, Path folder, Child nats, int port) {
    String payload = Chatting.TEXT + "-".repeat(NATS_BYTES - Chatting.TEXT.length());
    String publish = "PUB everybody " + payload.length() + "\r\n" + payload + "\r\nPING\r\n";
    Plan.Writer writer = new Plan.Writer(0, publish, "PONG\r\n");
    Plan.Reader reader =
        new Plan.Reader(0, "", List.of("SUB everybody 1\r\nPING\r\n"), List.of("PONG\r\n"));
    Plan plan =
        new Plan(
            "127.0.0.1",
            port,
            Plan.Talk.NATS,
            Collections.nCopies(lab.options().senders(), writer),
            Collections.nCopies(lab.options().subscribers(), reader));
    return new ServerContestant(
        "nats-server", LoadClient.start(folder, plan), nats::cpu, sent -> 0);
  }

  private Figure figure(Series ours, Series theirs, int subscribers) {
    return Figure.of(
        id(),
        "push to " + subscribers + " subscribers: deliveries/s ÷ nats-server",
        ours.ratio(theirs, Turn::perSecond),
        Target.atLeast(1),
        Deliveries.inWords(ours, theirs, subscribers)
            + "; ours gives each a copy and a number, with a store that keeps only the newest");
  }
}
