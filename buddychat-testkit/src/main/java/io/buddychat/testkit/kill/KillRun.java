package io.buddychat.testkit.kill;

import io.buddychat.testkit.program.GraphQlClient;
import io.buddychat.testkit.program.ServerDatabase;
import io.buddychat.testkit.program.ServerProcess;
import io.buddychat.testkit.program.WorkFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/// A server's several lives.
public final class KillRun implements AutoCloseable {

  /// How long people go on sending after a database came back below a server that lived on.
  private static final long AFTERWARDS_MILLIS = 300;

  private final KillOptions options;
  private final Path folder;
  private final ServerDatabase database;
  private final Random random;
  private final Findings findings = new Findings();
  private ServerProcess server;

  private KillRun(KillOptions options, WorkFolder folder, ServerDatabase database) {
    this.options = options;
    this.folder = folder.path();
    this.database = database;
    random = new Random(options.seed());
    server = options.program().start(this.folder, database.settings());
  }

  /// What is killed.
  private enum Victim {
    SERVER,
    BOTH,
    DATABASE
  }

  /// Runs it to its end.
  ///
  /// @param report is given a line for each kill
  public static Findings run(KillOptions options, Consumer<String> report) {
    report.accept(
        String.format(
            "%s: %d kills after at most %s s, %d chats, seed %d",
            options.database(),
            options.kills(),
            options.seconds(),
            options.chats(),
            options.seed()));
    try (WorkFolder folder = WorkFolder.create("kill");
        ServerDatabase database =
            ServerDatabase.open(options.database(), folder.resolve("database"));
        KillRun run = new KillRun(options, folder, database)) {
      return run.run(report);
    }
  }

  private Findings run(Consumer<String> report) {
    List<Chatters> all = Chatters.join(client(), options.chats());
    for (int kill = 1; kill <= options.kills(); kill++) {
      Victim victim = victim(kill);
      long life = 50L + random.nextInt(Math.max(1, (int) (options.seconds() * 1000) - 50));
      long before = Chatters.acknowledged(all);
      sendUntilKilled(all, kill, victim, life);
      long acknowledged = Chatters.acknowledged(all) - before;
      long retried = examine(all, kill);
      findings.count(acknowledged, retried);
      report.accept(
          String.format(
              "kill %d (%s) after %d ms: %d acknowledged, %d without an answer; lost %d in all",
              kill, victim, life, acknowledged, retried, findings.lost()));
    }
    all.forEach(each -> each.check(client(), text -> true, findings));
    return findings;
  }

  private Victim victim(int kill) {
    Victim[] victims = Victim.values();
    return database.isItsOwnProcess() ? victims[kill % victims.length] : Victim.SERVER;
  }

  private void sendUntilKilled(List<Chatters> all, int kill, Victim victim, long life) {
    Senders senders = Senders.start(client(), all, kill);
    try {
      pause(life);
      if (victim != Victim.SERVER) {
        database.kill();
      }
      if (victim != Victim.DATABASE) {
        server.kill();
      }
      if (victim != Victim.SERVER) {
        database.restart();
      }
      if (victim == Victim.DATABASE) {
        pause(AFTERWARDS_MILLIS);
      }
    } finally {
      senders.stop();
    }
    if (victim != Victim.DATABASE) {
      server = options.program().start(folder, database.settings());
    }
  }

  /// Checks what was sent since the last kill, sends again what has no answer, checks again.
  ///
  /// @return how many had no answer
  private long examine(List<Chatters> all, int kill) {
    List<Integer> retried = new ArrayList<>();
    for (Chatters each : all) {
      each.check(client(), text -> Senders.isOf(kill, text), findings);
      retried.add(each.retry(client()));
      each.check(client(), text -> Senders.isOf(kill, text), findings);
      each.checkUnread(client(), findings);
    }
    return retried.stream().mapToInt(Integer::intValue).sum();
  }

  private GraphQlClient client() {
    return new GraphQlClient(server.uri());
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted between two kills", e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
