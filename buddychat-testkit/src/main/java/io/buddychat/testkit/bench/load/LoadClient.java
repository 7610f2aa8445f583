package io.buddychat.testkit.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A process that sends and listens as a [Plan] says. One order at a time.
public final class LoadClient implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int STOPS_WITHIN_SECONDS = 5;

  private final Process process;
  private final BufferedReader in;
  private final Writer out;
  private final Path log;

  private LoadClient(Process process, Path log) {
    this.process = process;
    this.log = log;
    in = process.inputReader(StandardCharsets.UTF_8);
    out = process.outputWriter(StandardCharsets.UTF_8);
  }

  /// Starts it; returns when all its readers listen.
  ///
  /// @param folder for its files
  public static LoadClient start(Path folder, Plan plan) {
    try {
      Path file = Files.createTempFile(folder, "load", ".json");
      Path log = Files.createTempFile(folder, "load", ".log");
      JSON.writeValue(file.toFile(), plan);
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  // It makes next to no garbage and must take next to no processor.
                  "-XX:+UseSerialGC",
                  "-Xmx512m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  LoadProgram.class.getName(),
                  file.toString())
              .redirectError(log.toFile())
              .start();
      LoadClient client = new LoadClient(process, log);
      client.line();
      return client;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Lets the writers of these lanes work for this long, then waits until all they sent has come.
  ///
  /// @throws IllegalStateException when something was neither answered well nor refused
  public Slice slice(Duration time, Integer... lanes) {
    return slice(time, 0, lanes);
  }

  /// The same at a pace of their own: so many messages a second, even if the answers take their
  /// time, as long as one of the writers waits for none.
  ///
  /// @throws IllegalStateException when something was neither answered well nor refused
  public Slice flood(Duration time, long perSecond, Integer... lanes) {
    return slice(time, Math.max(1, perSecond), lanes);
  }

  private Slice slice(Duration time, long perSecond, Integer... lanes) {
    String numbers = Arrays.stream(lanes).map(String::valueOf).collect(Collectors.joining(","));
    try {
      out.write(time.toMillis() + " " + perSecond + " " + numbers + "\n");
      out.flush();
      return JSON.readValue(line(), Slice.class);
    } catch (IOException e) {
      throw new IllegalStateException("the load ended: " + said(), e);
    }
  }

  private String line() throws IOException {
    String line = in.readLine();
    if (line == null) {
      throw new IllegalStateException("the load ended: " + said());
    }
    return line;
  }

  private String said() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(0, Math.min(20, lines.size())));
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      process.waitFor(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      // It has ended already.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }
}
