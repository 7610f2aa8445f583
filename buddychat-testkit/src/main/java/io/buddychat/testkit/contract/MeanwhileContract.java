package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.core.Failure;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.Snapshot;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// A password is checked, and before what it allowed can happen, something else does: what counts
/// is how things stand when the change is made.
public interface MeanwhileContract extends FreshStore {

  /// Alice, and what goes on while her password is being checked.
  record Check(Scene scene, Person alice, Person elsewhere, Interrupting passwords) {

    static Check on(FreshStore fresh) {
      Interrupting passwords = new Interrupting();
      Scene scene = Scene.on(fresh.store(), settings -> settings.passwords(passwords));
      Person alice = scene.alice();
      return new Check(scene, alice, alice.onAnotherDevice(), passwords);
    }

    void changes(Person device, String oldPassword, String newPassword) {
      scene.buddyChat().accounts().changePassword(device.viewer(), oldPassword, newPassword);
    }

    /// Changes the password on the other device during the next check.
    void willBeOvertaken() {
      passwords.afterTheNextCheck(() -> changes(elsewhere, People.PASSWORD, "Quicker-Horse-8"));
    }

    void isRefusedInTheEnd(ThrowingCallable action) {
      Refusals.refused(Failure.class, action);
      assertThat(scene.buddyChat().signIn().logIn("alice", "Quicker-Horse-8")).isNotNull();
      assertThat(scene.buddyChat().signIn().viewer(elsewhere.session())).isPresent();
    }
  }

  @Test
  default void aLoginWithAPasswordThatWasChangedMeanwhileIsRefused() {
    Check check = Check.on(this);
    check.willBeOvertaken();
    check.isRefusedInTheEnd(
        () -> check.scene().buddyChat().signIn().logIn("alice", People.PASSWORD));
  }

  @Test
  default void aChangeOfAPasswordThatWasChangedMeanwhileIsRefused() {
    Check check = Check.on(this);
    check.willBeOvertaken();
    check.isRefusedInTheEnd(() -> check.changes(check.alice(), People.PASSWORD, "Slower-Horse-9"));
  }

  @Test
  default void anAccountWhosePasswordWasChangedMeanwhileIsNotEnded() {
    Check check = Check.on(this);
    check.willBeOvertaken();
    check.isRefusedInTheEnd(check.alice()::leavesForGood);
    assertThat(check.alice().profile().isDeleted()).isFalse();
  }

  @Test
  default void anAccountThatWasEndedMeanwhileHasNoPassword() {
    Check check = Check.on(this);
    check.passwords().afterTheNextCheck(check.elsewhere()::leavesForGood);
    Refusals.refused(
        Failure.Unauthenticated.class,
        () -> check.changes(check.alice(), People.PASSWORD, "Slower-Horse-9"));
    assertThat(check.alice().profile().isDeleted()).isTrue();
  }

  @Test
  default void anAccountIsEndedOnce() {
    Check check = Check.on(this);
    check.passwords().afterTheNextCheck(check.elsewhere()::leavesForGood);
    Refusals.refused(Failure.Unauthenticated.class, check.alice()::leavesForGood);
  }

  @Test
  default void anEndedAccountGetsNoPhoneNumber() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    alice.leavesForGood();
    Snapshot before = scene.everything();
    Refusals.refused(
        Failure.Unauthenticated.class,
        () -> scene.buddyChat().accounts().addPhoneNumber(alice.viewer(), "351", "912345678"));
    assertThat(scene.everything()).isEqualTo(before);
    assertThat(
            scene.buddyChat().accounts().addPhoneNumber(boris.viewer(), "351", "912345678").owner())
        .as("the number is still free")
        .isEqualTo(boris.id());
  }
}
