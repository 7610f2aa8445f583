package io.buddychat.server;

import io.buddychat.domain.user.Pbkdf2Passwords;
import java.util.Optional;

/// A program for the benchmark: the server as it is, but for its [store][NewestStore], which keeps
/// as little as sending into a group can do with, and for passwords, which are hashed in no time,
/// so that a thousand people can sign up where no table can be written past the server.
final class QuickServer {

  private QuickServer() {}

  public static void main(String[] arguments) {
    BuddyChatServer server =
        BuddyChatServer.with(Settings.of(System.getenv(), Optional.empty()))
            .store(new NewestStore())
            .passwords(new Pbkdf2Passwords(1, Runtime.getRuntime().availableProcessors()))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
    System.out.println("BuddyChat is ready at " + server.uri());
  }

  private static void stop(BuddyChatServer server) {
    server.close();
    Runtime.getRuntime().halt(0);
  }
}
