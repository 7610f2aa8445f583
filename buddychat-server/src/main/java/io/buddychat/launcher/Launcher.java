package io.buddychat.launcher;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// The main class of the runnable jar.
///
/// On a Java that is new enough it calls the server. On an older one it starts itself again on a
/// newer one, with the same `-X` and `-D` options, and then is a thin wrapper: what ends one of the
/// two ends the other, and the exit code is the server's.
public final class Launcher {
  /// What the server is compiled for.
  static final int NEEDED = 25;

  private static final String SERVER = "io.buddychat.server.Main";

  /// Tells a child whose child it is.
  private static final String PARENT = "buddychat.launcher.pid";

  private Launcher() {}

  public static void main(String[] args) throws Throwable {
    if (Runtime.version().feature() >= NEEDED) {
      Optional.ofNullable(System.getProperty(PARENT))
          .map(Long::valueOf)
          .ifPresent(Launcher::dieWith);
      serve(args);
    } else {
      System.exit(launch(args));
    }
  }

  private static void serve(String[] args) throws Throwable {
    MethodHandles.lookup()
        .findStatic(
            Class.forName(SERVER), "main", MethodType.methodType(void.class, String[].class))
        .invokeExact(args);
  }

  /// A parent that is killed outright cannot take its child along, so the child looks after itself.
  /// It exits in the orderly way: shutdown hooks run.
  ///
  /// It asks who its parent *is*. `ProcessHandle.onExit` would answer seconds later, and not at all
  /// while the dead parent is a zombie.
  private static void dieWith(long parent) {
    Thread guard =
        new Thread(
            () -> {
              while (ProcessHandle.current().parent().filter(p -> p.pid() == parent).isPresent()) {
                LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
              }
              System.exit(1);
            },
            "launcher-guard");
    guard.setDaemon(true);
    guard.start();
  }

  private static int launch(String[] args) throws IOException, InterruptedException {
    Optional<Path> java = InstalledJava.onThisMachine().atLeast(NEEDED);
    if (java.isEmpty()) {
      System.err.printf(
          "BuddyChat needs Java %d, this is Java %s and no newer one was found: install one, or set %s to its folder.%n",
          NEEDED, Runtime.version().feature(), InstalledJava.OVERRIDE);
      return 1;
    }
    Process server = new ProcessBuilder(command(java.get(), args)).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "launcher-stop"));
    return server.waitFor();
  }

  private static List<String> command(Path java, String[] args) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(inherited(ManagementFactory.getRuntimeMXBean().getInputArguments()));
    command.add("-D" + PARENT + "=" + ProcessHandle.current().pid());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Launcher.class.getName());
    command.addAll(List.of(args));
    return command;
  }

  /// The options worth repeating. A debugger's port, say, can be taken only once.
  static List<String> inherited(List<String> options) {
    return options.stream()
        .filter(o -> o.startsWith("-X") || o.startsWith("-D"))
        .filter(o -> !o.startsWith("-Xrunjdwp"))
        .filter(o -> !o.matches("-Dcom\\.sun\\.management\\.jmxremote(\\.rmi)?\\.port=.*"))
        .toList();
  }

  /// Ends with the server's own exit code, also when it was a signal that ended us.
  private static void stop(Process server) {
    server.destroy();
    server.onExit().join();
    Runtime.getRuntime().halt(server.exitValue());
  }
}
