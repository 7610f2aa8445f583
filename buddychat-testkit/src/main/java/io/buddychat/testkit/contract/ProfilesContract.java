package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.core.Failure;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.PhoneId;
import io.buddychat.domain.user.PhoneNumber;
import io.buddychat.domain.user.ProfileChange;
import io.buddychat.domain.user.User;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Changing what an account says of a person.
public interface ProfilesContract extends FreshStore {

  @Test
  default void somebodyHasTenPhoneNumbersAtMost() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    var accounts = scene.buddyChat().accounts();
    for (int i = 2; i <= 10; i++) {
      accounts.addPhoneNumber(alice.viewer(), "351", "9123456" + (10 + i));
    }
    Refusals.conflict("number", () -> accounts.addPhoneNumber(alice.viewer(), "351", "912345699"));
    List<PhoneNumber> numbers = numbers(alice);
    assertThat(numbers).hasSize(10);
    accounts.removePhoneNumber(alice.viewer(), numbers.get(0).id());
    assertThat(accounts.addPhoneNumber(alice.viewer(), "351", "912345699")).isNotNull();
  }

  @Test
  default void phoneNumbersAreAddedAndRemovedByTheirOwner() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    PhoneNumber added =
        scene.buddyChat().accounts().addPhoneNumber(alice.viewer(), "351", "912345678");
    assertThat(numbers(alice))
        .extracting(PhoneNumber::number)
        .containsExactly("15550001", "912345678");
    Refusals.refusedInVain(
        scene,
        Failure.Conflict.class,
        () -> scene.buddyChat().accounts().addPhoneNumber(boris.viewer(), "351", "912345678"));
    Refusals.conflict(
        "number",
        () -> scene.buddyChat().accounts().addPhoneNumber(alice.viewer(), "351", "912345678"));
    Refusals.invalid(
        "number", () -> scene.buddyChat().accounts().addPhoneNumber(alice.viewer(), "351", "123"));
    Refusals.invalid(
        "countryCode",
        () -> scene.buddyChat().accounts().addPhoneNumber(alice.viewer(), "", "12345678"));
    for (PhoneId foreign : List.of(added.id(), new PhoneId(999_999))) {
      Refusals.refusedInVain(
          scene,
          Failure.NotFound.class,
          () -> scene.buddyChat().accounts().removePhoneNumber(boris.viewer(), foreign));
    }
    numbers(alice)
        .forEach(each -> scene.buddyChat().accounts().removePhoneNumber(alice.viewer(), each.id()));
    assertThat(numbers(alice)).as("also the last one").isEmpty();
    Refusals.refused(
        Failure.NotFound.class,
        () -> scene.buddyChat().accounts().removePhoneNumber(alice.viewer(), added.id()));
    assertThat(scene.buddyChat().accounts().addPhoneNumber(boris.viewer(), "351", "912345678"))
        .isNotNull();
  }

  private List<PhoneNumber> numbers(Person owner) {
    return store().users().phoneNumbers(List.of(owner.id())).getOrDefault(owner.id(), List.of());
  }

  private static ProfileChange change(
      String firstName, String lastName, String bio, String picture) {
    return new ProfileChange(given(firstName), given(lastName), given(bio), given(picture));
  }

  /// A dash stands for nothing given.
  private static Optional<String> given(String text) {
    return Optional.of(text).filter(some -> !some.equals("-"));
  }

  @Test
  default void aProfileIsChangedInPart() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    User before = alice.profile();
    var profiles = scene.buddyChat().profiles();
    scene.later();
    User renamed = profiles.update(alice.viewer(), change("Alicia", "-", "-", "-"));
    assertThat(renamed).isEqualTo(alice.profile());
    assertThat(renamed)
        .isEqualTo(
            new User(
                before.id(),
                before.username(),
                before.email(),
                "Alicia",
                before.lastName(),
                "",
                "",
                before.dateJoined(),
                scene.now(),
                false));
    scene.later();
    User full = profiles.update(alice.viewer(), change("-", "Sample", "Hi\nthere", "pic.png"));
    assertThat(full)
        .isEqualTo(
            new User(
                before.id(),
                before.username(),
                before.email(),
                "Alicia",
                "Sample",
                "Hi\nthere",
                "pic.png",
                before.dateJoined(),
                scene.now(),
                false));
    scene.later();
    User emptied = profiles.update(alice.viewer(), change("-", "-", "", ""));
    assertThat(emptied.bio()).isEmpty();
    assertThat(emptied.profilePicture()).isEmpty();
    assertThat(emptied.firstName()).isEqualTo("Alicia");
  }

  @Test
  default void whatAProfileMayNotSayIsRefused() {
    Refusals.invalid("firstName", () -> change("A", "-", "-", "-"));
    Refusals.invalid("lastName", () -> change("-", "e".repeat(151), "-", "-"));
    Refusals.invalid("bio", () -> change("-", "-", "b".repeat(501), "-"));
    Refusals.invalid("bio", () -> change("-", "-", "b\u0000", "-"));
    Refusals.invalid("profilePicture", () -> change("-", "-", "-", "p".repeat(3000)));
    assertThat(change("-", "-", "\uD83D\uDE00".repeat(500), "-").bio()).isPresent();
  }

  @Test
  default void aChangeThatChangesNothingLeavesNoTrace() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    alice.chatWith(scene.boris());
    var before = scene.everything();
    scene.later();
    scene.buddyChat().profiles().update(alice.viewer(), change("-", "-", "-", "-"));
    scene.buddyChat().profiles().update(alice.viewer(), change("Alice", "-", "", "-"));
    assertThat(scene.everything()).isEqualTo(before);
  }

  @Test
  default void companionsAndOneselfAreToldOfANewProfile() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    Person clara = scene.clara();
    alice.chatWith(boris);
    boris.chatWith(clara);
    News news = News.since(scene);
    scene.later();
    scene.buddyChat().profiles().update(alice.viewer(), change("Alicia", "-", "-", "-"));
    Event updated = new Event.OfUser(Operation.USER_UPDATED, alice.id());
    news.tells(alice, alice, updated);
    news.tells(boris, alice, updated);
    news.nothing(clara);
  }
}
