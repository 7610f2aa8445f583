package io.buddychat.server;

import java.util.List;

/// The program: settings, server, and an orderly end when it is told to stop.
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    try {
      CommandLine line = CommandLine.of(List.of(arguments));
      if (line.help()) {
        System.out.println(Setting.help());
        return;
      }
      Settings settings = Settings.of(System.getenv(), line.config());
      settings.operating().logFormat().use();
      BuddyChatServer server = BuddyChatServer.start(settings);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
      System.out.println("BuddyChat is ready at " + server.uri());
    } catch (Settings.Wrong | BuddyChatServer.StartFailed e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /// By itself Java would exit with 143 after a TERM, even if all went well.
  private static void stop(BuddyChatServer server) {
    server.close();
    Runtime.getRuntime().halt(0);
  }
}
