package io.buddychat.testkit.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The server that lies in the folder `peer` beside this class, run by Node.js over tables of ours.
record NodePeer(Child process, URI uri) implements AutoCloseable {

  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "peer.mjs");
  private static final Duration INSTALLING = Duration.ofMinutes(3);
  private static final Duration STARTING = Duration.ofSeconds(30);

  private static final Pattern READY = Pattern.compile("ready at (\\d+)");

  /// @throws NotRun when there is no Node.js
  static void demand() {
    Child.installed("node");
    Child.installed("npm");
  }

  /// @param connections to the database, at most
  /// @throws NotRun when its packages cannot be fetched
  static NodePeer start(Path folder, Tables tables, int connections) {
    Path own = folder.resolve("peer");
    unpack(own);
    try {
      Child.run(
          own,
          INSTALLING,
          List.of(
              Child.installed("npm").toString(),
              "ci",
              "--ignore-scripts",
              "--no-audit",
              "--no-fund"));
    } catch (IllegalStateException e) {
      throw new NotRun("npm cannot fetch the peer's packages");
    }
    PostgresAddress database = PostgresAddress.of(tables.url());
    Child process =
        Child.start(
            own,
            List.of(
                Child.installed("node").toString(),
                "peer.mjs",
                database.host(),
                database.port(),
                database.database(),
                database.user(),
                World.SECRET,
                "" + connections));
    process.await("ready at ", STARTING);
    Matcher ready = READY.matcher(process.said());
    if (!ready.find()) {
      throw new IllegalStateException("it does not say where it is: " + process.said());
    }
    return new NodePeer(process, URI.create("http://127.0.0.1:" + ready.group(1) + "/graphql"));
  }

  private static void unpack(Path folder) {
    try {
      Files.createDirectories(folder);
      for (String name : FILES) {
        try (InputStream in = NodePeer.class.getResourceAsStream("peer/" + name)) {
          Files.copy(Objects.requireNonNull(in, name), folder.resolve(name));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Duration cpu() {
    return process.cpu();
  }

  @Override
  public void close() {
    process.close();
  }
}
