package io.buddychat.testkit.bench;

import io.buddychat.testkit.program.Arguments;
import io.buddychat.testkit.program.ServerDatabase;
import io.buddychat.testkit.program.ServerProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What to measure, and for how long.
///
/// @param group how many members the one group has that everybody sends to; 0 when they send in
///   chats, each in one of their own
/// @param senders how many send at the same time
/// @param connections of the raw limit
/// @param rounds in each of which everybody has a turn
/// @param slice how long a turn is
/// @param warmUp how long everybody works before the first round
/// @param out the file that gets the table too
record BenchOptions(
    ServerProgram program,
    String database,
    int group,
    int senders,
    int connections,
    int rounds,
    Duration slice,
    Duration warmUp,
    Optional<Path> out) {

  static final String HELP =
      """
      Measures how many messages a second people send through BuddyChat, against what the same
      database could do at most; both take turns, and the ratio counts.

        --jar FILE        the runnable jar (buddychat-server/target/buddychat.jar)
        --java OPTIONS    for the server's Java, with spaces between, such as "-Xmx512m"
        --database NAME   h2 (the default) or postgres
        --group N         all send to one group of N members; else in chats of two, one each
        --senders N       how many send at the same time (32)
        --connections N   of the raw limit (8)
        --rounds N        in each of which everybody has a turn (7)
        --slice S         seconds of a turn (2.5)
        --warm-up S       seconds that everybody works before the first round (15)
        --out FILE        gets the table too

      Exit code: 0; 1 if something was answered and is not there; 2 for a wrong argument.
      """;

  private static final List<String> NAMES =
      List.of(
          "--jar",
          "--java",
          "--database",
          "--group",
          "--senders",
          "--connections",
          "--rounds",
          "--slice",
          "--warm-up",
          "--out");

  static BenchOptions of(String[] given) {
    Arguments arguments = Arguments.of(given, NAMES);
    String jar = arguments.text("--jar").orElse("buddychat-server/target/buddychat.jar");
    return new BenchOptions(
        ServerProgram.jar(Path.of(jar))
            .with(arguments.text("--java").map(all -> List.of(all.split(" +"))).orElse(List.of())),
        arguments.choice("--database", ServerDatabase.NAMES),
        group(arguments),
        arguments.count("--senders", 32),
        arguments.count("--connections", 8),
        arguments.count("--rounds", 7),
        seconds(arguments.number("--slice", 2.5)),
        seconds(arguments.number("--warm-up", 15)),
        arguments.text("--out").map(Path::of));
  }

  private static int group(Arguments arguments) {
    int members = arguments.text("--group").isPresent() ? arguments.count("--group", 0) : 0;
    if (members == 1) {
      throw new Arguments.Wrong("--group: nobody gets a message in a group of one");
    }
    return members;
  }

  /// Who sends where, in words.
  String setting() {
    return group == 0
        ? senders + " people send in a chat of two each"
        : senders + " senders in one group of " + group;
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
