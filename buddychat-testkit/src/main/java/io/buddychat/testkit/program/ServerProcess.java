package io.buddychat.testkit.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// A BuddyChat server that runs as a process, with the given settings and nothing of our own
/// environment.
public final class ServerProcess implements AutoCloseable {

  private static final String READY = "BuddyChat is ready at ";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Process process;
  private final URI uri;

  private ServerProcess(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  static ServerProcess start(List<String> command, Path folder, Map<String, String> settings) {
    Path log = folder.toAbsolutePath().resolve("server.log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("BUDDYCHAT_PORT", "0");
    environment.put("BUDDYCHAT_DATA_DIR", folder.toAbsolutePath().resolve("data").toString());
    environment.put("BUDDYCHAT_RATE_LIMIT", "0");
    environment.put("BUDDYCHAT_ACCESS_TOKEN_TTL", "P1D");
    environment.putAll(settings);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      Process process = builder.start();
      CompletableFuture<URI> ready = new CompletableFuture<>();
      Thread reader = new Thread(() -> read(process, ready), "server-output");
      reader.setDaemon(true);
      reader.start();
      return new ServerProcess(process, await(ready, process, log));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command, e);
    }
  }

  /// Reads to the end, or a server that prints much would have to wait for us.
  private static void read(Process process, CompletableFuture<URI> ready) {
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith(READY)) {
          ready.complete(URI.create(line.substring(READY.length())));
        }
      }
    } catch (IOException e) {
      // It was killed.
    }
    ready.completeExceptionally(new IllegalStateException("it ended"));
  }

  private static URI await(CompletableFuture<URI> ready, Process process, Path log)
      throws IOException {
    try {
      return ready.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      killAll(process);
      String why =
          e.getCause() instanceof TimeoutException ? "it took too long" : "" + e.getMessage();
      throw new IllegalStateException(
          "The server does not start: " + why + "\n" + Files.readString(log), e);
    }
  }

  /// Where it answers, such as `http://127.0.0.1:8080/graphql`.
  public URI uri() {
    return uri;
  }

  public long pid() {
    return process.pid();
  }

  /// The time for which processors have worked for it until now.
  public Duration cpu() {
    return everyProcess(process)
        .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /// `kill -9`: it cannot write, answer or tidy up any more. Returns when it is gone.
  public void kill() {
    killAll(process);
  }

  /// Asks it to stop (TERM) and returns when it has.
  ///
  /// @throws IllegalStateException if it does not stop, or not with exit code 0
  public void stop() {
    process.toHandle().destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException("the server did not stop in an orderly way");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the server stops", e);
    } finally {
      killAll(process);
    }
  }

  @Override
  public void close() {
    killAll(process);
  }

  /// Children first: on an old Java the server is a child, which would outlive its parent for a
  /// moment.
  private static void killAll(Process process) {
    List<ProcessHandle> all = everyProcess(process).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(each -> each.onExit().join());
  }

  private static Stream<ProcessHandle> everyProcess(Process process) {
    return Stream.concat(process.descendants(), Stream.of(process.toHandle()));
  }
}
