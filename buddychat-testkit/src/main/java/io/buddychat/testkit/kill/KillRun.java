package io.buddychat.testkit.kill;

import io.buddychat.testkit.program.GraphQlClient;
import io.buddychat.testkit.program.ServerDatabase;
import io.buddychat.testkit.program.ServerProcess;
import io.buddychat.testkit.program.WorkFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/// A server's several lives.
public final class KillRun implements AutoCloseable {

  /// How long people go on sending after a database came back below a server that lived on.
  private static final long AFTERWARDS_MILLIS = 300;

  /// More than a request may take.
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final KillOptions options;
  private final Path folder;
  private final ServerDatabase database;
  private final Random random;
  private final Findings findings = new Findings();
  private volatile ServerProcess server; // those who follow look where it is

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
            "%s: %d kills after at most %s s, %d chats, %d groups, seed %d",
            options.database(),
            options.kills(),
            options.seconds(),
            options.chats(),
            options.groups(),
            options.seed()));
    try (WorkFolder folder = WorkFolder.create("kill");
        ServerDatabase database =
            ServerDatabase.open(options.database(), folder.resolve("database"));
        KillRun run = new KillRun(options, folder, database)) {
      return run.run(report);
    }
  }

  private Findings run(Consumer<String> report) {
    Company company = Company.join(client(), options.chats(), options.groups());
    try (Subscribers subscribers =
        Subscribers.start(
            company.people(), () -> server.uri(), options.seed(), findings.events(), report)) {
      subscribers.awaitAll(client()); // so each has a socket to lose
      killOften(company, subscribers, report);
      company.talks().forEach(each -> each.check(client(), text -> true, findings));
      subscribers.check(client(), company.people());
    }
    return findings;
  }

  private void killOften(Company company, Subscribers subscribers, Consumer<String> report) {
    List<Talk> all = company.talks();
    for (int kill = 1; kill <= options.kills(); kill++) {
      Victim victim = victim(kill);
      long life = 50L + random.nextInt(Math.max(1, (int) (options.seconds() * 1000) - 50));
      long before = Talk.acknowledged(all);
      sendUntilKilled(company, kill, victim, life);
      if (victim == Victim.DATABASE) {
        subscribers.awaitAll(client()); // the server lives on, so nobody may have to ask again
      }
      long acknowledged = Talk.acknowledged(all) - before;
      long retried = examine(all, kill);
      findings.count(acknowledged, retried);
      report.accept(
          String.format(
              "kill %d (%s) after %d ms: %d acknowledged, %d without an answer; lost %d in all",
              kill, victim, life, acknowledged, retried, findings.lost()));
    }
  }

  private Victim victim(int kill) {
    Victim[] victims = Victim.values();
    return database.isItsOwnProcess() ? victims[kill % victims.length] : Victim.SERVER;
  }

  private void sendUntilKilled(Company company, int kill, Victim victim, long life) {
    Senders senders = Senders.start(client(), company, kill);
    try {
      if (kill == 1) {
        awaitAnAcknowledgement(company);
      }
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

  /// However slow the machine, a run in which nothing was acknowledged would prove nothing.
  private static void awaitAnAcknowledgement(Company company) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (Talk.acknowledged(company.talks()) == 0) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "no message was acknowledged within " + PATIENCE.toSeconds() + " s");
      }
      pause(AFTERWARDS_MILLIS / 10);
    }
  }

  /// Checks what was sent since the last kill, sends again what has no answer, checks again.
  ///
  /// @return how many had no answer
  private long examine(List<Talk> all, int kill) {
    List<Integer> retried = new ArrayList<>();
    for (Talk each : all) {
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

  /// Returns when all of these have ended.
  static void join(List<Thread> threads) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (Thread thread : threads) {
      try {
        thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while " + thread.getName() + " ends", e);
      }
      if (thread.isAlive()) {
        throw new IllegalStateException(
            thread.getName() + " does not end within " + PATIENCE.toSeconds() + " s");
      }
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
