package io.buddychat.testkit.bench;

import io.buddychat.testkit.bench.load.Latencies;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What the database could do at most: some [raw senders][RawSender] in this very process.
final class RawContestant implements Contestant {

  private final String name;
  private final Tables tables;
  private final int copies;
  private final List<RawSender> senders;
  private final long before;
  private long sent;

  private RawContestant(String name, Tables tables, int copies, List<RawSender> senders) {
    this.name = name;
    this.tables = tables;
    this.copies = copies;
    this.senders = senders;
    before = tables.copies();
  }

  /// @param tables a copy of the server's, before anything was sent
  static RawContestant of(String name, Tables tables, Syncing syncing, int connections) {
    try (Connection reader = tables.connect()) {
      List<RawRoom> rooms = RawRoom.all(reader);
      List<RawSender> senders = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        List<RawRoom> mine = new ArrayList<>(rooms);
        // No two begin in the same one, if that can be.
        Collections.rotate(mine, -i * rooms.size() / connections);
        senders.add(new RawSender(tables.connect(), syncing, mine));
      }
      return new RawContestant(name, tables, rooms.get(0).copies(), senders);
    } catch (SQLException e) {
      throw new IllegalStateException(name + " does not open", e);
    }
  }

  /// The raw limits of a database: each works in a copy of what the server has made, so tables,
  /// indexes and people are the same. The server must not be running.
  static List<RawContestant> all(Tables tables, int connections) {
    if (tables.areH2()) {
      return List.of(
          of("raw rows, shared syncs", tables.copy("shared"), Syncing.shared(), connections),
          of("raw rows, a sync for each", tables.copy("each"), Syncing.each(), connections));
    }
    return List.of(of("raw rows", tables.copy("raw"), Syncing.byTheDatabase(), connections));
  }

  @Override
  public String name() {
    return name;
  }

  /// Of PostgreSQL, the processors' time is the client's share alone.
  @Override
  public Turn turn(Duration time) {
    Duration cpu = cpu();
    ExecutorService threads = Executors.newFixedThreadPool(senders.size());
    try {
      long start = System.nanoTime();
      long end = start + time.toNanos();
      List<Callable<Latencies>> works = new ArrayList<>();
      senders.forEach(sender -> works.add(() -> sendUntil(end, sender)));
      Latencies all = new Latencies();
      for (Future<Latencies> work : threads.invokeAll(works)) {
        all.addAll(work.get());
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      sent += all.count();
      return new Turn(all.count(), seconds, all.millis(0.5), all.millis(0.99), cpu().minus(cpu));
    } catch (ExecutionException e) {
      throw new IllegalStateException("a message was not written", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Latencies sendUntil(long end, RawSender sender) throws SQLException {
    Latencies latencies = new Latencies();
    for (long before = System.nanoTime(); before < end; ) {
      sender.send();
      long after = System.nanoTime();
      latencies.add(after - before);
      before = after;
    }
    return latencies;
  }

  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public long missing() {
    return Math.abs(sent - (tables.copies() - before) / copies);
  }

  @Override
  public void close() {
    try {
      for (RawSender sender : senders) {
        sender.close();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(name + " does not close", e);
    }
  }
}
