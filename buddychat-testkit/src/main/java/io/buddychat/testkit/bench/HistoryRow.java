package io.buddychat.testkit.bench;

import io.buddychat.testkit.bench.load.LoadClient;
import io.buddychat.testkit.bench.load.Plan;
import io.buddychat.testkit.program.ServerDatabase;
import io.buddychat.testkit.program.ServerProcess;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// P8: what a page and a send cost where a million messages lie already, against where a thousand
/// do. On PostgreSQL the pages of its memory are counted that a request touches; on H2 there is
/// only time.
record HistoryRow() implements Row {

  private static final int SHORT = 1_000;

  /// The lane that asks for pages, and the one that sends.
  private static final int PAGES = 0;

  private static final int SENDS = 1;

  /// PostgreSQL's processes tell what they did after ten seconds of silence at the latest.
  private static final Duration UNTIL_TOLD = Duration.ofSeconds(12);

  private static final String PAGE =
      """
      query ($group: ID!) {
        group(id: $group) {
          groupMessages(first: 50) {
            edges { node { id readAt message { id content date sender { id } } } }
            pageInfo { hasNextPage endCursor }
          }
        }
      }
      """;

  @Override
  public String id() {
    return "P8";
  }

  @Override
  public String what() {
    return "a page and a send after 1,000,000 messages ÷ after 1,000";
  }

  @Override
  public List<Figure> measure(Lab lab) {
    List<Figure> figures = new ArrayList<>(buffers(lab));
    figures.addAll(times(lab));
    return figures;
  }

  /// A server with a history.
  private record Past(World world, ServerProcess server, LoadClient load) implements AutoCloseable {

    static Past of(Lab lab, String database, int messages) {
      World world = World.of(lab, database, 2);
      try {
        Group group = world.prepare(client -> Group.of(client, world.people()));
        History.write(world.tables(), messages);
        ServerProcess server = world.start();
        URI uri = server.uri();
        Member member = group.members().get(0);
        Plan.Writer page =
            Chatting.query(
                PAGES,
                uri,
                member.person(),
                PAGE,
                Map.of("group", member.copy()),
                "\"hasNextPage\":true");
        Plan.Writer send = Chatting.writer(SENDS, uri, member);
        return new Past(
            world,
            server,
            LoadClient.start(world.folder(), Chatting.plan(uri, List.of(page, send), List.of())));
      } catch (RuntimeException e) {
        world.close();
        throw e;
      }
    }

    Contestant asking(String name, int lane) {
      return new ServerContestant(name, load, server::cpu, sent -> 0, lane, lane);
    }

    /// How many of PostgreSQL's pages a request of this lane touches.
    double buffers(Lab lab, int lane) {
      // The first requests of a connection also read the catalogue.
      load.slice(lab.options().slice(), lane);
      long before = touched();
      long requests = load.slice(lab.options().slice(), lane).sent();
      return (touched() - before) / (double) requests;
    }

    private long touched() {
      try {
        Thread.sleep(UNTIL_TOLD.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while PostgreSQL counts", e);
      }
      return world
          .tables()
          .number(
              "select blks_hit + blks_read from pg_stat_database where datname = current_database()");
    }

    @Override
    public void close() {
      load.close();
      server.close();
      world.close();
    }
  }

  private List<Figure> buffers(Lab lab) {
    int messages = lab.options().messages();
    lab.say(id() + ", PostgreSQL, " + messages + " messages");
    try (Past few = Past.of(lab, ServerDatabase.POSTGRES, SHORT);
        Past many = Past.of(lab, ServerDatabase.POSTGRES, messages)) {
      return List.of(
          buffers(lab, "page", PAGES, few, many), buffers(lab, "send", SENDS, few, many));
    }
  }

  private Figure buffers(Lab lab, String what, int lane, Past few, Past many) {
    double of = many.buffers(lab, lane);
    double to = few.buffers(lab, lane);
    return Figure.of(
        id(),
        what + " after " + lab.options().messages() + " messages ÷ after " + SHORT + ", PostgreSQL",
        Quartiles.exactly(of / to),
        Target.atMost(1.2),
        String.format(Locale.ROOT, "%.1f and %.1f buffers", of, to));
  }

  private List<Figure> times(Lab lab) {
    int messages = lab.options().messages();
    lab.say(id() + ", H2, " + messages + " messages");
    try (Past few = Past.of(lab, ServerDatabase.H2, SHORT);
        Past many = Past.of(lab, ServerDatabase.H2, messages)) {
      return List.of(times(lab, "page", PAGES, few, many), times(lab, "send", SENDS, few, many));
    }
  }

  private Figure times(Lab lab, String what, int lane, Past few, Past many) {
    List<Series> series =
        Rounds.of(lab, List.of(many.asking("many", lane), few.asking("few", lane)));
    return Figure.of(
        id(),
        what + " after " + lab.options().messages() + " messages ÷ after " + SHORT + ", H2",
        series.get(0).ratio(series.get(1), Turn::p50),
        Target.atMost(1.2),
        String.format(
            Locale.ROOT,
            "%.2f ms and %.2f ms",
            series.get(0).median(Turn::p50),
            series.get(1).median(Turn::p50)));
  }
}
