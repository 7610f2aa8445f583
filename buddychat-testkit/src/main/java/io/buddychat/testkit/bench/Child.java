package io.buddychat.testkit.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A program that we start and stop.
///
/// @param log what it says
record Child(Process process, Path log) implements AutoCloseable {

  private static final int STOPS_WITHIN_SECONDS = 10;

  /// Starts it, with nothing to read.
  static Child start(Path folder, List<String> command) {
    return start(folder, Map.of(), command);
  }

  /// The same, with these beside what is in our own environment.
  static Child start(Path folder, Map<String, String> environment, List<String> command) {
    try {
      Path log = Files.createTempFile(folder, "child", ".log");
      ProcessBuilder program =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      program.environment().putAll(environment);
      return new Child(program.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command.get(0), e);
    }
  }

  /// Runs it to its end.
  ///
  /// @return what it said
  /// @throws IllegalStateException when it takes too long or ends badly
  static String run(Path folder, Duration patience, List<String> command) {
    try (Child child = start(folder, command)) {
      if (!child.process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(command.get(0) + " takes too long: " + child.said());
      }
      if (child.process.exitValue() != 0) {
        throw new IllegalStateException(command.get(0) + " failed: " + child.said());
      }
      return child.said();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + command.get(0) + " runs", e);
    }
  }

  /// Waits until it says this.
  void await(String text, Duration patience) {
    await(() -> said().contains(text), patience);
  }

  /// Waits until somebody listens at this port of ours.
  void awaitPort(int port, Duration patience) {
    await(() -> isOpen(port), patience);
  }

  private static boolean isOpen(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /// A port at which nobody listened a moment ago.
  static int freePort() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await(BooleanSupplier isReady, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!isReady.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("it does not start: " + said());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a program starts", e);
    }
  }

  String said() {
    try {
      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  /// Where a program of this name is installed.
  ///
  /// @throws NotRun when it is not
  static Path installed(String name) {
    String path = System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin";
    return Arrays.stream(path.split(":", -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new NotRun(name + " is not installed"));
  }
}
