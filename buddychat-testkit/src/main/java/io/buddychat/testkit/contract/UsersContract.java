package io.buddychat.testkit.contract;

import static io.buddychat.testkit.contract.KeptPeople.add;
import static io.buddychat.testkit.contract.KeptPeople.delete;
import static io.buddychat.testkit.contract.KeptPeople.filter;
import static io.buddychat.testkit.contract.KeptPeople.phone;
import static io.buddychat.testkit.contract.KeptPeople.search;
import static io.buddychat.testkit.contract.KeptPeople.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.user.PhoneId;
import io.buddychat.domain.user.PhoneNumber;
import io.buddychat.domain.user.User;
import io.buddychat.domain.user.UserFilter;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Users;
import io.buddychat.testkit.Scene;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// People as they are kept: what is unique, what changes, what a deleted account leaves. How they
/// are found is in [UserSearchContract].
public interface UsersContract extends FreshStore {

  private void store(Runnable work) {
    store()
        .unitOfWork()
        .execute(
            () -> {
              work.run();
              return true;
            });
  }

  @Test
  default void aPersonIsReadAsAdded() {
    User odd =
        new User(
            new UserId(Long.MAX_VALUE),
            "Straße+ß",
            "o'Brien@Example.org",
            "Zoë \uD83D\uDE00",
            "\"Quote\" \\ % _ ;--",
            "Line one\nline two\ttab",
            "https://example.org/?a=b&c=%20",
            Scene.BEGINNING.plusMillis(123),
            Scene.BEGINNING.plusMillis(999),
            false);
    add(store(), odd, phone(1, Long.MAX_VALUE));
    assertThat(store().users().byId(List.of(odd.id()))).containsOnly(Map.entry(odd.id(), odd));
    assertThat(store().users().credentials(odd.id()))
        .contains(new Users.Credentials(odd, "hash of Straße+ß"));
    assertThat(store().users().search(UserFilter.EVERYBODY, PageRequest.first(5)).items())
        .containsExactly(odd);
  }

  @Test
  default void unknownIdsAreLeftOut() {
    User alice = add(store(), 1, "alice");
    assertThat(store().users().byId(List.of(new UserId(7), alice.id(), alice.id())))
        .containsOnlyKeys(alice.id());
    assertThat(store().users().byId(List.of())).isEmpty();
    assertThat(store().users().credentials(new UserId(7))).isEmpty();
    assertThat(store().users().credentials("nobody")).isEmpty();
    assertThat(store().users().phoneNumbers(List.of()).values()).isEmpty();
    assertThat(numbersOf(new UserId(7))).isEmpty();
  }

  @Test
  default void userNamesAreFoundAndUniqueWithoutRegardToCase() {
    User alice = add(store(), 1, "Alice");
    assertThat(store().users().credentials("aLICE").map(Users.Credentials::user)).contains(alice);
    Refusals.conflict("username", () -> add(store(), 2, "ALICE"));
    add(store(), 3, "straße");
    Refusals.conflict("username", () -> add(store(), 4, "STRASSE"));
    Refusals.conflict(
        "username",
        () -> add(store(), user(5, "ａｌｉｃｅ", "five@example.org", "A", "B"), phone(5, 5)));
    assertThat(store().users().byId(List.of(new UserId(2), new UserId(4), new UserId(5))))
        .isEmpty();
  }

  @Test
  default void emailAddressesAreUniqueWithoutRegardToCase() {
    add(store(), user(1, "alice", "Alice@Example.org", "A", "B"), phone(1, 1));
    Refusals.conflict(
        "email", () -> add(store(), user(2, "boris", "aLICE@eXAMPLE.ORG", "A", "B"), phone(2, 2)));
    assertThat(store().users().credentials("boris")).isEmpty();
  }

  @Test
  default void phoneNumbersAreUniqueTogetherWithTheirCountryCode() {
    add(store(), 1, "alice");
    PhoneNumber same = new PhoneNumber(new PhoneId(8), new UserId(2), "49", "10000001");
    Refusals.conflict("number", () -> add(store(), user(2, "boris"), same));
    assertThat(store().users().credentials("boris"))
        .as("nothing of a refused person stays")
        .isEmpty();
    add(
        store(),
        user(2, "boris"),
        new PhoneNumber(new PhoneId(8), new UserId(2), "4", "910000001"));
    store(
        () ->
            store()
                .users()
                .addPhoneNumber(new PhoneNumber(new PhoneId(9), new UserId(2), "50", "10000001")));
    Refusals.conflict(
        "number",
        () ->
            store(
                () ->
                    store()
                        .users()
                        .addPhoneNumber(
                            new PhoneNumber(new PhoneId(10), new UserId(2), "50", "10000001"))));
    assertThat(numbersOf(new UserId(2)))
        .extracting(PhoneNumber::id)
        .containsExactly(new PhoneId(8), new PhoneId(9));
  }

  @Test
  default void ofTwoWhoWantTheSameNameAtOnceOneGetsIt() {
    for (int round = 0; round < 5; round++) {
      long one = 10L * round + 1;
      long other = one + 1;
      String name = "wanted" + round;
      var outcomes =
          AtOnce.outcomes(
              List.of(
                  () -> add(store(), one, name),
                  () -> {
                    User user = user(other, name, "other" + other + "@example.org", "A", "B");
                    add(store(), user, phone(other, other));
                    return user;
                  }));
      assertThat(outcomes).filteredOn(outcome -> outcome.result().isPresent()).hasSize(1);
      Throwable refusal =
          outcomes.stream().flatMap(outcome -> outcome.thrown().stream()).findFirst().orElseThrow();
      Refusals.conflict(
          "username",
          () -> {
            throw refusal;
          });
    }
  }

