package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.user.SignIn;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.Snapshot;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is forgotten beside the logs: under which ids messages were sent, and sessions that are
/// over.
public interface TidyingContract extends FreshStore {

  Duration DAY = Duration.ofDays(1);

  private static void forget(Scene scene) {
    scene.buddyChat().forgetting().run();
  }

  @Test
  default void anIdThatAMessageWasSentUnderIsRememberedAsLongAsTheLogs() {
    Talk talk = Talk.on(store());
    Person alice = talk.alice();
    HeldMessage first = alice.sends(talk.alices(), "Hello", "key").message().orElseThrow();
    talk.scene().clock().advance(ForgettingContract.MONTH);
    forget(talk.scene());
    assertThat(alice.sends(talk.alices(), "Hello", "key").duplicate()).isTrue();
    talk.scene().clock().advance(Duration.ofMillis(1));
    assertThat(alice.sends(talk.alices(), "Hello", "young").duplicate()).isFalse();
    Snapshot state = Snapshot.withoutLogs(talk.scene().people());
    forget(talk.scene());
    assertThat(Snapshot.withoutLogs(talk.scene().people())).isEqualTo(state);
    assertThat(alice.sends(talk.alices(), "Hello", "young").duplicate()).isTrue();
    assertThat(alice.sends(talk.alices(), "Something else", "key").duplicate()).isFalse();
    assertThat(alice.sends(talk.alices(), "Something else", "key").duplicate()).isTrue();
    assertThat(alice.holds(first.copy().id())).isPresent();
    assertThat(talk.boris().messages(talk.borises())).hasSize(3);
  }

  @Test
  default void idsAreForgottenAFewAtATimeTheOldestFirst() {
    Talk talk = Talk.on(store());
    for (int i = 0; i < 3; i++) {
      talk.alice().sends(talk.alices(), "Hello", "key " + i);
      talk.scene().later();
    }
    assertThat(store().retention().forgetSendKeys(talk.scene().now(), 2)).isEqualTo(2);
    assertThat(talk.alice().sends(talk.alices(), "Hello", "key 2").duplicate()).isTrue();
    assertThat(talk.alice().sends(talk.alices(), "Hello", "key 0").duplicate()).isFalse();
    assertThat(store().retention().forgetSendKeys(talk.scene().now(), 2)).isEqualTo(1);
    assertThat(store().retention().forgetSendKeys(talk.scene().now(), 2)).isZero();
    assertThat(talk.alice().sends(talk.alices(), "Hello", "key 0").duplicate()).isTrue();
  }

  @Test
  default void aSessionThatIsOverIsForgottenADayAfterItWouldHaveExpired() {
    Scene scene = Scene.on(store());
    Person expired = scene.alice();
    Person ended = expired.onAnotherDevice();
    scene.buddyChat().signIn().revoke(ended.refreshToken());
    scene.clock().advance(Scene.SESSION_LIFETIME.plus(DAY));
    forget(scene);
    for (Person each : List.of(expired, ended)) {
      assertThat(store().sessions().byId(each.session())).as("a day is not over").isPresent();
    }
    assertThat(scene.buddyChat().signIn().revoke(ended.refreshToken())).isEqualTo(Scene.BEGINNING);
    Person alive = expired.onAnotherDevice();
    scene.clock().advance(Duration.ofMillis(1));
    forget(scene);
    for (Person each : List.of(expired, ended)) {
      assertThat(store().sessions().byId(each.session())).isEmpty();
      Refusals.refused(
          Failure.Unauthenticated.class,
          () -> scene.buddyChat().signIn().refresh(each.refreshToken()));
      assertThat(scene.buddyChat().signIn().viewer(each.session())).isEmpty();
    }
    assertThat(scene.buddyChat().signIn().refresh(alive.refreshToken()).session().id())
        .isEqualTo(alive.session());
  }

  @Test
  default void aTokenThatWasUsedLongAgoIsStillKnownWhileItsSessionLives() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    SignIn signIn = scene.buddyChat().signIn();
    String token = alice.refreshToken();
    for (int week = 0; week < 20; week++) {
      scene.clock().advance(Scene.SESSION_LIFETIME.minusMillis(1));
      forget(scene);
      token = signIn.refresh(token).refreshToken();
    }
    String newest = token;
    Refusals.refused(Failure.Unauthenticated.class, () -> signIn.refresh(alice.refreshToken()));
    Refusals.refused(Failure.Unauthenticated.class, () -> signIn.refresh(newest));
    assertThat(signIn.viewer(alice.session())).as("reuse has ended it").isEmpty();
  }

  @Test
  default void sessionsAreForgottenAFewAtATime() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    alice.onAnotherDevice();
    alice.onAnotherDevice();
    scene.clock().advance(Scene.SESSION_LIFETIME.plus(DAY));
    assertThat(store().retention().forgetSessions(scene.now(), 2)).isEqualTo(2);
    assertThat(store().retention().forgetSessions(scene.now(), 2)).isEqualTo(1);
    assertThat(store().retention().forgetSessions(scene.now(), 2)).isZero();
  }
}
