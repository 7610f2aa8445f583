package io.buddychat.testkit.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A data folder and the programs that work on it. (PostgreSQL calls what one server serves a
/// cluster, whatever the number of machines.)
record Cluster(RunAs runAs, Path programs, Path data) {

  static final String SUPERUSER = "postgres";

  /// Where a whole file system is written out by one call, instead of a thousand files one by one.
  static final boolean LINUX = System.getProperty("os.name").equals("Linux");

  /// Fills the folder, unless it is filled already.
  ///
  /// Whoever reaches the port may come in, and only this machine reaches it. The order of texts is
  /// PostgreSQL's own, so that it is the same on every machine.
  void create(Durability durability) throws IOException {
    if (Files.exists(data.resolve("PG_VERSION"))) {
      return;
    }
    Files.createDirectories(data);
    runAs.own(data);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-D", data.toString(), "-U", SUPERUSER, "-A", "trust", "-E", "UTF8"));
    arguments.addAll(
        List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
    if (durability == Durability.FORGETS_ON_CRASH) {
      arguments.add("--no-sync");
    } else if (LINUX) {
      arguments.add("--sync-method=syncfs");
    }
    ShortProgram initdb = ShortProgram.run(programs, command("initdb", arguments));
    if (!initdb.succeeded()) {
      throw new IllegalStateException("initdb failed in " + data + ":\n" + initdb.output());
    }
  }

  /// Starts the server itself, not `pg_ctl`: the process is the one to watch and to kill.
  Process launch(int port, Map<String, String> settings, Path log) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-D", data.toString(), "-p", "" + port));
    settings.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
    return ShortProgram.builder(programs, command("postgres", arguments))
        .redirectOutput(log.toFile())
        .start();
  }

  /// Stops the server and returns when it is gone.
  ///
  /// @param mode `fast` ends the sessions and writes everything out, `immediate` does not write
  boolean stop(String mode) {
    List<String> arguments = List.of("stop", "-D", data.toString(), "-m", mode, "-w", "-t", "60");
    return ShortProgram.run(programs, command("pg_ctl", arguments)).succeeded();
  }

  private List<String> command(String program, List<String> arguments) {
    return runAs.command(programs.resolve("bin").resolve(program), arguments);
  }

  /// `kill -9` for the server and all its processes, and returns when they are gone.
  ///
  /// The server first, or it would notice its children's deaths and start to recover.
  static void kill(ProcessHandle server) {
    List<ProcessHandle> all = Stream.concat(Stream.of(server), server.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.stream().map(ProcessHandle::onExit).forEach(CompletableFuture::join);
  }

  /// Stops the server that works on a data folder, if there is one: what `postmaster.pid` names may
  /// by now be somebody else's process.
  ///
  /// It is asked first, by a signal, for a killed server leaves its shared memory behind.
  static void stopServerOf(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return;
    }
    Optional<ProcessHandle> server =
        ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0).strip()));
    server
        .filter(process -> process.info().commandLine().orElse("").contains("-D " + data + " "))
        .ifPresent(
            process -> {
              ShortProgram.run(data, List.of("sh", "-c", "kill -QUIT " + process.pid()));
              process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
              kill(process);
            });
  }
}
