package io.buddychat.domain.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Entries that are handed over come exactly once and in order, whatever happens to the hand-overs.
///
/// Items are the number of the entry, with `!` behind it where what else the hand-over tells may be
/// used.
class HandOverTest {

  private static final UserId OWNER = new UserId(1);

  private final List<Entry> log = new ArrayList<>();
  private final LocalInboxBus bus = new LocalInboxBus();
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final Turns turns = new Turns(tasks::add, 1);
  private final Consumer consumer = new Consumer();
  private Runnable duringRead = () -> {};
  private int reads;

  /// Appends to the log.
  private HandOver write(Operation... operations) {
    List<Entry> written = new ArrayList<>();
    for (Operation operation : operations) {
      MessageCopyId copy = new MessageCopyId(new CopyId(1), log.size() + 1L);
      written.add(
          new Entry(
              OWNER,
              log.size() + 1L,
              Instant.EPOCH,
              Optional.empty(),
              new Event.OfMessage(operation, copy, new MessageId(1), OWNER)));
      log.add(written.get(written.size() - 1));
    }
    return new Written(written);
  }

  private HandOver writeArrival() {
    return write(Operation.CHAT_MESSAGE_CREATED, Operation.NOTIFICATION_CREATED);
  }

  private record Written(List<Entry> all) implements HandOver {

    @Override
    public Set<UserId> owners() {
      return Set.of(OWNER);
    }

    @Override
    public List<Entry> entries(UserId owner) {
      return owner.equals(OWNER) ? all : List.of();
    }
  }

  private final class Log implements Inboxes {

    @Override
    public List<Entry> read(UserId owner, long after, int limit) {
      reads++;
      List<Entry> found = log.stream().filter(entry -> entry.seq() > after).limit(limit).toList();
      duringRead.run();
      return found;
    }

    @Override
    public Bounds bounds(UserId owner) {
      return new Bounds(0, log.size());
    }
  }

  /// Keeps what it is given.
  private static final class Consumer implements Flow.Subscriber<String> {

    private final List<String> items = new ArrayList<>();
    private Optional<Flow.Subscription> subscription = Optional.empty();
    private Runnable reaction = () -> {};

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
      subscription = Optional.of(newSubscription);
    }

    @Override
    public void onNext(String item) {
      items.add(item);
      reaction.run();
    }

    @Override
    public void onError(Throwable thrown) {
      items.add("failed: " + thrown);
    }

