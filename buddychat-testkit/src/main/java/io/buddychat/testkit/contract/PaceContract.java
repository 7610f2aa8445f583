package io.buddychat.testkit.contract;

import static io.buddychat.testkit.contract.Notes.aliceWithNotes;
import static io.buddychat.testkit.contract.Notes.created;
import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.inbox.InboxFilter;
import io.buddychat.domain.inbox.Rendering;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Following a log as fast as the follower asks and no faster, until it says that it is enough.
public interface PaceContract extends FreshStore {

  @Test
  default void nothingComesThatWasNotAskedFor() {
    Scene scene = Scene.on(store());
    Person alice = aliceWithNotes(scene, 3);
    Follower follower = new Follower().follow(alice, Optional.of(0L));
    assertThat(follower.newItems()).isEmpty();
    follower.ask(1);
    assertThat(follower.newItems()).containsExactly("from 0");
    follower.ask(2);
    assertThat(follower.newItems()).isEqualTo(created(1, 2));
    alice.sends(alice.chatWith(alice), "More");
    assertThat(follower.newItems()).as("news is no reason to send more").isEmpty();
    follower.ask(1);
    assertThat(follower.newItems()).isEqualTo(created(3, 3));
    follower.ask(5);
    assertThat(follower.newItems()).isEqualTo(created(4, 5));
    alice.sends(alice.chatWith(alice), "Asked for before");
    assertThat(follower.newItems()).isEqualTo(created(6, 6));
    follower.ask(Long.MAX_VALUE);
    follower.ask(Long.MAX_VALUE);
    alice.sends(alice.chatWith(alice), "However much is asked for");
    assertThat(follower.newItems()).isEqualTo(created(7, 7));
  }

  @Test
  default void askingForOneAtATimeWhileReceivingWorks() {
    Scene scene = Scene.on(store());
    Person alice = aliceWithNotes(scene, 300);
    Follower follower = new Follower();
    follower.reacting(item -> follower.ask(1)).follow(alice, Optional.of(0L)).ask(1);
    assertThat(follower.items()).hasSize(302);
    alice.sends(alice.chatWith(alice), "Live");
    assertThat(follower.items()).hasSize(303).doesNotHaveDuplicates();
  }

  @Test
  default void askingForNothingIsAnError() {
    Scene scene = Scene.on(store());
    Person alice = aliceWithNotes(scene, 1);
    for (long n : new long[] {0, -1, Long.MIN_VALUE}) {
      Follower follower = new Follower().follow(alice, Optional.of(0L)).ask(n);
      assertThat(follower.errors()).hasSize(1).first().isInstanceOf(IllegalArgumentException.class);
      follower.ask(5);
      assertThat(follower.items()).isEmpty();
      assertThat(follower.errors()).hasSize(1);
    }
  }

  @Test
  default void nothingComesAfterCancelling() {
    Scene scene = Scene.on(store());
    Person alice = aliceWithNotes(scene, 3);
    Follower follower = new Follower().follow(alice, Optional.of(0L)).ask(2);
    follower.newItems();
    follower.cancel();
    follower.ask(5);
    alice.sends(alice.chatWith(alice), "Unheard");
    follower.cancel();
    assertThat(follower.items()).isEmpty();
    assertThat(follower.errors()).isEmpty();
  }

  @Test
  default void cancellingWhileReceivingEndsItAtOnce() {
    Scene scene = Scene.on(store());
    Person alice = aliceWithNotes(scene, 9);
    Follower follower = new Follower();
    follower
        .reacting(
            item -> {
              if (item.startsWith("3 ")) {
                follower.cancel();
              }
            })
        .follow(alice, Optional.of(0L))
        .ask(Long.MAX_VALUE);
    assertThat(follower.items()).hasSize(4).endsWith("3 CHAT_MESSAGE_CREATED");
  }

  @Test
  default void whatCannotBeRenderedEndsTheFollowing() {
    Scene scene = Scene.on(store());
    Person alice = aliceWithNotes(scene, 1);
    RuntimeException onPurpose = new IllegalStateException("on purpose");
    Follower follower = new Follower();
    follower.follow(
        alice,
        Optional.of(0L),
        InboxFilter.ALL,
        Rendering.of(
            Follower::opening,
            entries -> {
              throw onPurpose;
            }));
    follower.ask(5);
    alice.sends(alice.chatWith(alice), "Unheard");
    follower.ask(5);
    assertThat(follower.items()).containsExactly("from 0");
    assertThat(follower.errors()).containsExactly(onPurpose);
  }

  @Test
  default void sendingInAnswerToWhatIsReceivedWorks() {
    Scene scene = Scene.on(store());
    Person alice = aliceWithNotes(scene, 0);
    CopyId notes = alice.chatWith(alice);
    Follower follower = new Follower();
    follower
        .reacting(
            item -> {
              if (alice.head() < 20) {
                alice.sends(notes, "Echo of " + item);
              }
            })
        .follow(alice, Optional.of(0L))
        .ask(Long.MAX_VALUE);
    assertThat(follower.items()).hasSize(21).doesNotHaveDuplicates();
  }
}
