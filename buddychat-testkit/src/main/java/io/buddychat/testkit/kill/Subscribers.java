package io.buddychat.testkit.kill;

import io.buddychat.testkit.program.GraphQlClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// All who follow inboxes: two for each person. Both lose their sockets when the server is killed;
/// one of the two also cuts its own now and then.
final class Subscribers implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_AGAIN_MILLIS = 10;

  private final AtomicBoolean stopped = new AtomicBoolean();
  private final List<Subscriber> all = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final EventFindings findings;
  private final Consumer<String> report;

  private Subscribers(EventFindings findings, Consumer<String> report) {
    this.findings = findings;
    this.report = report;
  }

  /// @param server where it is; another address after each start
  /// @param seed the same one cuts after the same events
  static Subscribers start(
      List<Person> people,
      Supplier<URI> server,
      long seed,
      EventFindings findings,
      Consumer<String> report) {
    Subscribers subscribers = new Subscribers(findings, report);
    for (Person person : people) {
      subscribers.all.add(new Subscriber(person, Optional.empty()));
      Random cuts = new Random(seed + subscribers.all.size());
      subscribers.all.add(new Subscriber(person, Optional.of(cuts)));
    }
    for (Subscriber each : subscribers.all) {
      Thread thread =
          new Thread(() -> each.follow(server, subscribers.stopped::get), "subscriber-" + each);
      subscribers.threads.add(thread);
      thread.start();
    }
    return subscribers;
  }

  /// Waits until everybody has been shown all that happened, while nothing new happens. Who has not
  /// in time is counted, and named.
  void awaitAll(GraphQlClient client) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (Subscriber each : all) {
      String head = each.person().head(client);
      while (!each.cursor().equals(head) && System.nanoTime() < end) {
        KillRun.pause(LOOK_AGAIN_MILLIS);
      }
      if (!each.cursor().equals(head)) {
        findings.countWaiting();
        report.accept(
            String.format(
                "%s was not shown in %d s what had happened; the last trouble: %s",
                each, PATIENCE.toSeconds(), each.trouble()));
      }
    }
  }

  /// Compares what each was shown with the logs, after a last event that everybody gets, so that
  /// whatever came before it too often has come. Nobody follows any more after it.
  void check(GraphQlClient client, List<Person> people) {
    awaitAll(client);
    people.forEach(person -> person.makesANote(client));
    awaitAll(client);
    close();
    for (Person person : people) {
      List<Event> log = person.log(client);
      findings.checkLog(log);
      for (Subscriber each : all) {
        if (each.person().equals(person)) {
          findings.compare(log, each.seen());
          findings.countSockets(each.sockets());
        }
      }
    }
  }

  @Override
  public void close() {
    stopped.set(true);
    KillRun.join(threads);
  }
}
