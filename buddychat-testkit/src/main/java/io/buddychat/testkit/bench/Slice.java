package io.buddychat.testkit.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/// What several senders did side by side in a few seconds.
final class Slice {

  /// How long it really took, to the last answer.
  private final double seconds;

  /// How long each message took, the quickest first.
  private final long[] nanos;

  private Slice(double seconds, long[] nanos) {
    this.seconds = seconds;
    this.nanos = nanos;
  }

  /// Lets all of them send until the time is over.
  static Slice of(List<? extends Sender> senders, Duration time) {
    ExecutorService threads = Executors.newFixedThreadPool(senders.size());
    try {
      long start = System.nanoTime();
      long end = start + time.toNanos();
      List<Callable<long[]>> works = new ArrayList<>();
      senders.forEach(sender -> works.add(() -> sendUntil(end, sender)));
      LongStream all = LongStream.empty();
      for (Future<long[]> work : threads.invokeAll(works)) {
        all = LongStream.concat(all, LongStream.of(work.get()));
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Slice(seconds, all.sorted().toArray());
    } catch (ExecutionException e) {
      throw new IllegalStateException("a message was not sent", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static long[] sendUntil(long end, Sender sender) throws Exception {
    LongStream.Builder nanos = LongStream.builder();
    for (long before = System.nanoTime(); before < end; ) {
      sender.send();
      long after = System.nanoTime();
      nanos.add(after - before);
      before = after;
    }
    return nanos.build().toArray();
  }

  int sends() {
    return nanos.length;
  }

  double perSecond() {
    return sends() / seconds;
  }

  /// How long a message took at most, for this share of them, in milliseconds.
  double millis(double share) {
    return nanos.length == 0 ? Double.NaN : nanos[(int) (share * (nanos.length - 1))] / 1e6;
  }
}
