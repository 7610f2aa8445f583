package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.attachment.Attachment;
import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.SendMessage;
import io.buddychat.domain.core.BuddyChatException;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.testkit.Person;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Files that are sent with messages: who may send one, and who may see it.
public interface SendingFilesContract extends FreshStore {

  private static List<AttachmentId> uploads(Person person, int count) {
    return IntStream.range(0, count).mapToObj(i -> person.uploads("f" + i, "text " + i)).toList();
  }

  private static SendMessage.Sent sends(Talk talk, String key, AttachmentId... files) {
    return talk.alice().sends(talk.alices(), "Look", Optional.of(key), List.of(files));
  }

  @Test
  default void everyHolderOfTheMessageSeesWhatCameWithItInOrder() {
    Circle circle = Circle.on(store());
    List<AttachmentId> files = new ArrayList<>(uploads(circle.alice(), 3));
    Collections.reverse(files);
    HeldMessage sent =
        circle.alice().sends(circle.alices(), "Look", files.toArray(AttachmentId[]::new));
    HeldMessage plain = circle.alice().sends(circle.alices(), "No file");
    for (Person member : List.of(circle.alice(), circle.boris(), circle.clara())) {
      assertThat(member.attachments(sent)).extracting(Attachment::id).isEqualTo(files);
      assertThat(member.opens(files.get(0))).contains("text 2");
      assertThat(member.attachments(plain)).isEmpty();
    }
    Attachment first = circle.boris().attachments(sent).get(0);
    assertThat(first.name()).isEqualTo("f2");
    assertThat(first.contentType()).isEqualTo("text/plain");
    assertThat(first.size()).isEqualTo(6);
    assertThat(first.message()).contains(sent.message().id());
    assertThat(first.uploadedAt()).isEqualTo(circle.scene().now());
  }

  @Test
  default void whoHoldsNoCopySeesNothing() {
    Circle circle = Circle.on(store());
    AttachmentId file = circle.alice().uploads("f", "secret");
    assertThat(circle.alice().opens(file)).as("not sent yet").contains("secret");
    assertThat(circle.boris().opens(file)).as("not sent yet").isEmpty();
    HeldMessage sent = circle.alice().sends(circle.alices(), "Look", file);
    assertThat(circle.david().opens(file)).isEmpty();
    assertThat(circle.david().attachments(sent)).isEmpty();
    CopyId late = circle.alice().groups().adds(circle.alices(), circle.david().id());
    assertThat(circle.david().opens(file)).as("a newcomer's copy begins empty").isEmpty();
    circle.david().groups().leaves(late);
    circle.boris().deletes(circle.boris().copyOf(sent));
    assertThat(circle.boris().opens(file)).isEmpty();
    assertThat(circle.boris().attachments(sent)).isEmpty();
    circle.clara().groups().leaves(circle.claras());
    assertThat(circle.clara().opens(file)).isEmpty();
    circle.alice().clears(circle.alices());
    assertThat(circle.alice().opens(file)).as("nobody holds it any more").isEmpty();
    assertThat(circle.alice().attachments(sent)).isEmpty();
  }

  @Test
  default void editingKeepsAttachments() {
    Talk talk = Talk.on(store());
    AttachmentId file = talk.alice().uploads("f", "text");
    HeldMessage sent = talk.alice().sends(talk.alices(), "Look", file);
    HeldMessage edited = talk.alice().edits(sent.copy().id(), "Look here");
    assertThat(talk.boris().attachments(edited)).extracting(Attachment::id).containsExactly(file);
  }

