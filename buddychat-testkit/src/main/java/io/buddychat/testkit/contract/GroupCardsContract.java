package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.Card;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.group.CreateGroup;
import io.buddychat.domain.group.UpdateGroup;
import io.buddychat.testkit.Person;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a group shows of itself: its title, what it is about, its picture.
public interface GroupCardsContract extends FreshStore {

  /// A dash stands for nothing given.
  private static Optional<String> given(String text) {
    return Optional.of(text).filter(some -> !some.equals("-"));
  }

  private static Card updated(
      Person person, CopyId group, String title, String description, String image) {
    return person
        .scene()
        .buddyChat()
        .handle(
            new UpdateGroup(person.viewer(), group, given(title), given(description), given(image)))
        .conversation()
        .card()
        .orElseThrow();
  }

  private static CopyId created(Person person, String title, String description, String image) {
    return person
        .scene()
        .buddyChat()
        .createGroup()
        .by(
            person.viewer(),
            new CreateGroup.Draft(title, given(description), given(image), List.of()))
        .copy()
        .id();
  }

  @Test
  default void aCardIsKeptAsItIsGivenAndChangedInPart() {
    Circle circle = Circle.on(store());
    Person clara = circle.clara();
    CopyId chess = created(clara, "  Chess \uD83D\uDE00 <b>  ", "Tuesdays, \"8 pm\"\n", "c.png");
    var made = circle.scene().now();
    Card card = clara.sees(chess).conversation().card().orElseThrow();
    assertThat(card)
        .isEqualTo(
            new Card("Chess \uD83D\uDE00 <b>", "Tuesdays, \"8 pm\"\n", "c.png", clara.id(), made));
    var at = circle.scene().later();
    assertThat(updated(clara, chess, "Go", "-", "-"))
        .isEqualTo(new Card("Go", card.description(), "c.png", clara.id(), at));
    at = circle.scene().later();
    assertThat(updated(clara, chess, "-", "On Wednesdays", "-"))
        .isEqualTo(new Card("Go", "On Wednesdays", "c.png", clara.id(), at));
    at = circle.scene().later();
    assertThat(updated(clara, chess, "-", "-", ""))
        .isEqualTo(new Card("Go", "On Wednesdays", "", clara.id(), at));
    circle.scene().later();
    assertThat(updated(clara, chess, "-", "-", "-").updatedAt()).isEqualTo(at);
    assertThat(clara.sees(chess).conversation().card().orElseThrow().updatedAt()).isEqualTo(at);
  }

  @Test
  default void titlesHave2To100CharactersAndDescriptions10To500() {
    Circle circle = Circle.on(store());
    String emoji = "\uD83D\uDE00";
    for (String title : List.of("Go", emoji.repeat(2), "t".repeat(100), emoji.repeat(100))) {
      assertThat(updated(circle.alice(), circle.alices(), title, "-", "-").title())
          .isEqualTo(title);
    }
    for (String description : List.of("d".repeat(10), emoji.repeat(500))) {
      assertThat(updated(circle.alice(), circle.alices(), "-", description, "-").description())
          .isEqualTo(description);
    }
    for (String title :
        List.of(
            "", "t", " t ", "    ", "\u200B\u200B\u200B", "t".repeat(101), "t\u0000t", "t\uD83D")) {
      refused(circle, "title", title, "-", "-");
    }
    for (String description :
        List.of("", "d".repeat(9), "d".repeat(501), "zero \u0000 character")) {
      refused(circle, "description", "Tea", description, "-");
    }
    refused(circle, "groupImage", "Tea", "-", "i".repeat(2049));
  }

  private static void refused(
      Circle circle, String field, String title, String description, String image) {
    assertThat(
            Refusals.refusedInVain(
                    circle.scene(),
                    Failure.InvalidInput.class,
                    () -> updated(circle.alice(), circle.alices(), title, description, image))
                .field())
        .isEqualTo(field);
    assertThat(
            Refusals.refusedInVain(
                    circle.scene(),
                    Failure.InvalidInput.class,
                    () -> assertThat(created(circle.alice(), title, description, image)).isNull())
                .field())
        .isEqualTo(field);
  }
}
