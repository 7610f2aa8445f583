package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.SendMessage;
import io.buddychat.domain.core.BuddyChatException;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.user.ProfileChange;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Several people do things at the same moment, and it is as if they had done them one after the
/// other.
public interface TogetherContract extends FreshStore {

  private static Callable<Boolean> times(int count, IntConsumer action) {
    return () -> {
      for (int i = 0; i < count; i++) {
        action.accept(i);
      }
      return true;
    };
  }

  private static void logHasNoHoles(Person person) {
    assertThat(person.log())
        .extracting(Entry::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, person.head()).boxed().toList());
  }

  @Test
  default void sendersInOneConversationGetNumbersWithoutHoles() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    CopyId alices = alice.chatWith(boris);
    CopyId borises = boris.chatWith(alice);
    int each = 15;
    AtOnce.results(
        List.of(
            times(each, i -> alice.sends(alices, "Alice " + i)),
            times(each, i -> boris.sends(borises, "Boris " + i)),
            times(each, i -> alice.sends(alices, "Alice too " + i))));

    List<HeldMessage> held = alice.messages(alices);
    assertThat(held)
        .extracting(message -> message.message().ordinal())
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, 3L * each).map(i -> 3L * each + 1 - i).boxed().toList());
    assertThat(boris.texts(borises)).isEqualTo(alice.texts(alices));
    assertThat(alice.unread(alices)).isEqualTo(each);
    assertThat(boris.unread(borises)).isEqualTo(2L * each);
    for (String kind : List.of("Alice ", "Boris ", "Alice too ")) {
      List<String> ofOne =
          alice.texts(alices).stream().filter(text -> text.matches(kind + "\\d+")).toList();
      assertThat(ofOne)
          .as("each sender's own order")
          .containsExactlyElementsOf(
              LongStream.range(0, each).mapToObj(i -> kind + (each - 1 - i)).toList());
    }
    logHasNoHoles(alice);
    logHasNoHoles(boris);
  }

  @Test
  default void openingTheSamePairAtOnceGivesOnePair() {
    Scene scene = Scene.on(store());
    for (int round = 0; round < 5; round++) {
      Person one = scene.person(People.somebody(2 * round));
      Person other = scene.person(People.somebody(2 * round + 1));
      List<CopyId> opened =
          AtOnce.results(
              List.of(
                  () -> one.chatWith(other),
                  () -> other.chatWith(one),
                  () -> one.chatWith(other),
                  () -> other.chatWith(one)));
      assertThat(opened.get(0)).isEqualTo(opened.get(2)).isNotEqualTo(opened.get(1));
      assertThat(opened.get(1)).isEqualTo(opened.get(3));
      assertThat(one.conversations()).hasSize(1);
      assertThat(other.conversations()).hasSize(1);
      one.sends(opened.get(0), "Hello");
      assertThat(other.texts(opened.get(1))).containsExactly("Hello");
    }
  }

  @Test
  default void openingTheChatWithOneselfAtOnceGivesOne() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    List<CopyId> opened =
        AtOnce.results(List.of(() -> alice.chatWith(alice), () -> alice.chatWith(alice)));
    assertThat(opened.get(0)).isEqualTo(opened.get(1));
    assertThat(alice.conversations()).hasSize(1);
  }

  @Test
  default void theSameSentTwiceAtOnceIsSentOnce() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    CopyId alices = alice.chatWith(boris);
    for (int round = 0; round < 5; round++) {
      String key = "key " + round;
      List<SendMessage.Sent> sent =
          AtOnce.results(
              List.of(
                  () -> alice.sends(alices, "Hello", key),
                  () -> alice.sends(alices, "Hello", key)));
      assertThat(sent).extracting(each -> each.duplicate()).containsExactlyInAnyOrder(true, false);
      assertThat(sent.get(0).message()).isEqualTo(sent.get(1).message());
    }
    assertThat(boris.messages(boris.chatWith(alice))).hasSize(5);
  }

  @Test
  default void twoWhoReadAndDeleteTheLastCopiesAtOnceLeaveNothing() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    CopyId alices = alice.chatWith(boris);
    CopyId borises = boris.chatWith(alice);
    for (int round = 0; round < 8; round++) {
      HeldMessage message = alice.sends(alices, "Round " + round);
      AtOnce.results(
          List.of(
              times(1, i -> alice.deletes(alice.copyOf(message))),
              times(1, i -> boris.deletes(boris.copyOf(message)))));
      assertThat(alice.holds(alice.copyOf(message))).isEmpty();
      assertThat(boris.holds(boris.copyOf(message))).isEmpty();
    }
    assertThat(alice.unread(alices)).isZero();
    assertThat(boris.unread(borises)).isZero();
    HeldMessage last = alice.sends(alices, "Last");
    assertThat(last.message().holders()).isEqualTo(2);
  }

  @Test
  default void crossingCommandsNeverWaitForEachOtherInACircle() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    Person clara = scene.clara();
    List<Person> all = List.of(alice, boris, clara);
    for (Person one : all) {
      for (Person other : all) {
        one.chatWith(other);
      }
    }
    List<Callable<Boolean>> everybody = new ArrayList<>();
    for (Person one : all) {
      for (Person other : all) {
        everybody.add(
            times(
                6,
                i -> {
                  CopyId chat = one.chatWith(other);
                  HeldMessage sent = one.sends(chat, one + " " + i);
                  one.edits(sent.copy().id(), one + " edited " + i);
                  if (one != other) {
                    other.reads(other.copyOf(sent));
                    other.notices(other.copyOf(sent));
                  }
                  scene.buddyChat().profiles().update(one.viewer(), called(other + " " + i));
                  if (i % 2 == 0) {
                    one.unsends(sent.copy().id());
                  }
                }));
      }
    }
    AtOnce.results(everybody);
    for (Person one : all) {
      logHasNoHoles(one);
      for (Person other : all) {
        CopyId chat = one.chatWith(other);
        assertThat(one.unread(chat)).isZero();
        assertThat(one.messages(chat)).hasSize(one == other ? 3 : 6);
        assertThat(new HashSet<>(one.texts(chat)))
            .isEqualTo(new HashSet<>(other.texts(other.chatWith(one))));
      }
    }
  }

  private static ProfileChange called(String firstName) {
    return new ProfileChange(
        Optional.of(firstName), Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Test
  default void whoLeavesForGoodWhileOthersWriteToThemLeavesOneState() {
    Scene scene = Scene.on(store());
    for (int round = 0; round < 5; round++) {
      Person alice = scene.person(People.somebody(2 * round));
      Person boris = scene.person(People.somebody(2 * round + 1));
      CopyId alices = alice.chatWith(boris);
      var outcomes =
          AtOnce.outcomes(
              List.of(
                  times(1, i -> boris.leavesForGood()),
                  times(5, i -> alice.sends(alices, "Hello " + i))));
      assertThat(outcomes.get(0).thrown()).isEmpty();
      outcomes
          .get(1)
          .thrown()
          .ifPresent(
              refusal ->
                  Refusals.refused(
                      Failure.Conflict.class,
                      () -> {
                        throw refusal;
                      }));
      assertThat(alice.messages(alices)).allMatch(held -> held.message().holders() == 1);
      logHasNoHoles(alice);
    }
  }

  @Test
  default void whoLeavesForGoodWhileAChatWithThemIsOpenedLeavesOneState() {
    Scene scene = Scene.on(store());
    for (int round = 0; round < 5; round++) {
      Person alice = scene.person(People.somebody(2 * round));
      Person boris = scene.person(People.somebody(2 * round + 1));
      List<AtOnce.Outcome<Boolean>> outcomes =
          AtOnce.outcomes(
              List.of(
                  times(1, i -> boris.leavesForGood()),
                  times(3, i -> alice.sends(alice.chatWith(boris), "Hello " + i))));
      assertThat(outcomes.get(0).thrown()).isEmpty();
      outcomes
          .get(1)
          .thrown()
          .ifPresent(
              refusal -> {
                assertThat(refusal).isInstanceOf(BuddyChatException.class);
                assertThat(((BuddyChatException) refusal).failure())
                    .isInstanceOfAny(Failure.NotFound.class, Failure.Conflict.class);
              });
      assertThat(boris.conversations()).isEmpty();
      assertThat(boris.head()).isZero();
      assertThat(boris.log()).isEmpty();
      for (HeldConversation chat : alice.conversations()) {
        assertThat(alice.messages(chat.copy().id()))
            .allMatch(held -> held.message().holders() == 1);
        Refusals.refused(
            Failure.Conflict.class, () -> alice.sends(chat.copy().id(), "Nobody is there"));
      }
      logHasNoHoles(alice);
    }
  }
}