  @Test
  default void anAttachmentIsSentOnceAndByItsUploader() {
    Talk talk = Talk.on(store());
    AttachmentId file = talk.alice().uploads("f", "text");
    Refusals.refusedInVain(
        talk.scene(),
        Failure.NotFound.class,
        () -> talk.boris().sends(talk.borises(), "Mine", file));
    HeldMessage sent = talk.alice().sends(talk.alices(), "Look", file);
    Failure.Conflict refusal =
        Refusals.refusedInVain(
            talk.scene(),
            Failure.Conflict.class,
            () -> talk.alice().sends(talk.alices(), "Again", file));
    assertThat(refusal.field()).contains("attachmentIds");
    Refusals.refusedInVain(
        talk.scene(),
        Failure.NotFound.class,
        () -> talk.boris().sends(talk.borises(), "Mine", file));
    talk.alice().unsends(sent.copy().id());
    Refusals.refusedInVain(
        talk.scene(),
        Failure.NotFound.class,
        () -> talk.alice().sends(talk.alices(), "Again", file));
  }

  @Test
  default void oneBadIdRefusesTheWholeMessage() {
    Talk talk = Talk.on(store());
    AttachmentId good = talk.alice().uploads("f", "text");
    Refusals.refusedInVain(
        talk.scene(),
        Failure.NotFound.class,
        () -> talk.alice().sends(talk.alices(), "Look", good, new AttachmentId(987_654)));
    assertThat(talk.alice().sends(talk.alices(), "Look", good)).isNotNull();
  }

  @Test
  default void aMessageHasAtMostTenAttachmentsAllDifferent() {
    Talk talk = Talk.on(store());
    AttachmentId[] files = uploads(talk.alice(), 11).toArray(AttachmentId[]::new);
    Refusals.invalid("attachmentIds", () -> talk.alice().sends(talk.alices(), "Look", files));
    Refusals.invalid(
        "attachmentIds", () -> talk.alice().sends(talk.alices(), "Look", files[0], files[0]));
    Refusals.invalid("content", () -> talk.alice().sends(talk.alices(), " ", files[0]));
    AttachmentId[] ten = List.of(files).subList(0, 10).toArray(AttachmentId[]::new);
    assertThat(talk.boris().attachments(talk.alice().sends(talk.alices(), "Look", ten)))
        .extracting(Attachment::id)
        .containsExactly(ten);
  }

  @Test
  default void theSameAgainGivesTheFirstResultAndOtherFilesAreAConflict() {
    Talk talk = Talk.on(store());
    AttachmentId one = talk.alice().uploads("f", "text");
    AttachmentId two = talk.alice().uploads("f", "text");
    SendMessage.Sent first = sends(talk, "key", one);
    assertThat(sends(talk, "key", one)).isEqualTo(new SendMessage.Sent(first.message(), true));
    for (AttachmentId[] other : new AttachmentId[][] {{}, {two}, {one, two}}) {
      Failure.Conflict refusal =
          Refusals.refusedInVain(
              talk.scene(), Failure.Conflict.class, () -> sends(talk, "key", other));
      assertThat(refusal.field()).contains("clientMessageId");
    }
    assertThat(talk.alice().opens(two)).as("what was refused is not used up").contains("text");
  }

  @Test
  default void ofTwoMessagesWithTheSameFileAtOnceExactlyOneIsSent() {
    Talk talk = Talk.on(store());
    CopyId notes = talk.alice().chatWith(talk.alice());
    for (int round = 0; round < 5; round++) {
      AttachmentId file = talk.alice().uploads("f", "text");
      List<Callable<HeldMessage>> both =
          List.of(
              () -> talk.alice().sends(talk.alices(), "Look", file),
              () -> talk.alice().sends(notes, "Look", file));
      List<AtOnce.Outcome<HeldMessage>> outcomes = AtOnce.outcomes(both);
      assertThat(outcomes).filteredOn(each -> each.result().isPresent()).hasSize(1);
      Throwable thrown =
          outcomes.stream().flatMap(each -> each.thrown().stream()).findFirst().orElseThrow();
      assertThat(((BuddyChatException) thrown).failure()).isInstanceOf(Failure.Conflict.class);
    }
    assertThat(talk.alice().messages(talk.alices()).size() + talk.alice().messages(notes).size())
        .isEqualTo(5);
  }
}
