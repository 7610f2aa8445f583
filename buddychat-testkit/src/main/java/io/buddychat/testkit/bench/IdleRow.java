package io.buddychat.testkit.bench;

import io.buddychat.testkit.bench.load.LoadClient;
import io.buddychat.testkit.bench.load.Plan;
import io.buddychat.testkit.program.ServerDatabase;
import io.buddychat.testkit.program.ServerProcess;
import io.buddychat.testkit.program.ServerProgram;
import io.buddychat.testkit.program.WorkFolder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// P9: the live heap that one more idle subscription takes, against one more WebSocket on which
/// nothing happens, written for the same Jetty by the Jakarta API, as most would write it. Counted
/// by a histogram of what is alive, with half of the sockets and with all of them.
record IdleRow() implements Row {

  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Override
  public String id() {
    return "P9";
  }

  @Override
  public String what() {
    return "live heap of an idle subscription ÷ a silent WebSocket of Jetty's, by the Jakarta API";
  }

  @Override
  public List<Figure> measure(Lab lab) {
    int half = Math.max(1, lab.options().sockets() / 2);
    Path jcmd = jcmd(lab.options().program());
    lab.say(id() + ", " + 2 * half + " sockets");
    double ours = ours(lab, jcmd, half);
    double bare = bare(lab, jcmd, half);
    return List.of(
        Figure.of(
            id(),
            what(),
            Quartiles.exactly(ours / bare),
            Target.atMost(1.25),
            String.format(
                Locale.ROOT, "%.0f and %.0f bytes; the second %d sockets", ours, bare, half)));
  }

  private static Path jcmd(ServerProgram program) {
    Path jcmd = Path.of(program.command().get(0)).resolveSibling("jcmd");
    if (!Files.isExecutable(jcmd)) {
      throw new NotRun("the server's Java has no jcmd");
    }
    return jcmd;
  }

  private static double ours(Lab lab, Path jcmd, int half) {
    try (World world = World.of(lab, ServerDatabase.H2, 2 * half);
        ServerProcess server = world.start()) {
      URI uri = server.uri();
      return perSocket(
          world.folder(), jcmd, server, half, i -> Chatting.reader(0, uri, world.people().get(i)));
    }
  }

  private static double bare(Lab lab, Path jcmd, int half) {
    try (WorkFolder folder = WorkFolder.create("bare");
        ServerProcess server =
            lab.options().testProgram("BareSockets").start(folder.path(), Map.of())) {
      Plan.Reader silent = new Plan.Reader(0, server.uri().getPath(), List.of(), List.of());
      return perSocket(folder.path(), jcmd, server, half, i -> silent);
    }
  }

  private static double perSocket(
      Path folder, Path jcmd, ServerProcess server, int half, IntFunction<Plan.Reader> reader) {
    LoadClient first = open(folder, server, 0, half, reader);
    try {
      long before = live(folder, jcmd, server);
      LoadClient second = open(folder, server, half, half, reader);
      try {
        return (live(folder, jcmd, server) - before) / (double) half;
      } finally {
        second.close();
      }
    } finally {
      first.close();
    }
  }

  private static LoadClient open(
      Path folder, ServerProcess server, int from, int number, IntFunction<Plan.Reader> reader) {
    List<Plan.Reader> readers = IntStream.range(from, from + number).mapToObj(reader).toList();
    return LoadClient.start(folder, Chatting.plan(server.uri(), List.of(), readers));
  }

  private static long live(Path folder, Path jcmd, ServerProcess server) {
    String histogram =
        Child.run(
            folder, PATIENCE, List.of(jcmd.toString(), "" + server.pid(), "GC.class_histogram"));
    Matcher total = TOTAL.matcher(histogram);
    if (!total.find()) {
      throw new IllegalStateException("no histogram: " + histogram);
    }
    return Long.parseLong(total.group(1));
  }
}