    @Override
    public void onComplete() {
      items.add("complete");
    }
  }

  private static List<String> rendered(List<Entry> entries, Optional<HandOver> source) {
    return entries.stream().map(entry -> entry.seq() + (source.isPresent() ? "!" : "")).toList();
  }

  private void follow(InboxFilter filter) {
    new FollowInbox(new Log(), bus, turns, new Checkpoints(3, Duration.ofDays(1)))
        .of(OWNER, Optional.of(0L), filter)
        .as(
            Rendering.of(cursor -> "from " + cursor, HandOverTest::rendered)
                .withCheckpoints(cursor -> "reached " + cursor))
        .subscribe(consumer);
  }

  /// Follows everything, has read what there is, and may be given this much.
  private void followUpToDate(long demand) {
    follow(InboxFilter.ALL);
    ask(demand);
    run();
    consumer.items.clear();
    reads = 0;
  }

  private void ask(long demand) {
    consumer.subscription.orElseThrow().request(demand);
  }

  /// Lets the follower do what it has to do.
  private void run() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  @Test
  void whatComesExactlyNextIsNotReadAgain() {
    writeArrival();
    followUpToDate(Long.MAX_VALUE);
    bus.handOver(writeArrival());
    run();
    bus.handOver(write(Operation.CHAT_MESSAGE_UPDATED));
    run();
    assertThat(consumer.items).containsExactly("3!", "4!", "5!");
    assertThat(reads).isZero();
  }

  @Test
  void askingForMoreReadsNothingWhenNothingMayBeThere() {
    followUpToDate(10);
    ask(10);
    run();
    assertThat(reads).isZero();
  }

  @Test
  void sixBeforeFiveIsReadInOrder() {
    followUpToDate(Long.MAX_VALUE);
    HandOver five = writeArrival();
    HandOver six = writeArrival();
    bus.handOver(six);
    run();
    assertThat(consumer.items).containsExactly("1", "2", "3", "4");
    bus.handOver(five);
    run();
    assertThat(consumer.items).containsExactly("1", "2", "3", "4");
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void sixThatWaitsForFiveIsReadInOrderToo() {
    followUpToDate(Long.MAX_VALUE);
    HandOver five = writeArrival();
    bus.handOver(writeArrival());
    bus.handOver(five);
    run();
    assertThat(consumer.items).containsExactly("1", "2", "3", "4");
  }

  @Test
  void whoBeginsToFollowBetweenCommitAndHandOverGetsItOnce() {
    HandOver committed = writeArrival();
    follow(InboxFilter.ALL);
    bus.handOver(committed);
    ask(Long.MAX_VALUE);
    run();
    bus.handOver(committed);
    run();
    assertThat(consumer.items.stream().map(item -> item.replace("!", "")))
        .containsExactly("from 0", "1", "2");
  }

  @Test
  void whatIsHandedOverWhileItReadsIsNeitherLostNorTwice() {
    HandOver first = writeArrival();
    follow(InboxFilter.ALL);
    ask(Long.MAX_VALUE);
    duringRead =
        () -> {
          duringRead = () -> {};
          bus.handOver(first);
          bus.handOver(writeArrival());
        };
    run();
    assertThat(consumer.items).containsExactly("from 0", "1", "2", "3!", "4!");
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void aWakeUpWhileItReadsMakesItReadAgain() {
    follow(InboxFilter.ALL);
    ask(Long.MAX_VALUE);
    duringRead =
        () -> {
          duringRead = () -> {};
          writeArrival();
          bus.wake(List.of(OWNER));
        };
    run();
    assertThat(consumer.items).containsExactly("from 0", "1", "2");
  }

  @Test
  void aLostHandOverCostsOnlyARead() {
    followUpToDate(Long.MAX_VALUE);
    writeArrival();
    bus.handOver(writeArrival());
    run();
    assertThat(consumer.items).containsExactly("1", "2", "3", "4");
    bus.handOver(writeArrival());
    run();
    assertThat(consumer.items).endsWith("5!", "6!");
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void nothingIsHandedOutThatWasNotAskedFor() {
    followUpToDate(2);
    bus.handOver(writeArrival());
    run();
    assertThat(consumer.items).containsExactly("1!");
    bus.handOver(writeArrival());
    run();
    ask(1);
    run();
    assertThat(consumer.items).containsExactly("1!", "2");
    ask(Long.MAX_VALUE);
    run();
    assertThat(consumer.items).containsExactly("1!", "2", "3", "4");
  }

  @Test
  void anEntryOfAHandOverThatIsAskedForMeanwhileComesFromIt() {
    followUpToDate(2);
    consumer.reaction = () -> ask(1);
    bus.handOver(writeArrival());
    run();
    assertThat(consumer.items).containsExactly("1!", "2!");
    assertThat(reads).isZero();
  }

  /// As whoever writes to a network does, which takes what is written at once.
  @Test
  void whatIsAskedForBehindTheTurnComesFromTheHandOverToo() {
    followUpToDate(2);
    consumer.reaction = () -> turns.execute(() -> ask(1));
    bus.handOver(writeArrival());
    bus.handOver(writeArrival());
    run();
    assertThat(consumer.items).containsExactly("1!", "2!", "3!", "4!");
    assertThat(reads).isZero();
  }

  @Test
  void aFilterPassesOverWhatIsHandedOver() {
    follow(InboxFilter.ALL.only(EnumSet.of(Operation.NOTIFICATION_CREATED)));
    ask(Long.MAX_VALUE);
    run();
    reads = 0;
    bus.handOver(writeArrival());
    run();
    assertThat(consumer.items).containsExactly("from 0", "2!");
    for (int i = 0; i < 4; i++) {
      bus.handOver(write(Operation.CHAT_MESSAGE_UPDATED));
      run();
    }
    assertThat(consumer.items).containsExactly("from 0", "2!", "reached 5");
    assertThat(reads).isZero();
  }

  @Test
  void whatElseItTellsStandsWhileOnlyArrivalsComeBehindIt() {
    followUpToDate(Long.MAX_VALUE);
    bus.handOver(writeArrival());
    bus.handOver(writeArrival());
    bus.handOver(write(Operation.GROUP_MESSAGE_CREATED));
    run();
    assertThat(consumer.items).containsExactly("1!", "2!", "3!", "4!", "5!");
  }

  @Test
  void whatElseItTellsStandsNoLongerWhenAnythingElseHasHappened() {
    EnumSet<Operation> others = EnumSet.allOf(Operation.class);
    others.removeAll(
        EnumSet.of(
            Operation.CHAT_MESSAGE_CREATED,
            Operation.GROUP_MESSAGE_CREATED,
            Operation.NOTIFICATION_CREATED));
    followUpToDate(Long.MAX_VALUE);
    for (Operation operation : others) {
      consumer.items.clear();
      long head = log.size();
      bus.handOver(writeArrival());
      bus.handOver(write(operation));
      run();
      assertThat(consumer.items)
          .as("%s", operation)
          .containsExactly(head + 1 + "", head + 2 + "", head + 3 + "!");
    }
    assertThat(reads).as("the entries themselves stand").isZero();
  }

  @Test
  void whatElseItTellsStandsNoLongerWhenItIsUnknownWhatHasHappened() {
    followUpToDate(Long.MAX_VALUE);
    bus.handOver(writeArrival());
    bus.wake(List.of(OWNER));
    run();
    assertThat(consumer.items).containsExactly("1", "2");
    bus.handOver(writeArrival());
    write(Operation.CHAT_MESSAGE_UNSENT);
    bus.handOver(writeArrival());
    run();
    assertThat(consumer.items).containsExactly("1", "2", "3", "4", "5", "6", "7");
  }

  @Test
  void whatElseItTellsStandsNoLongerForWhoHadToBeWaitedFor() {
    followUpToDate(1);
    bus.handOver(writeArrival());
    run();
    assertThat(consumer.items).isEmpty();
    ask(9);
    run();
    assertThat(consumer.items).containsExactly("1", "2");
  }

  @Test
  void howeverMuchComesWhileItIsBusyNothingIsLost() {
    followUpToDate(Long.MAX_VALUE);
    for (int count = 1; count < 200; count++) {
      long head = log.size();
      consumer.items.clear();
      for (int i = 0; i < count; i++) {
        bus.handOver(writeArrival());
      }
      run();
      assertThat(consumer.items.stream().map(item -> item.replace("!", "")))
          .as("%d hand-overs at once", count)
          .containsExactlyElementsOf(
              LongStream.rangeClosed(head + 1, log.size()).mapToObj(Long::toString).toList());
    }
    assertThat(reads).as("what waits is bounded").isPositive();
  }

  /// Commits whose hand-overs are lost, late and out of order, followers who begin, ask and are let
  /// run at any moment. The last thing that happens is that all are woken and ask for all.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverHappensToHandOversEachEntryComesOnceAndInOrder(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      log.clear();
      tasks.clear();
      consumer.items.clear();
      List<HandOver> onTheWay = new ArrayList<>();
      consumer.reaction = random.nextBoolean() ? () -> ask(1) : () -> {};
      duringRead = () -> play(random, onTheWay);
      follow(InboxFilter.ALL);
      for (int step = 0; step < 40; step++) {
        play(random, onTheWay);
        if (random.nextInt(3) == 0) {
          run();
        }
      }
      duringRead = () -> {};
      bus.wake(List.of(OWNER));
      ask(Long.MAX_VALUE);
      run();
      consumer.subscription.orElseThrow().cancel();
      List<String> expected = new ArrayList<>(List.of("from 0"));
      log.forEach(entry -> expected.add(Long.toString(entry.seq())));
      assertThat(consumer.items.stream().map(item -> item.replace("!", "")))
          .as("seed %d, round %d", seed, round)
          .containsExactlyElementsOf(expected);
    }
  }

  private void play(Random random, List<HandOver> onTheWay) {
    switch (random.nextInt(8)) {
      case 0, 1 -> onTheWay.add(writeArrival());
      case 2 -> onTheWay.add(write(Operation.CHAT_MESSAGE_UPDATED));
      case 3 -> {
        HandOver news = writeArrival();
        bus.handOver(news);
      }
      case 4 -> {
        if (!onTheWay.isEmpty()) {
          bus.handOver(onTheWay.remove(random.nextInt(onTheWay.size())));
        }
      }
      case 5 -> {
        if (!onTheWay.isEmpty()) {
          onTheWay.remove(random.nextInt(onTheWay.size())); // lost
        }
      }
      case 6 -> ask(1 + random.nextInt(3));
      default -> {
        if (random.nextInt(4) == 0) {
          bus.wake(List.of(OWNER));
        }
      }
    }
  }
}
