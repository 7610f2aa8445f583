package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.user.ProfileChange;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.UserFilter;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Transactions: all or nothing, and nothing half-done to be seen by others.
public interface UnitOfWorkContract extends FreshStore {

  @Test
  default void theResultIsHandedOut() {
    assertThat(store().unitOfWork().<String>execute(() -> "done")).isEqualTo("done");
  }

  @Test
  default void whatIsStoredStays() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    CopyId notes = alice.chatWith(alice);
    store().unitOfWork().execute(() -> alice.sends(notes, "Kept"));
    assertThat(AtOnce.elsewhere(() -> alice.texts(notes))).containsExactly("Kept");
  }

  @Test
  default void whatIsThrownIsThrownOnAsItIs() {
    RuntimeException onPurpose = new IllegalStateException("on purpose");
    assertThatThrownBy(
            () ->
                store()
                    .unitOfWork()
                    .execute(
                        () -> {
                          throw onPurpose;
                        }))
        .isSameAs(onPurpose);
    RuntimeException refusal = Failure.notFound("chat").asException();
    assertThatThrownBy(
            () ->
                store()
                    .unitOfWork()
                    .execute(
                        () -> {
                          throw refusal;
                        }))
        .isSameAs(refusal);
  }

  @Test
  default void whatIsThrownRollsBackEverythingInEveryTable() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    Person clara = scene.clara();
    CopyId chat = alice.chatWith(boris);
    HeldMessage first = alice.sends(chat, "First");
    HeldMessage second = alice.sends(chat, "Second");
    boris.sends(boris.chatWith(clara), "Hello");
    Snapshot before = scene.everything();
    List<SessionId> sessions = new ArrayList<>();

    assertThatThrownBy(
            () ->
                store()
                    .unitOfWork()
                    .execute(
                        () -> {
                          scene.later();
                          alice.chatWith(clara);
                          alice.chatWith(alice);
                          alice.sends(chat, "Third", "key");
                          alice.edits(alice.copyOf(first), "First, edited");
                          boris.reads(boris.copyOf(first));
                          boris.notices(boris.copyOf(second));
                          boris.deletes(boris.copyOf(second));
                          alice.unsends(alice.copyOf(second));
                          boris.archives(boris.chatWith(alice), true);
                          clara.clears(clara.chatWith(boris));
                          sessions.add(alice.onAnotherDevice().session());
                          scene
                              .buddyChat()
                              .accounts()
                              .addPhoneNumber(alice.viewer(), "7", "99999999");
                          scene
                              .buddyChat()
                              .profiles()
                              .update(
                                  alice.viewer(),
                                  new ProfileChange(
                                      Optional.of("Alicia"),
                                      Optional.empty(),
                                      Optional.of("New"),
                                      Optional.empty()));
                          scene.buddyChat().accounts().register(People.DAVID.registration());
                          clara.leavesForGood();
                          throw new IllegalStateException("on purpose");
                        }))
        .hasMessage("on purpose");

    assertThat(scene.everything()).isEqualTo(before);
    assertThat(sessions).hasSize(1);
    assertThat(scene.buddyChat().signIn().viewer(sessions.get(0))).isEmpty();
    assertThat(scene.buddyChat().signIn().viewer(clara.session())).contains(clara.viewer());
    assertThat(scene.david().chatWith(alice)).as("the name is free again").isNotNull();
    assertThat(alice.sends(chat, "Third", "key").duplicate()).as("the key is free again").isFalse();
    assertThat(alice.texts(chat)).containsExactly("Third", "Second", "First");
  }

  @Test
  default void errorsRollBackToo() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Snapshot before = scene.everything();
    assertThatThrownBy(
            () ->
                store()
                    .unitOfWork()
                    .execute(
                        () -> {
                          alice.chatWith(alice);
                          throw new AssertionError("on purpose");
                        }))
        .isInstanceOf(AssertionError.class)
        .hasMessage("on purpose");
    assertThat(scene.everything()).isEqualTo(before);
  }

  @Test
  default void aNestedCallJoinsTheOuterOne() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    CopyId notes = alice.chatWith(alice);
    Snapshot before = scene.everything();
    assertThatThrownBy(
            () ->
                store()
                    .unitOfWork()
                    .execute(
                        () -> {
                          store().unitOfWork().execute(() -> alice.sends(notes, "Inner"));
                          assertThat(alice.texts(notes)).containsExactly("Inner");
                          throw new IllegalStateException("on purpose");
                        }))
        .hasMessage("on purpose");
    assertThat(scene.everything()).isEqualTo(before);
  }

  @Test
  default void theWorkSeesItsOwnWrites() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Snapshot inside =
        store()
            .unitOfWork()
            .execute(
                () -> {
                  alice.sends(alice.chatWith(alice), "Mine");
                  return alice.sees();
                });
    assertThat(inside.toString()).contains("Mine");
    assertThat(alice.sees()).isEqualTo(inside);
  }

  @Test
  default void nobodyElseSeesWhatIsNotCommitted() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    CopyId chat = alice.chatWith(boris);
    HeldMessage old = alice.sends(chat, "Old");
    Snapshot before = scene.everything();
    Snapshot during =
        store()
            .unitOfWork()
            .execute(
                () -> {
                  alice.sends(chat, "New");
                  alice.unsends(alice.copyOf(old));
                  scene.buddyChat().accounts().register(People.CLARA.registration());
                  assertThat(AtOnce.elsewhere(() -> search(scene))).hasSize(2);
                  return AtOnce.elsewhere(scene::everything);
                });
    assertThat(during).isEqualTo(before);
    assertThat(AtOnce.elsewhere(scene::everything)).isNotEqualTo(before);
    assertThat(AtOnce.elsewhere(() -> search(scene))).hasSize(3);
  }

  private static List<?> search(Scene scene) {
    return scene.store().users().search(UserFilter.EVERYBODY, PageRequest.first(10)).items();
  }

  @Test
  default void afterARefusalTheNextOneStartsAfresh() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    CopyId notes = alice.chatWith(alice);
    Refusals.refusedInVain(
        scene,
        Failure.NotFound.class,
        () ->
            store()
                .unitOfWork()
                .execute(
                    () -> {
                      alice.sends(notes, "Lost");
                      throw Failure.notFound("chat").asException();
                    }));
    alice.sends(notes, "Kept");
    assertThat(alice.texts(notes)).containsExactly("Kept");
  }
}
