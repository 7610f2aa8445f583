package io.buddychat.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.buddychat.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who waits for which sync, with a disk that syncs when the test lets it.
@Timeout(60)
class DurabilityTest {

  private static final UserId ALICE = new UserId(1);
  private static final UserId BORIS = new UserId(2);

  private final Disk disk = new Disk();
  private final Durability durability = Durability.by(disk);

  /// Counts syncs; each may be made to wait, and the next one to fail.
  private static final class Disk implements Runnable {

    private final AtomicInteger begun = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile boolean broken;

    @Override
    public void run() {
      begun.incrementAndGet();
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (broken) {
        throw new IllegalStateException("the disk is broken");
      }
    }

    void close() {
      gate = new CountDownLatch(1);
    }

    void open() {
      gate.countDown();
    }
  }

  private static FutureTask<Boolean> start(Runnable work) {
    FutureTask<Boolean> task = new FutureTask<>(work, true);
    Thread thread = new Thread(task);
    thread.start();
    return task;
  }

  private static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aCommitIsSyncedBeforeItsCallerHears() {
    List<String> order = new ArrayList<>();
    Durability.by(() -> order.add("sync"))
        .commit(List.of(ALICE), () -> order.add("commit"))
        .await();
    assertThat(order).containsExactly("commit", "sync");
  }

  @Test
  void thoseWhoCommitDuringASyncShareTheNextOne() throws Exception {
    disk.close();
    FutureTask<Boolean> first = start(() -> durability.commit(List.of(ALICE), () -> {}).await());
    until(() -> disk.begun.get() == 1);
    List<Thread> others = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Thread other = new Thread(() -> durability.commit(List.of(BORIS), () -> {}).await());
      other.start();
      others.add(other);
    }
    until(() -> others.stream().allMatch(each -> each.getState() == Thread.State.WAITING));
    disk.open();
    assertThat(first.get()).isTrue();
    for (Thread other : others) {
      other.join();
    }
    assertThat(disk.begun).hasValue(2);
  }

  @Test
  void aSyncThatBeganBeforeTheCommitIsNotEnough() throws Exception {
    disk.close();
    FutureTask<Boolean> first = start(() -> durability.commit(List.of(), () -> {}).await());
    until(() -> disk.begun.get() == 1);
    FutureTask<Boolean> second = start(() -> durability.commit(List.of(), () -> {}).await());
    disk.open();
    first.get();
    second.get();
    assertThat(disk.begun).hasValue(2);
  }

  @Test
  void whoReadsEntriesWaitsUntilTheyAreDurable() throws Exception {
    disk.close();
    FutureTask<Boolean> writing = start(() -> durability.commit(List.of(ALICE), () -> {}).await());
    until(() -> disk.begun.get() == 1);
    FutureTask<Boolean> reading = start(() -> durability.awaitEntriesOf(ALICE));
    durability.awaitEntriesOf(BORIS);
    assertThat(reading.isDone()).as("Boris' log has nothing new, Alice's has").isFalse();
    disk.open();
    assertThat(reading.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(writing.get()).isTrue();
  }

  @Test
  void whenNothingIsUnderWayReadingCostsNothing() {
    durability.commit(List.of(ALICE), () -> {}).await();
    durability.awaitEntriesOf(ALICE);
    assertThat(disk.begun).hasValue(1);
  }

  @Test
  void whatDidNotCommitNeedsNoSync() {
    RuntimeException refused = new IllegalStateException("refused");
    assertThatThrownBy(
            () ->
                durability.commit(
                    List.of(ALICE),
                    () -> {
                      throw refused;
                    }))
        .isSameAs(refused);
    durability.awaitEntriesOf(ALICE);
    assertThat(disk.begun).hasValue(0);
  }

  @Test
  void entriesThatCouldNotBeSyncedAreNotShown() {
    disk.broken = true;
    assertThatThrownBy(() -> durability.commit(List.of(ALICE), () -> {}).await())
        .hasMessage("the disk is broken");
    assertThatThrownBy(() -> durability.awaitEntriesOf(ALICE)).hasMessage("the disk is broken");
    disk.broken = false;
    durability.awaitEntriesOf(ALICE);
    assertThat(disk.begun).hasValue(3);
    durability.awaitEntriesOf(ALICE);
    durability.awaitAll();
    assertThat(disk.begun).as("by now they are durable").hasValue(3);
  }

  @Test
  void aDatabaseThatIsDurableByItselfIsNotSynced() {
    AtomicInteger commits = new AtomicInteger();
    Durability ofTheDatabase = Durability.ofTheDatabase();
    ofTheDatabase.commit(List.of(ALICE), commits::incrementAndGet).await();
    ofTheDatabase.awaitEntriesOf(ALICE);
    assertThat(commits).hasValue(1);
  }
}
