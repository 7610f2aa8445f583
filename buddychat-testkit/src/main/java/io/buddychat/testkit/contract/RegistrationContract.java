package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.user.Accounts.Registered;
import io.buddychat.domain.user.Accounts.Registration;
import io.buddychat.domain.user.PhoneNumber;
import io.buddychat.domain.user.User;
import io.buddychat.domain.user.UserFilter;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Getting an account: what is kept, what is refused, and how.
public interface RegistrationContract extends FreshStore {

  /// Alice's registration, but for one field.
  private static Registration with(String field, String value) {
    Registration alice = People.ALICE.registration();
    return new Registration(
        field.equals("username") ? value : alice.username(),
        field.equals("email") ? value : alice.email(),
        field.equals("password") ? value : alice.password(),
        field.equals("firstName") ? value : alice.firstName(),
        field.equals("lastName") ? value : alice.lastName(),
        field.equals("countryCode") ? value : alice.countryCode(),
        field.equals("number") ? value : alice.phoneNumber());
  }

  private static Registered registers(Scene scene, Registration registration) {
    return scene.buddyChat().accounts().register(registration);
  }

  private boolean nobodyIsThere() {
    return store().users().search(UserFilter.EVERYBODY, PageRequest.first(1)).items().isEmpty();
  }

  /// Registers, says how that person was kept, and makes room for the next.
  private User kept(Scene scene, String field, String value) {
    User user = registers(scene, with(field, value)).user();
    assertThat(store().users().byId(List.of(user.id()))).containsEntry(user.id(), user);
    store()
        .unitOfWork()
        .execute(
            () -> {
              store().conversations().destroyMailbox(user.id());
              store().users().delete(user.deleted(Scene.BEGINNING));
              return true;
            });
    return user;
  }

  private void refused(Scene scene, String field, String value) {
    Refusals.invalid(field, () -> registers(scene, with(field, value)));
    assertThat(nobodyIsThere()).as("nothing is stored").isTrue();
  }

  @Test
  default void anAccountIsKeptAsItWasGiven() {
    Scene scene = Scene.on(store());
    Registered registered =
        scene
            .buddyChat()
            .accounts()
            .register(
                new Registration(
                    "Alice.1",
                    "Alice@Example.org",
                    People.PASSWORD,
                    "Alice",
                    "Müller",
                    "49",
                    "15550001"));
    User user = registered.user();
    assertThat(user)
        .isEqualTo(
            new User(
                user.id(),
                "Alice.1",
                "Alice@Example.org",
                "Alice",
                "Müller",
                "",
                "",
                Scene.BEGINNING,
                Scene.BEGINNING,
                false));
    PhoneNumber phone = registered.phoneNumber();
    assertThat(phone).isEqualTo(new PhoneNumber(phone.id(), user.id(), "49", "15550001"));
    assertThat(store().users().byId(List.of(user.id()))).containsEntry(user.id(), user);
    assertThat(store().users().phoneNumbers(List.of(user.id())))
        .containsEntry(user.id(), List.of(phone));
    assertThat(store().users().credentials("alice.1").orElseThrow().passwordHash())
        .doesNotContain(People.PASSWORD);
  }

  @Test
  default void userNamesHave4To150LettersDigitsAndSomeSigns() {
    Scene scene = Scene.on(store());
    refused(scene, "username", "");
    refused(scene, "username", "abc");
    refused(scene, "username", "a".repeat(151));
    assertThat(kept(scene, "username", "abcd").username()).isEqualTo("abcd");
    assertThat(kept(scene, "username", "a".repeat(150)).username()).hasSize(150);
    assertThat(kept(scene, "username", "a1@.+-_Z").username()).isEqualTo("a1@.+-_Z");
    assertThat(kept(scene, "username", "Ünïcødé漢字").username()).isEqualTo("Ünïcødé漢字");
    assertThat(
            kept(scene, "username", "\uD835\uDC00\uD835\uDC01\uD835\uDC02\uD835\uDC03").username())
        .as("four letters beyond the first plane")
        .hasSize(8);
    refused(scene, "username", "\uD835\uDC00\uD835\uDC01");
    for (String bad :
        List.of(
            "with space",
            "semi;colon",
            "sla/sh",
            "quo'te",
            "tab\there",
            "new\nline",
            "per%cent",
            "emoji\uD83D\uDE00",
            "zero\u200Bwidth",
            "null\u0000char",
            "half\uD83D",
            "    ",
            "dir\u202Eection",
            "abcd ",
            " abcd")) {
      refused(scene, "username", bad);
    }
  }

