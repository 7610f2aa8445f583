package io.buddychat.testkit.contract;

import static io.buddychat.testkit.contract.Notes.aliceWithNotes;
import static io.buddychat.testkit.contract.Notes.created;
import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.inbox.InboxBus;
import io.buddychat.domain.inbox.LocalInboxBus;
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Following a log: replay from a cursor, then live, with no gap and nothing twice. How fast is in
/// [PaceContract].
public interface FollowingContract extends FreshStore {

  @Test
  default void aNewFollowerGetsWhatComesFromNowOn() {
    Scene scene = Scene.on(store());
    Person alice = aliceWithNotes(scene, 2);
    Follower follower = new Follower().follow(alice, Optional.empty()).ask(Long.MAX_VALUE);
    assertThat(follower.newItems()).containsExactly("from 3");
    alice.sends(alice.chatWith(alice), "Live");
    assertThat(follower.newItems()).isEqualTo(created(4, 4));
    scene.boris().sends(scene.boris().chatWith(alice), "Live too");
    assertThat(follower.newItems())
        .containsExactly("5 CHAT_CREATED", "6 CHAT_MESSAGE_CREATED", "7 NOTIFICATION_CREATED");
    assertThat(follower.errors()).isEmpty();
  }

  @Test
  default void fromACursorTheRestIsReplayedAndThenItGoesOnLive() {
    Scene scene = Scene.on(store());
    Person alice = aliceWithNotes(scene, 4);
    for (long cursor = 0; cursor <= 5; cursor++) {
      Follower follower = new Follower().follow(alice, Optional.of(cursor)).ask(Long.MAX_VALUE);
      long head = alice.head();
      List<String> expected = new ArrayList<>(List.of("from " + cursor));
      expected.addAll(created(cursor + 1, head));
      assertThat(follower.newItems()).isEqualTo(expected);
      alice.sends(alice.chatWith(alice), "Live");
      assertThat(follower.newItems()).isEqualTo(created(head + 1, head + 1));
      follower.cancel();
    }
  }

  @Test
  default void aLongLogIsReplayedWhole() {
    Scene scene = Scene.on(store());
    Person alice = aliceWithNotes(scene, 400);
    Follower follower = new Follower().follow(alice, Optional.of(0L)).ask(Long.MAX_VALUE);
    assertThat(follower.newItems()).hasSize(402).endsWith("401 CHAT_MESSAGE_CREATED");
  }

  @Test
  default void whatHappensBetweenFollowingAndAskingIsNotMissed() {
    Scene scene = Scene.on(store());
    Person alice = aliceWithNotes(scene, 1);
    Follower follower = new Follower().follow(alice, Optional.empty());
    alice.sends(alice.chatWith(alice), "In between");
    assertThat(follower.items()).isEmpty();
    follower.ask(10);
    assertThat(follower.items()).containsExactly("from 2", "3 CHAT_MESSAGE_CREATED");
  }

  @Test
  default void aCursorBeyondTheLogIsRefused() {
    Scene scene = Scene.on(store());
    Person alice = aliceWithNotes(scene, 1);
    for (long cursor : new long[] {-1, 3, Long.MAX_VALUE, Long.MIN_VALUE}) {
      Refusals.refused(
          Failure.ResyncRequired.class, () -> new Follower().follow(alice, Optional.of(cursor)));
    }
    assertThat(new Follower().follow(alice, Optional.of(2L)).ask(9).items())
        .containsExactly("from 2");
  }

  @Test
  default void aReconnectGoesOnWhereItStopped() {
    Scene scene = Scene.on(store());
    Person alice = aliceWithNotes(scene, 2);
    Follower first = new Follower().follow(alice, Optional.of(0L)).ask(3);
    assertThat(first.items()).endsWith("2 CHAT_MESSAGE_CREATED");
    first.cancel();
    alice.sends(alice.chatWith(alice), "While away");
    Follower second =
        new Follower().follow(alice.onAnotherDevice(), Optional.of(2L)).ask(Long.MAX_VALUE);
    assertThat(second.newItems())
        .containsExactly("from 2", "3 CHAT_MESSAGE_CREATED", "4 CHAT_MESSAGE_CREATED");
  }

