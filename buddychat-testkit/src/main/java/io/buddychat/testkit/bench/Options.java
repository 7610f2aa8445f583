package io.buddychat.testkit.bench;

import io.buddychat.testkit.program.Arguments;
import io.buddychat.testkit.program.ServerProgram;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What to measure, and for how long.
///
/// @param only the rows; all when empty
/// @param serverTests the classes of the programs that need the server's inside
/// @param javaOptions for the server's Java
/// @param groups how many members the groups have, one after the other
/// @param senders how many send at the same time
/// @param connections of the raw limit
/// @param subscribers of the rows that only push
/// @param sockets that do nothing, where a socket is weighed
/// @param messages of the long history
/// @param overload how long ten times too many send
/// @param rounds in each of which everybody has a turn
/// @param slice how long a turn is
/// @param warmUp how long everybody works before the first round
/// @param out the folder that gets the table and the picture
record Options(
    List<String> only,
    Path jar,
    Path serverTests,
    List<String> javaOptions,
    List<Integer> groups,
    int senders,
    int connections,
    int subscribers,
    int sockets,
    int messages,
    Duration overload,
    int rounds,
    Duration slice,
    Duration warmUp,
    Optional<Path> out) {

  Options {
    only = List.copyOf(only);
    javaOptions = List.copyOf(javaOptions);
    groups = List.copyOf(groups);
  }

  private static final List<String> NAMES =
      List.of(
          "--only",
          "--jar",
          "--server-tests",
          "--java",
          "--groups",
          "--senders",
          "--connections",
          "--subscribers",
          "--sockets",
          "--messages",
          "--overload",
          "--rounds",
          "--seconds",
          "--warmup",
          "--out");

  static String help(List<Row> rows) {
    StringBuilder lines = new StringBuilder();
    rows.forEach(
        row -> lines.append(String.format("             %-9s %s%n", row.id(), row.what())));
    return """
        Measures BuddyChat against what the machine could do at most, and against what one would take
        instead. Everybody takes turns, and what counts are the ratios. It starts and stops all it needs.

          --only P1,P6       some rows; all when left out:
        %s
          --rounds N         in each of which everybody has a turn (7)
          --seconds S        of a turn (2.5)
          --warmup S         seconds that everybody works before the first round (30)
          --groups N,N       how many members the groups have (10,100)
          --senders N        how many send at the same time (32)
          --connections N    of the raw limit (8)
          --subscribers N    of the row that only pushes (1000)
          --sockets N        that do nothing, where one is weighed (4000)
          --messages N       of the long history (1000000)
          --overload S       seconds for which ten times too many send (60)
          --jar FILE         the runnable jar (buddychat-server/target/buddychat.jar)
          --server-tests DIR the server's test classes (buddychat-server/target/test-classes)
          --java OPTIONS     for the server's Java, with spaces between, such as "-Xmx512m"
          --out DIR          gets benchmark.txt, benchmark.md and benchmark.svg

        Exit code: 0 when every row was measured or not run; 1 when something failed; 2 for a wrong argument.
        """
        .formatted(lines.toString().stripTrailing());
  }

  static Options of(String[] given) {
    Arguments arguments = Arguments.of(given, NAMES);
    return new Options(
        list(arguments.text("--only").orElse("")),
        Path.of(arguments.text("--jar").orElse("buddychat-server/target/buddychat.jar")),
        Path.of(arguments.text("--server-tests").orElse("buddychat-server/target/test-classes")),
        arguments.text("--java").map(all -> List.of(all.split(" +"))).orElse(List.of()),
        groups(arguments.text("--groups").orElse("10,100")),
        arguments.count("--senders", 32),
        arguments.count("--connections", 8),
        arguments.count("--subscribers", 1000),
        arguments.count("--sockets", 4000),
        arguments.count("--messages", 1_000_000),
        seconds(arguments.number("--overload", 60)),
        arguments.count("--rounds", 7),
        seconds(arguments.number("--seconds", 2.5)),
        seconds(arguments.number("--warmup", 30)),
        arguments.text("--out").map(Path::of));
  }

  ServerProgram program() {
    return ServerProgram.jar(jar).with(javaOptions);
  }

  /// A program among the server's tests, on the jar's classes.
  ///
  /// @throws NotRun when they are not there
  ServerProgram testProgram(String name) {
    if (!Files.isDirectory(serverTests)) {
      throw new NotRun("the server's tests are not compiled: " + serverTests);
    }
    String classPath =
        String.join(
            File.pathSeparator,
            jar.toString(),
            serverTests.toString(),
            System.getProperty("java.class.path"));
    return ServerProgram.classPath(classPath, "io.buddychat.server." + name).with(javaOptions);
  }

  /// The rows that were asked for.
  ///
  /// @throws Arguments.Wrong when there is none of that name
  List<Row> chosen(List<Row> rows) {
    List<String> ids = rows.stream().map(Row::id).toList();
    for (String wanted : only) {
      if (!ids.contains(wanted)) {
        throw new Arguments.Wrong("--only: there is no " + wanted + ", but " + ids);
      }
    }
    return rows.stream().filter(row -> only.isEmpty() || only.contains(row.id())).toList();
  }

  private static List<Integer> groups(String numbers) {
    try {
      List<Integer> groups = list(numbers).stream().map(Integer::valueOf).toList();
      if (!groups.isEmpty() && groups.stream().allMatch(members -> members > 1)) {
        return groups;
      }
    } catch (NumberFormatException e) {
      // As bad as a group of one.
    }
    throw new Arguments.Wrong("--groups: must be numbers above one, with commas between");
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",")).filter(word -> !word.isEmpty()).toList();
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
