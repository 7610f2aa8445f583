package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.core.Failure;
import io.buddychat.domain.user.Accounts;
import io.buddychat.domain.user.Passwords;
import io.buddychat.domain.user.Pbkdf2Passwords;
import io.buddychat.domain.user.Session;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.SignIn;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Users;
import io.buddychat.domain.user.Viewer;
import io.buddychat.testkit.CountingIds;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Logging in, carrying a session on, and all the ways in which one ends.
public interface SignInContract extends FreshStore {

  private static SignIn signIn(Scene scene) {
    return scene.buddyChat().signIn();
  }

  private static boolean isAlive(Scene scene, SessionId session) {
    return signIn(scene).viewer(session).isPresent();
  }

  private static Failure unauthenticated(ThrowingCallable action) {
    return Refusals.refused(Failure.Unauthenticated.class, action);
  }

  @Test
  default void aLoginOpensASessionOfItsOwn() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    scene.later();
    SignIn.Opened opened = signIn(scene).logIn("ALICE", People.PASSWORD);
    assertThat(opened.user()).isEqualTo(alice.profile());
    assertThat(opened.session())
        .isEqualTo(
            new Session(
                opened.session().id(),
                alice.id(),
                scene.now(),
                scene.now().plus(Scene.SESSION_LIFETIME),
                Optional.empty()));
    assertThat(opened.session().id()).isNotEqualTo(alice.session());
    assertThat(opened.refreshToken()).isNotEqualTo(alice.refreshToken()).hasSizeGreaterThan(40);
    assertThat(isAlive(scene, opened.session().id())).isTrue();
    assertThat(isAlive(scene, alice.session())).isTrue();
    assertThat(signIn(scene).viewer(alice.session())).contains(alice.viewer());
    assertThat(signIn(scene).viewer(new SessionId(999_999))).isEmpty();
  }

  @Test
  default void wrongNameAndWrongPasswordCannotBeToldApart() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Failure wrongPassword = unauthenticated(() -> signIn(scene).logIn("alice", "Wrong-Horse-7"));
    assertThat(wrongPassword.message()).doesNotContain("alice");
    List<String> strangers =
        List.of(
            "nobody",
            "",
            " alice",
            "alice\u0000",
            "\uD800",
            "alice@example.org",
            "a".repeat(2_000_000));
    for (String stranger : strangers) {
      assertThat(unauthenticated(() -> signIn(scene).logIn(stranger, People.PASSWORD)))
          .isEqualTo(wrongPassword);
    }
    for (String password :
        List.of("", "correct-horse-7", People.PASSWORD + " ", "\u0000", "x".repeat(2_000_000))) {
      assertThat(unauthenticated(() -> signIn(scene).logIn("alice", password)))
          .isEqualTo(wrongPassword);
    }
    alice.leavesForGood();
    for (String gone : List.of("alice", "deleted-" + alice.id().value())) {
      assertThat(unauthenticated(() -> signIn(scene).logIn(gone, People.PASSWORD)))
          .isEqualTo(wrongPassword);
    }
  }

  @Test
  default void aWeakHashIsMadeAnewByTheNextLogin() {
    Scene weak = Scene.on(store());
    Person alice = weak.alice();
    String weakHash = store().users().credentials(alice.id()).orElseThrow().passwordHash();
    Scene strong =
        Scene.on(
            store(),
            settings -> settings.passwords(new Pbkdf2Passwords(3, 1)).ids(new CountingIds(1000)));
    unauthenticated(() -> signIn(strong).logIn("alice", "Wrong-Horse-7"));
    assertThat(store().users().credentials(alice.id()).orElseThrow().passwordHash())
        .isEqualTo(weakHash);
    assertThat(signIn(strong).logIn("alice", People.PASSWORD)).isNotNull();
    String strongHash = store().users().credentials(alice.id()).orElseThrow().passwordHash();
    assertThat(strongHash).isNotEqualTo(weakHash).contains("$3$");
    assertThat(signIn(strong).logIn("alice", People.PASSWORD)).isNotNull();
    assertThat(store().users().credentials(alice.id()).orElseThrow().passwordHash())
        .isEqualTo(strongHash);
  }

  /// While somebody's password is checked, they log in elsewhere, which makes their weak hash anew.
  private Scene whereHashesGetStronger() {
    Scene.on(store()).alice();
    Passwords strong = new Pbkdf2Passwords(3, 1);
    Scene elsewhere =
        Scene.on(store(), settings -> settings.passwords(strong).ids(new CountingIds(1000)));
    AtomicBoolean first = new AtomicBoolean(true);
    Passwords interrupted =
        new Passwords() {
          @Override
          public String hash(String password) {
            return strong.hash(password);
          }

          @Override
          public boolean matches(String password, Optional<String> hash) {
            boolean matches = strong.matches(password, hash);
            if (first.getAndSet(false)) {
              signIn(elsewhere).logIn("alice", People.PASSWORD);
            }
            return matches;
          }

          @Override
          public boolean isOutdated(String hash) {
            return strong.isOutdated(hash);
          }
        };
    return Scene.on(
        store(), settings -> settings.passwords(interrupted).ids(new CountingIds(2000)));
  }

  @Test
  default void ofTwoLoginsThatMakeAWeakHashAnewBothSucceed() {
    Scene scene = whereHashesGetStronger();
    assertThat(isAlive(scene, signIn(scene).logIn("alice", People.PASSWORD).session().id()))
        .isTrue();
  }

  @Test
  default void aWrongPasswordStaysWrongWhenTheHashChanges() {
    Scene scene = whereHashesGetStronger();
    unauthenticated(() -> signIn(scene).logIn("alice", "Wrong-Horse-7"));
  }

  @Test
  default void aLoginElsewhereRefusesNobodyWhoKnowsThePassword() {
    Scene scene = whereHashesGetStronger();
    UserId alice = store().users().credentials("alice").orElseThrow().user().id();
    Viewer viewer = new Viewer(alice, new SessionId(999_999));
    scene.buddyChat().accounts().changePassword(viewer, People.PASSWORD, "New-Password-8");
    assertThat(signIn(scene).logIn("alice", "New-Password-8")).isNotNull();
  }

  @Test
  default void aLoginElsewhereKeepsNobodyFromLeavingForGood() {
    Scene scene = whereHashesGetStronger();
    UserId alice = store().users().credentials("alice").orElseThrow().user().id();
    Viewer viewer = new Viewer(alice, new SessionId(999_999));
    scene.buddyChat().profiles().delete(viewer, People.PASSWORD);
    assertThat(store().users().credentials(alice)).isEmpty();
  }

  @Test
  default void whatIsSecretIsNotInTheirTexts() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    SignIn.Opened opened = signIn(scene).logIn("alice", People.PASSWORD);
    Users.Credentials credentials = store().users().credentials(alice.id()).orElseThrow();
    assertThat(opened.toString()).doesNotContain(opened.refreshToken());
    assertThat(credentials.toString()).doesNotContain(credentials.passwordHash());
    assertThat(new Accounts.Proven(credentials, "password").toString())
        .doesNotContain(credentials.passwordHash());
  }

  @Test
  default void aRefreshCarriesTheSessionOnWithANewToken() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Instant started = scene.now();
    scene.clock().advance(Scene.SESSION_LIFETIME.minusMillis(1));
    SignIn.Opened carriedOn = signIn(scene).refresh(alice.refreshToken());
    assertThat(carriedOn.user()).isEqualTo(alice.profile());
    assertThat(carriedOn.session())
        .isEqualTo(
            new Session(
                alice.session(),
                alice.id(),
                started,
                scene.now().plus(Scene.SESSION_LIFETIME),
                Optional.empty()));
    assertThat(store().sessions().byId(alice.session())).contains(carriedOn.session());
    assertThat(carriedOn.refreshToken()).isNotEqualTo(alice.refreshToken());
    SignIn.Opened again = signIn(scene).refresh(carriedOn.refreshToken());
    assertThat(again.session().id()).isEqualTo(alice.session());
    assertThat(isAlive(scene, alice.session())).isTrue();
  }

  @Test
  default void aSessionEndsByItselfWhenItsTimeIsUp() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    scene.clock().advance(Scene.SESSION_LIFETIME.minusMillis(1));
    assertThat(isAlive(scene, alice.session())).isTrue();
    scene.clock().advance(Duration.ofMillis(1));
    assertThat(isAlive(scene, alice.session())).isFalse();
    unauthenticated(() -> signIn(scene).refresh(alice.refreshToken()));
  }

  @Test
  default void aTokenUsedTwiceEndsTheWholeFamily() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person elsewhere = alice.onAnotherDevice();
    List<String> heard = new ArrayList<>();
    scene.buddyChat().sessionEnds().listen(alice.session(), () -> heard.add("ended"));
    String second = signIn(scene).refresh(alice.refreshToken()).refreshToken();
    String third = signIn(scene).refresh(second).refreshToken();
    assertThat(heard).isEmpty();
    Failure refusal = unauthenticated(() -> signIn(scene).refresh(alice.refreshToken()));
    assertThat(heard).containsExactly("ended");
    assertThat(isAlive(scene, alice.session())).isFalse();
    for (String dead : List.of(third, second, alice.refreshToken())) {
      assertThat(unauthenticated(() -> signIn(scene).refresh(dead))).isEqualTo(refusal);
    }
    assertThat(isAlive(scene, elsewhere.session())).as("other sessions go on").isTrue();
    assertThat(signIn(scene).refresh(elsewhere.refreshToken())).isNotNull();
  }

  @Test
  default void ofTwoRefreshesAtOnceOneWinsAndThenTheSessionIsDead() {
    Scene scene = Scene.on(store());
    for (int round = 0; round < 5; round++) {
      Person person = scene.person(People.somebody(round));
      var outcomes =
          AtOnce.outcomes(
              List.of(
                  () -> signIn(scene).refresh(person.refreshToken()),
                  () -> signIn(scene).refresh(person.refreshToken())));
      assertThat(outcomes).filteredOn(outcome -> outcome.result().isPresent()).hasSize(1);
      Throwable refusal =
          outcomes.stream().flatMap(each -> each.thrown().stream()).findFirst().orElseThrow();
      unauthenticated(
          () -> {
            throw refusal;
          });
      assertThat(isAlive(scene, person.session())).isFalse();
    }
  }

  @Test
  default void whatIsNoTokenIsRefused() {
    Scene scene = Scene.on(store());
    scene.alice();
    for (String wrong : List.of("", "wrong", "\u0000", "\uD800", "x".repeat(2_000_000))) {
      unauthenticated(() -> signIn(scene).refresh(wrong));
      unauthenticated(() -> signIn(scene).revoke(wrong));
    }
  }

  @Test
  default void revokingEndsTheSessionForGood() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person elsewhere = alice.onAnotherDevice();
    String second = signIn(scene).refresh(alice.refreshToken()).refreshToken();
    List<String> heard = new ArrayList<>();
    var listening =
        scene.buddyChat().sessionEnds().listen(alice.session(), () -> heard.add("ended"));
    Instant ended = scene.later();
    assertThat(signIn(scene).revoke(second)).isEqualTo(ended);
    assertThat(heard).contains("ended");
    listening.close();
    heard.clear();
    assertThat(isAlive(scene, alice.session())).isFalse();
    unauthenticated(() -> signIn(scene).refresh(second));
    scene.later();
    assertThat(signIn(scene).revoke(second)).as("again is no error").isEqualTo(ended);
    assertThat(signIn(scene).revoke(alice.refreshToken())).isEqualTo(ended);
    assertThat(heard).as("after listening no more").isEmpty();
    assertThat(isAlive(scene, elsewhere.session())).isTrue();
  }

  @Test
  default void anOldTokenRevokesToo() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    String second = signIn(scene).refresh(alice.refreshToken()).refreshToken();
    signIn(scene).revoke(alice.refreshToken());
    assertThat(isAlive(scene, alice.session())).isFalse();
    unauthenticated(() -> signIn(scene).refresh(second));
  }

  @Test
  default void aNewPasswordEndsTheOtherSessions() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person elsewhere = alice.onAnotherDevice();
    Person boris = scene.boris();
    List<String> heard = new ArrayList<>();
    scene.buddyChat().sessionEnds().listen(alice.session(), () -> heard.add("here"));
    scene.buddyChat().sessionEnds().listen(elsewhere.session(), () -> heard.add("elsewhere"));
    String next = "New-Password-8";
    assertThat(scene.buddyChat().accounts().changePassword(alice.viewer(), People.PASSWORD, next))
        .isEqualTo(alice.profile());
    assertThat(heard).containsExactly("elsewhere");
    assertThat(isAlive(scene, alice.session())).isTrue();
    assertThat(isAlive(scene, elsewhere.session())).isFalse();
    assertThat(isAlive(scene, boris.session())).isTrue();
    unauthenticated(() -> signIn(scene).refresh(elsewhere.refreshToken()));
    assertThat(signIn(scene).refresh(alice.refreshToken())).isNotNull();
    unauthenticated(() -> signIn(scene).logIn("alice", People.PASSWORD));
    assertThat(signIn(scene).logIn("alice", next)).isNotNull();
  }

  @Test
  default void aNewPasswordNeedsTheOldOneAndKeepsTheRules() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person elsewhere = alice.onAnotherDevice();
    var accounts = scene.buddyChat().accounts();
    Refusals.invalid(
        "oldPassword",
        () -> accounts.changePassword(alice.viewer(), "Wrong-Horse-7", "New-Password-8"));
    Refusals.invalid(
        "newPassword", () -> accounts.changePassword(alice.viewer(), People.PASSWORD, "weak"));
    assertThat(isAlive(scene, elsewhere.session())).isTrue();
    assertThat(signIn(scene).logIn("alice", People.PASSWORD)).isNotNull();
  }
}
