package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.UnitOfWork;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What comes of a transaction comes after it, and only if it is kept: also when commands are part
/// of a caller's own.
public interface AfterCommitContract extends FreshStore {

  /// Does this as a part of a transaction that is then rolled back.
  private void inVain(Runnable work) {
    assertThatThrownBy(
            () ->
                store()
                    .unitOfWork()
                    .execute(
                        () -> {
                          work.run();
                          throw new IllegalStateException("on purpose");
                        }))
        .hasMessage("on purpose");
  }

  /// Does the first as a part of a transaction, and the second at its end, still inside.
  private void inOne(Runnable work, Runnable atItsEnd) {
    store()
        .unitOfWork()
        .execute(
            () -> {
              work.run();
              atItsEnd.run();
              return true;
            });
  }

  @Test
  default void itIsDoneWhenTheOutermostIsDurable() {
    UnitOfWork unitOfWork = store().unitOfWork();
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    CopyId notes = alice.chatWith(alice);
    List<Object> done = new ArrayList<>();
    inOne(
        () ->
            unitOfWork.execute(
                () -> {
                  unitOfWork.afterCommit(() -> done.add(unitOfWork.isRunning()));
                  unitOfWork.afterCommit(
                      () -> done.addAll(AtOnce.elsewhere(() -> alice.texts(notes))));
                  return alice.sends(notes, "Kept");
                }),
        () -> assertThat(done).isEmpty());
    assertThat(done).containsExactly(false, "Kept");
  }

  @Test
  default void itIsNotDoneAfterARollback() {
    List<String> done = new ArrayList<>();
    inVain(() -> store().unitOfWork().afterCommit(() -> done.add("done")));
    inOne(() -> {}, () -> {});
    assertThat(done).isEmpty();
  }

  @Test
  default void outsideOfATransactionItIsDoneAtOnce() {
    List<String> done = new ArrayList<>();
    store().unitOfWork().afterCommit(() -> done.add("done"));
    assertThat(done).containsExactly("done");
  }

  @Test
  default void whatFailsThenHarmsNobody() {
    List<String> done = new ArrayList<>();
    Runnable failing =
        () -> {
          throw new IllegalStateException("on purpose");
        };
    List<Throwable> reported =
        Reported.during(
            () -> {
              inOne(
                  () -> {
                    store().unitOfWork().afterCommit(failing);
                    store().unitOfWork().afterCommit(() -> done.add("the next"));
                  },
                  () -> {});
              store().unitOfWork().afterCommit(failing);
            });
    assertThat(done).containsExactly("the next");
    assertThat(reported).extracting(Throwable::getMessage).hasSize(2).containsOnly("on purpose");
  }

  @Test
  default void anUnsendingThatIsRolledBackKeepsTheFile() {
    SharedFile shared = SharedFile.on(store());
    inVain(() -> shared.alice().unsends(shared.sent().copy().id()));
    shared.isThereFor(shared.alice());
    inOne(
        () -> shared.alice().unsends(shared.sent().copy().id()),
        () -> assertThat(Bytes.of(shared.circle().scene(), shared.file())).isPresent());
    shared.isGone();
  }

  @Test
  default void anAccountsEndThatIsRolledBackKeepsItsFiles() {
    SharedFile shared = SharedFile.heldByAliceAlone(store());
    inVain(() -> shared.alice().leavesForGood());
    shared.isThereFor(shared.alice());
  }

  @Test
  default void followersAreToldOnceItIsDurable() {
    Talk talk = Talk.on(store());
    Follower follower = new Follower().follow(talk.boris(), Optional.empty()).ask(Long.MAX_VALUE);
    assertThat(follower.newItems()).hasSize(1);
    inVain(() -> talk.alice().sends(talk.alices(), "Lost"));
    inOne(
        () -> talk.alice().sends(talk.alices(), "Kept"),
        () -> assertThat(follower.newItems()).isEmpty());
    long head = talk.boris().head();
    assertThat(follower.newItems())
        .containsExactly((head - 1) + " CHAT_MESSAGE_CREATED", head + " NOTIFICATION_CREATED");
  }

  @Test
  default void endsOfSessionsAreToldOnceTheyAreDurable() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person elsewhere = alice.onAnotherDevice();
    List<String> heard = new ArrayList<>();
    scene.buddyChat().sessionEnds().listen(elsewhere.session(), () -> heard.add("ended"));
    Runnable[] endings = {
      () ->
          scene
              .buddyChat()
              .accounts()
              .changePassword(alice.viewer(), People.PASSWORD, "New-Password-8"),
      () -> scene.buddyChat().signIn().revoke(elsewhere.refreshToken()),
      () -> alice.leavesForGood()
    };
    for (Runnable ending : endings) {
      inVain(ending);
    }
    assertThat(heard).isEmpty();
    inOne(endings[1], () -> assertThat(heard).isEmpty());
    assertThat(heard).containsExactly("ended");
  }
}
