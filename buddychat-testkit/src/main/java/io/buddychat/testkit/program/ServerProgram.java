package io.buddychat.testkit.program;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A BuddyChat server that can be started, as often as one likes.
///
/// @param arguments what stands behind `java`
public record ServerProgram(List<String> arguments) {

  private static final String MAIN = "io.buddychat.server.Main";

  public ServerProgram {
    arguments = List.copyOf(arguments);
  }

  /// The runnable jar.
  public static ServerProgram jar(Path jar) {
    return new ServerProgram(List.of("-jar", jar.toAbsolutePath().toString()));
  }

  /// The server's classes, for who has no jar yet, such as a test that runs before it is packed.
  public static ServerProgram classPath(String classPath) {
    return classPath(classPath, MAIN);
  }

  /// Another program that starts a server, and says so as the server itself does.
  public static ServerProgram classPath(String classPath, String main) {
    // It runs in another folder than we do.
    String absolute =
        Stream.of(classPath.split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    return new ServerProgram(List.of("-cp", absolute, main));
  }

  /// The same, with options for its Java, such as `-Xmx256m`.
  public ServerProgram with(List<String> javaOptions) {
    List<String> all = new ArrayList<>(javaOptions);
    all.addAll(arguments);
    return new ServerProgram(all);
  }

  /// The whole command, for who starts it in another way.
  public List<String> command() {
    List<String> command = new ArrayList<>(List.of(NewestJava.executable().toString()));
    command.addAll(arguments);
    return command;
  }

  /// Starts it and returns when it is ready.
  ///
  /// @param folder where its data go, and `server.log` with what it says
  /// @param settings by the names of the environment, such as `BUDDYCHAT_DB_URL`; they win over
  ///   what is set here: any free port, no limit of requests, tokens that last a day
  /// @throws IllegalStateException with its last words, when it does not get ready
  public ServerProcess start(Path folder, Map<String, String> settings) {
    return ServerProcess.start(command(), folder, settings);
  }
}
