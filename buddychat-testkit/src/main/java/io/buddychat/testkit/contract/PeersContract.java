package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.Store;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.peer.Peers;
import io.buddychat.domain.user.SignIn;
import io.buddychat.testkit.CountingIds;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Several nodes that share what is kept: whoever follows a log, or holds something open for a
/// session, at one of them is told of what was done at another, without asking.
public interface PeersContract {

  /// One more node beside those of the running test, on the same data as they. All are closed when
  /// the test is over.
  Node node();

  /// A process of its own, or as good as that.
  interface Node {

    Store store();

    Peers peers();

    /// It loses its line to the others.
    void cut();

    /// It gets the line back, if that does not happen by itself.
    void mend();
  }

  /// A BuddyChat at a node: with keys that no other node makes, else as any scene.
  private static Scene sceneAt(Node node, int number) {
    return Scene.on(
        node.store(),
        settings -> settings.peers(node.peers()).ids(new CountingIds(number * 1_000_000_000L)));
  }

  /// Two nodes, and a person who is signed in at both.
  final class Both {

    private final Node here;
    private final Node there;
    private final Person alice;
    private final Person aliceThere;
    private final CopyId notes;

    private Both(Node here, Node there) {
      this.here = here;
      this.there = there;
      this.alice = sceneAt(here, 0).alice();
      this.aliceThere = sceneAt(there, 1).signIn(alice.username());
      this.notes = alice.chatWith(alice);
    }

    private Follower followsThere() {
      return new Follower().follow(aliceThere, Optional.of(0L)).ask(Long.MAX_VALUE);
    }

    /// All of the log, in order, once.
    private void hasAll(Follower follower, long newest) {
      waitUntil(() -> follower.items().size() > newest);
      assertThat(follower.items())
          .hasSize((int) newest + 1)
          .startsWith("from 0", "1 CHAT_CREATED")
          .endsWith(
              LongStream.rangeClosed(2, newest)
                  .mapToObj(seq -> seq + " CHAT_MESSAGE_CREATED")
                  .toArray(String[]::new));
      assertThat(follower.errors()).isEmpty();
    }
  }

  private Both both() {
    return new Both(node(), node());
  }

  @Test
  default void whatIsWrittenAtOneNodeComesLiveAtAnother() {
    Both both = both();
    Follower follower = both.followsThere();
    for (int i = 2; i <= 6; i++) {
      both.alice.sends(both.notes, "Note " + i);
      both.hasAll(follower, i);
    }
  }

  @Test
  default void whatManyWriteAtBothNodesComesOnceAndInOrderAtBoth() {
    Both both = both();
    Follower there = both.followsThere();
    Follower here = new Follower().follow(both.alice, Optional.of(0L)).ask(Long.MAX_VALUE);
    List<Callable<Object>> writers = new ArrayList<>();
    for (Person writer : List.of(both.alice, both.aliceThere, both.alice, both.aliceThere)) {
      writers.add(
          () -> {
            for (int i = 0; i < 15; i++) {
              writer.sends(both.notes, "Note " + i);
            }
            return writer;
          });
    }
    AtOnce.results(writers);
    both.hasAll(there, 61);
    both.hasAll(here, 61);
  }

  @Test
  default void whoComesLaterIsToldToo() {
    Both both = both();
    both.alice.sends(both.notes, "Before");
    Person elsewhere = sceneAt(node(), 2).signIn(both.alice.username());
    Follower follower = new Follower().follow(elsewhere, Optional.of(0L)).ask(Long.MAX_VALUE);
    both.alice.sends(both.notes, "Here");
    both.hasAll(follower, 3);
    both.aliceThere.sends(both.notes, "There");
    both.hasAll(follower, 4);
    elsewhere.sends(both.notes, "And there");
    both.hasAll(both.followsThere(), 5);
  }

  @Test
  default void whatIsWrittenWhileTheLineIsDownComesWhenItIsBack() {
    Both both = both();
    Follower follower = both.followsThere();
    both.alice.sends(both.notes, "Before");
    both.hasAll(follower, 2);
    both.there.cut();
    both.alice.sends(both.notes, "Meanwhile");
    both.there.mend();
    both.hasAll(follower, 3);
    both.here.cut();
    both.alice.sends(both.notes, "Meanwhile too");
    both.here.mend();
    both.hasAll(follower, 4);
    both.alice.sends(both.notes, "After");
    both.hasAll(follower, 5);
  }

  @Test
  default void aSessionThatEndsAtOneNodeEndsAtTheOthers() {
    Both both = both();
    List<String> heard = new CopyOnWriteArrayList<>();
    Scene there = both.aliceThere.scene();
    there.buddyChat().sessionEnds().listen(both.alice.session(), () -> heard.add("first"));
    there.buddyChat().sessionEnds().listen(both.aliceThere.session(), () -> heard.add("second"));
    both.alice.scene().buddyChat().signIn().revoke(both.alice.refreshToken());
    waitUntil(() -> heard.contains("first"));
    assertThat(heard).containsOnly("first");
  }

  @Test
  default void aSessionThatEndsWhileTheLineIsDownEndsWhenItIsBack() {
    Both both = both();
    List<String> heard = new CopyOnWriteArrayList<>();
    Scene there = both.aliceThere.scene();
    there.buddyChat().sessionEnds().listen(both.alice.session(), () -> heard.add("first"));
    both.there.cut();
    both.alice.scene().buddyChat().signIn().revoke(both.alice.refreshToken());
    both.there.mend();
    waitUntil(() -> heard.contains("first"));
  }

  @Test
  default void aSessionThatLivesIsNotEndedByAHint() {
    Both both = both();
    List<String> heard = new CopyOnWriteArrayList<>();
    Scene there = both.aliceThere.scene();
    there.buddyChat().sessionEnds().listen(both.aliceThere.session(), () -> heard.add("alive"));
    there.buddyChat().sessionEnds().listen(both.alice.session(), () -> heard.add("over"));
    both.here.peers().tellOfEnds(Set.of(both.aliceThere.session()));
    both.alice.scene().buddyChat().signIn().revoke(both.alice.refreshToken());
    waitUntil(() -> heard.contains("over"));
    assertThat(heard).containsOnly("over");
  }

  @Test
  default void aSessionThatEndsAtOneNodeIsSoonRefusedAtTheOthersThoughTheyHearNothing() {
    Both both = both();
    SignIn there = both.aliceThere.scene().buddyChat().signIn();
    assertThat(there.viewer(both.alice.session())).contains(both.alice.viewer());
    both.there.cut();
    both.alice.scene().buddyChat().signIn().revoke(both.alice.refreshToken());
    waitUntil(() -> there.viewer(both.alice.session()).isEmpty());
    assertThat(there.viewer(both.aliceThere.session())).contains(both.aliceThere.viewer());
  }

  /// Below the time after which a node looks by itself.
  Duration PATIENCE = Duration.ofSeconds(40);

  private static void waitUntil(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(condition.getAsBoolean()).as("in time").isTrue();
  }
}