  @Test
  default void aChangedProfileReplacesTheOldOne() {
    User alice = add(store(), 1, "alice");
    User boris = add(store(), 2, "boris");
    User changed =
        new User(
            alice.id(),
            alice.username(),
            alice.email(),
            "Alicia",
            "Sample",
            "Hello",
            "picture.png",
            alice.dateJoined(),
            Scene.BEGINNING.plus(Duration.ofDays(1)),
            false);
    store(() -> store().users().update(changed));
    assertThat(store().users().byId(List.of(alice.id(), boris.id())).values())
        .containsExactlyInAnyOrder(changed, boris);
    assertThat(search(store(), filter("", "alicia", "")).items()).containsExactly(changed);
    assertThat(search(store(), filter("", "first1", "")).items()).isEmpty();
  }

  @Test
  default void aNewPasswordReplacesTheOldOne() {
    User alice = add(store(), 1, "alice");
    add(store(), 2, "boris");
    store(() -> store().users().setPasswordHash(alice.id(), "new"));
    assertThat(store().users().credentials("alice")).contains(new Users.Credentials(alice, "new"));
    assertThat(store().unitOfWork().execute(() -> store().users().lockCredentials(alice.id())))
        .contains(new Users.Credentials(alice, "new"));
    assertThat(store().users().credentials("boris").map(Users.Credentials::passwordHash))
        .contains("hash of boris");
  }

  @Test
  default void phoneNumbersComeInTheOrderTheyWereAdded() {
    add(store(), 1, "alice");
    add(store(), 2, "boris");
    store(() -> store().users().addPhoneNumber(phone(20, 1)));
    store(() -> store().users().addPhoneNumber(phone(30, 1)));
    assertThat(numbersOf(new UserId(1))).containsExactly(phone(1, 1), phone(20, 1), phone(30, 1));
    assertThat(store().users().phoneNumbers(List.of(new UserId(1), new UserId(2))))
        .containsEntry(new UserId(2), List.of(phone(2, 2)));
  }

  @Test
  default void onlyTheOwnerRemovesAPhoneNumber() {
    add(store(), 1, "alice");
    add(store(), 2, "boris");
    assertThat(remove(2, 1)).isFalse();
    assertThat(remove(1, 7)).isFalse();
    assertThat(numbersOf(new UserId(1))).hasSize(1);
    assertThat(remove(1, 1)).isTrue();
    assertThat(remove(1, 1)).isFalse();
    assertThat(numbersOf(new UserId(1))).isEmpty();
    store(
        () ->
            store()
                .users()
                .addPhoneNumber(new PhoneNumber(new PhoneId(9), new UserId(2), "49", "10000001")));
    assertThat(numbersOf(new UserId(2))).as("a removed number is free").hasSize(2);
  }

  private boolean remove(long owner, long id) {
    return store()
        .unitOfWork()
        .execute(() -> store().users().removePhoneNumber(new UserId(owner), new PhoneId(id)));
  }

  private List<PhoneNumber> numbersOf(UserId owner) {
    return store().users().phoneNumbers(List.of(owner)).getOrDefault(owner, List.of());
  }

  @Test
  default void aDeletedAccountLeavesItsPlaceholderAndNothingElse() {
    User alice = add(store(), 1, "alice");
    User placeholder = alice.deleted(Scene.BEGINNING.plusSeconds(5));
    store(() -> store().users().delete(placeholder));
    assertThat(store().users().byId(List.of(alice.id()))).containsEntry(alice.id(), placeholder);
    assertThat(store().users().credentials("alice")).isEmpty();
    assertThat(store().users().credentials(placeholder.username())).isEmpty();
    assertThat(store().users().credentials(alice.id())).isEmpty();
    assertThat(store().unitOfWork().execute(() -> store().users().lockCredentials(alice.id())))
        .isEmpty();
    assertThat(search(store(), UserFilter.EVERYBODY)).isEqualTo(Page.empty());
    assertThat(search(store(), filter("deleted", "", "")).items()).isEmpty();
    assertThat(numbersOf(alice.id())).isEmpty();
  }

  @Test
  default void whatADeletedAccountHadIsFree() {
    User alice = add(store(), 1, "alice");
    delete(store(), alice);
    User next = user(2, "ALICE", "Alice@example.org", "Next", "Alice");
    add(store(), next, new PhoneNumber(new PhoneId(2), next.id(), "49", "10000001"));
    assertThat(store().users().credentials("alice").map(Users.Credentials::user)).contains(next);
  }

  @Test
  default void aPlaceholderStandsInNobodysWay() {
    User early = add(store(), 1, "deleted-2");
    User alice = add(store(), 2, "alice");
    delete(store(), alice);
    assertThat(store().users().credentials("deleted-2").map(Users.Credentials::user))
        .contains(early);
    User boris = add(store(), 3, "boris");
    delete(store(), boris);
    User late = add(store(), 4, "deleted-3");
    assertThat(store().users().credentials("deleted-3").map(Users.Credentials::user))
        .contains(late);
  }
}
