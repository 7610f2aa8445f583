package io.buddychat.testkit.kill;

import io.buddychat.testkit.program.Arguments;
import io.buddychat.testkit.program.ServerDatabase;
import io.buddychat.testkit.program.ServerProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/// What to kill, and how often.
///
/// @param database one of [ServerDatabase#NAMES]
/// @param seconds the longest that a server lives before it is killed
/// @param chats each has two people, who both send
/// @param groups each has the people of a chat and one of another, who all send
/// @param seed the same one kills after the same times
public record KillOptions(
    ServerProgram program,
    String database,
    int kills,
    double seconds,
    int chats,
    int groups,
    long seed) {

  static final String HELP =
      """
      Kills a BuddyChat server (kill -9) while people send, starts it again, and checks through its
      API that every acknowledged message is there for everybody, once, and that all who follow their
      inboxes were shown each event once, in order, and none that is gone.

        --jar FILE         the runnable jar (buddychat-server/target/buddychat.jar)
        --classpath PATH   or the class path of io.buddychat.server.Main
        --database NAME    h2 (the default) or postgres, which is killed too: alone, or with the server
        --kills N          how often (20)
        --seconds S        the longest that a server lives before it is killed (1.5)
        --chats N          of two people each, who both send (4)
        --groups N         of three of these people each, with a guest who comes and goes (2)
        --seed N           the same seed kills after the same times (by default another one each time)

      Exit code: 0 if nothing is lost, twice, half or miscounted, and no event missing,
      twice, out of order, vanished or late; 1 if something is; 2 for a wrong argument.
      """;

  private static final List<String> NAMES =
      List.of(
          "--jar",
          "--classpath",
          "--database",
          "--kills",
          "--seconds",
          "--chats",
          "--groups",
          "--seed");

  static KillOptions of(String[] given) {
    Arguments arguments = Arguments.of(given, NAMES);
    String jar = arguments.text("--jar").orElse("buddychat-server/target/buddychat.jar");
    return new KillOptions(
        arguments
            .text("--classpath")
            .map(ServerProgram::classPath)
            .orElseGet(() -> ServerProgram.jar(Path.of(jar))),
        arguments.choice("--database", ServerDatabase.NAMES),
        arguments.count("--kills", 20),
        arguments.number("--seconds", 1.5),
        arguments.count("--chats", 4),
        arguments.count("--groups", 2),
        arguments.count("--seed", 1 + new Random().nextInt(1_000_000)));
  }
}