  @Test
  default void eachFollowerGetsAllOfIt() {
    Scene scene = Scene.on(store());
    Person alice = aliceWithNotes(scene, 1);
    Follower slow = new Follower().follow(alice, Optional.of(0L)).ask(1);
    Follower quick = new Follower().follow(alice, Optional.of(0L)).ask(Long.MAX_VALUE);
    Follower boris = new Follower().follow(scene.boris(), Optional.of(0L)).ask(Long.MAX_VALUE);
    alice.sends(alice.chatWith(alice), "Live");
    assertThat(slow.items()).containsExactly("from 0");
    assertThat(quick.items()).hasSize(4);
    assertThat(boris.items()).containsExactly("from 0");
    slow.ask(9);
    assertThat(slow.items()).isEqualTo(quick.items());
  }

  @Test
  default void wakeUpsMayComeForNothingOrNotAtAll() {
    AtomicBoolean deaf = new AtomicBoolean();
    LocalInboxBus local = new LocalInboxBus();
    InboxBus unreliable =
        new InboxBus() {
          @Override
          public void wake(Collection<UserId> owners) {
            if (!deaf.get()) {
              local.wake(owners);
              local.wake(owners);
            }
          }

          @Override
          public Registration listen(UserId owner, Listener listener) {
            return local.listen(owner, listener);
          }

          @Override
          public Set<UserId> listenedTo() {
            return local.listenedTo();
          }
        };
    Scene scene = Scene.on(store(), settings -> settings.bus(unreliable));
    Person alice = aliceWithNotes(scene, 1);
    Follower follower = new Follower().follow(alice, Optional.empty()).ask(Long.MAX_VALUE);
    local.wake(List.of(alice.id()));
    assertThat(follower.newItems()).containsExactly("from 2");
    deaf.set(true);
    alice.sends(alice.chatWith(alice), "Lost wake-up");
    assertThat(follower.newItems()).isEmpty();
    deaf.set(false);
    alice.sends(alice.chatWith(alice), "Heard");
    assertThat(follower.newItems())
        .containsExactly("3 CHAT_MESSAGE_CREATED", "4 CHAT_MESSAGE_CREATED");
  }

  @Test
  default void aRefusedCommandTellsNobody() {
    Talk talk = Talk.on(store());
    Follower alice = new Follower().follow(talk.alice(), Optional.empty()).ask(Long.MAX_VALUE);
    alice.newItems();
    Refusals.refused(
        Failure.NotFound.class, () -> talk.boris().sends(talk.alices(), "Not through this"));
    assertThat(alice.newItems()).isEmpty();
  }

  @Test
  default void followersOnOtherThreadsMissNothingWhileManySend() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      Scene scene = Scene.on(store(), settings -> settings.executor(threads));
      Person alice = scene.alice();
      Person boris = scene.boris();
      CopyId alices = alice.chatWith(boris);
      CopyId borises = boris.chatWith(alice);
      int each = 40;
      long head = 1 + 3L * each;
      List<CountDownLatch> arrived = new ArrayList<>();
      List<Follower> followers = new ArrayList<>();
      Consumer<Person> following =
          person -> {
            CountDownLatch all = new CountDownLatch(1);
            arrived.add(all);
            Follower follower = new Follower();
            follower.reacting(
                item -> {
                  if (item.startsWith(head + " ")) {
                    all.countDown();
                  }
                  follower.ask(1);
                });
            followers.add(follower);
            follower.follow(person, Optional.of(0L)).ask(1);
          };
      following.accept(alice);
      following.accept(boris);
      List<Callable<Boolean>> senders =
          List.of(
              () -> send(alice, alices, each),
              () -> send(boris, borises, each),
              () -> {
                following.accept(alice);
                return true;
              });
      AtOnce.results(senders);
      for (CountDownLatch all : arrived) {
        assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(alice.head()).isEqualTo(head);
      List<Person> followed = List.of(alice, boris, alice);
      for (int i = 0; i < followers.size(); i++) {
        List<String> expected = new ArrayList<>(List.of("from 0"));
        expected.addAll(Follower.rendered(followed.get(i).log()));
        assertThat(followers.get(i).items()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean send(Person person, CopyId chat, int count) {
    for (int i = 0; i < count; i++) {
      person.sends(chat, person + " " + i);
    }
    return true;
  }
}