  @Test
  default void emailAddressesAreWellFormed() {
    Scene scene = Scene.on(store());
    for (String good :
        List.of(
            "a@b.co",
            "first.last+tag@sub.example.org",
            "o'brien@example.org",
            "x_y-z@ex-ample.org",
            "a".repeat(64) + "@example.org")) {
      assertThat(kept(scene, "email", good).email()).isEqualTo(good);
    }
    for (String bad :
        List.of(
            "",
            "alice",
            "alice@",
            "@example.org",
            "alice@example",
            "alice@@example.org",
            "al ice@example.org",
            ".alice@example.org",
            "alice.@example.org",
            "al..ice@example.org",
            "alice@.org",
            "alice@example..org",
            "alice@-example.org",
            "alice@example-.org",
            "alice@example.org ",
            "alice@example.org\n",
            "alice@example.org\u0000",
            "alice@exam_ple.org",
            "alice@" + "a".repeat(250) + ".org")) {
      refused(scene, "email", bad);
    }
  }

  @Test
  default void passwordsHave8To128CharactersOfThreeKinds() {
    Scene scene = Scene.on(store());
    refused(scene, "password", "");
    refused(scene, "password", "Abcdef1");
    refused(scene, "password", "A1" + "b".repeat(127));
    refused(scene, "password", "abcdefg1");
    refused(scene, "password", "ABCDEFG1");
    refused(scene, "password", "Abcdefgh");
    refused(scene, "password", "Abcdefg1\u0000");
    refused(scene, "password", "Abcdefg1\uDC00");
    assertThat(kept(scene, "password", "Abcdefg1")).isNotNull();
    assertThat(kept(scene, "password", "A1" + "b".repeat(126))).isNotNull();
    assertThat(kept(scene, "password", "Äbcdéfg٣ \uD83D\uDE00")).isNotNull();
  }

  @Test
  default void namesHave2To150Characters() {
    Scene scene = Scene.on(store());
    refused(scene, "firstName", "");
    refused(scene, "firstName", "A");
    refused(scene, "firstName", "a".repeat(151));
    refused(scene, "lastName", "");
    refused(scene, "lastName", "E");
    refused(scene, "lastName", "e".repeat(151));
    refused(scene, "firstName", "      ");
    refused(scene, "lastName", "\u200B\u200B\u200B");
    refused(scene, "firstName", "Al\nice");
    refused(scene, "firstName", "Al\u0000ice");
    refused(scene, "lastName", "Exam\uD83Dple");
    assertThat(kept(scene, "lastName", "Ex").lastName()).isEqualTo("Ex");
    assertThat(kept(scene, "firstName", "a".repeat(150)).firstName()).hasSize(150);
    assertThat(kept(scene, "firstName", "\uD83D\uDE00".repeat(150)).firstName()).hasSize(300);
    assertThat(kept(scene, "lastName", "van der \"X\" <b>").lastName())
        .isEqualTo("van der \"X\" <b>");
  }

  @Test
  default void phoneNumbersHave8To15DigitsAndCountryCodes1To4() {
    Scene scene = Scene.on(store());
    for (String bad :
        List.of(
            "",
            "1234567",
            "1".repeat(16),
            "1234 5678",
            "+12345678",
            "1234567a",
            "١٢٣٤٥٦٧٨",
            "12345678\n")) {
      refused(scene, "number", bad);
    }
    for (String bad : List.of("", "12345", "+49", "4a", " 49", "٤٩")) {
      refused(scene, "countryCode", bad);
    }
    assertThat(kept(scene, "number", "12345678")).isNotNull();
    assertThat(kept(scene, "number", "1".repeat(15))).isNotNull();
    assertThat(kept(scene, "countryCode", "1")).isNotNull();
    assertThat(kept(scene, "countryCode", "0001")).isNotNull();
  }

  @Test
  default void whatSomebodyElseHasIsRefusedAndNothingIsStored() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Registration boris = People.BORIS.registration();
    Refusals.conflict(
        "username",
        () ->
            registers(
                scene,
                new Registration(
                    "ALICE",
                    boris.email(),
                    People.PASSWORD,
                    "Boris",
                    "Example",
                    "49",
                    "15550002")));
    Refusals.conflict(
        "email",
        () ->
            registers(
                scene,
                new Registration(
                    "boris",
                    "ALICE@EXAMPLE.ORG",
                    People.PASSWORD,
                    "Boris",
                    "Example",
                    "49",
                    "15550002")));
    Refusals.conflict(
        "number",
        () ->
            registers(
                scene,
                new Registration(
                    "boris",
                    boris.email(),
                    People.PASSWORD,
                    "Boris",
                    "Example",
                    "49",
                    "15550001")));
    assertThat(store().users().search(UserFilter.EVERYBODY, PageRequest.first(9)).items())
        .containsExactly(alice.profile());
    assertThat(scene.boris().profile().username()).isEqualTo("boris");
  }

  @Test
  default void aRegistrationDoesNotShowItsPassword() {
    assertThat(People.ALICE.registration().toString()).doesNotContain(People.PASSWORD);
  }
}
