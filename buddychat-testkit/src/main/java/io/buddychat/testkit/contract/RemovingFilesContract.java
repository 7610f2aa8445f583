package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.buddychat.domain.attachment.Attachment;
import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.attachment.Uploads;
import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.UnsendMessage;
import io.buddychat.domain.core.Failure;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Files go with the last copy of their message, or when they are not sent; and whatever a crash
/// falls between, nothing stays for ever.
public interface RemovingFilesContract extends FreshStore {

  @Test
  default void unsendingRemovesTheBytes() {
    SharedFile shared = SharedFile.on(store());
    shared.alice().unsends(shared.sent().copy().id());
    shared.isGone();
  }

  @Test
  default void theLastHoldersDeletingRemovesTheBytes() {
    SharedFile shared = SharedFile.heldByAliceAlone(store());
    shared.alice().deletes(shared.sent().copy().id());
    shared.isGone();
  }

  @Test
  default void theLastHoldersClearingRemovesTheBytes() {
    SharedFile shared = SharedFile.heldByAliceAlone(store());
    AttachmentId waiting = shared.alice().uploads("f", "waiting");
    shared.alice().clears(shared.circle().alices());
    shared.isGone();
    assertThat(shared.alice().opens(waiting)).contains("waiting");
  }

  @Test
  default void theLastHoldersLeavingRemovesTheBytes() {
    SharedFile shared = SharedFile.heldByAliceAlone(store());
    shared.alice().groups().leaves(shared.circle().alices());
    shared.isGone();
  }

  @Test
  default void removingTheLastHolderRemovesTheBytes() {
    SharedFile shared = SharedFile.on(store());
    Circle circle = shared.circle();
    shared.alice().deletes(shared.sent().copy().id());
    circle.clara().clears(circle.claras());
    shared.isThereFor(circle.boris());
    shared.alice().groups().removes(circle.alices(), circle.borises());
    shared.isGone();
  }

  @Test
  default void removingTheGroupRemovesTheBytes() {
    SharedFile shared = SharedFile.on(store());
    shared.alice().groups().removesForGood(shared.circle().alices());
    shared.isGone();
  }

  @Test
  default void theLastHoldersAccountTakesTheBytesWithIt() {
    SharedFile shared = SharedFile.heldByAliceAlone(store());
    shared.alice().leavesForGood();
    shared.isGone();
  }

  @Test
  default void theBytesStayWhileSomebodyHoldsACopy() {
    SharedFile shared = SharedFile.on(store());
    Circle circle = shared.circle();
    shared.alice().deletes(shared.sent().copy().id());
    shared.alice().groups().leaves(circle.alices());
    shared.alice().leavesForGood();
    circle.clara().clears(circle.claras());
    circle.scene().clock().advance(Uploads.PATIENCE.multipliedBy(2));
    circle.scene().buddyChat().sweep().run();
    shared.isThereFor(circle.boris());
    circle.boris().deletes(circle.boris().copyOf(shared.sent()));
    shared.isGone();
  }

  @Test
  default void otherFilesStay() {
    SharedFile shared = SharedFile.on(store());
    Circle circle = shared.circle();
    AttachmentId other = shared.alice().uploads("f", "other");
    AttachmentId waiting = shared.alice().uploads("f", "waiting");
    HeldMessage kept = shared.alice().sends(circle.alices(), "Keep", other);
    shared.alice().unsends(shared.sent().copy().id());
    circle.boris().clears(circle.borises());
    shared.isGone();
    assertThat(circle.clara().opens(other)).contains("other");
    assertThat(circle.clara().attachments(kept)).hasSize(1);
    assertThat(shared.alice().opens(waiting)).contains("waiting");
  }

  @Test
  default void whatIsNotSentWithinADayGoes() {
    Talk talk = Talk.on(store());
    AttachmentId sent = talk.alice().uploads("f", "sent");
    AttachmentId waiting = talk.alice().uploads("f", "waiting");
    talk.alice().sends(talk.alices(), "Look", sent);
    talk.scene().clock().advance(Uploads.PATIENCE.minusMillis(1));
    talk.scene().buddyChat().sweep().run();
    assertThat(talk.alice().opens(waiting)).contains("waiting");
    talk.scene().clock().advance(Uploads.PATIENCE);
    talk.scene().buddyChat().sweep().run();
    assertThat(talk.alice().opens(waiting)).isEmpty();
    assertThat(Bytes.of(talk.scene(), waiting)).isEmpty();
    assertThat(talk.alice().opens(sent)).contains("sent");
    Refusals.refusedInVain(
        talk.scene(),
        Failure.NotFound.class,
        () -> talk.alice().sends(talk.alices(), "Look", waiting));
    assertThat(store().attachments().waiting(talk.alice().id())).isZero();
  }

  /// Between the two steps of a sweep, or when the second one fails.
  @Test
  default void whatHasExpiredIsNeitherSeenNorSentWhileItsBytesAreStillThere() {
    Talk talk = Talk.on(store());
    AttachmentId waiting = talk.alice().uploads("f", "waiting");
    expire(talk.scene().now().plus(Uploads.PATIENCE));
    assertThat(talk.alice().opens(waiting)).isEmpty();
    Refusals.refusedInVain(
        talk.scene(),
        Failure.NotFound.class,
        () -> talk.alice().sends(talk.alices(), "Look", waiting));
    assertThat(store().attachments().discarded(10)).containsExactly(waiting);
  }

  private void expire(Instant now) {
    store()
        .unitOfWork()
        .execute(
            () -> {
              store().attachments().expire(now);
              return now;
            });
  }

  @Test
  default void whatACrashLeavesIsNeitherSeenNorSentAndGoesInTime() throws Exception {
    Talk talk = Talk.on(store());
    Attachment begun = begun(talk.alice(), 777_001);
    Attachment kept = begun(talk.alice(), 777_002);
    talk.scene().blobs().put(kept.id(), Bytes.stream("all of it"));
    for (Attachment each : List.of(begun, kept)) {
      assertThat(talk.alice().opens(each.id())).isEmpty();
      Refusals.refusedInVain(
          talk.scene(),
          Failure.NotFound.class,
          () -> talk.alice().sends(talk.alices(), "Look", each.id()));
    }
    talk.scene().buddyChat().sweep().run();
    assertThat(Bytes.of(talk.scene(), kept.id())).as("it may still be coming").isPresent();
    talk.scene().clock().advance(Uploads.PATIENCE);
    talk.scene().buddyChat().sweep().run();
    assertThat(Bytes.of(talk.scene(), kept.id())).isEmpty();
    assertThat(store().attachments().waiting(talk.alice().id())).isZero();
    assertThat(store().attachments().complete(kept.id(), 9)).as("too late").isFalse();
  }

  private Attachment begun(Person uploader, long id) {
    Attachment begun =
        new Attachment(
            new AttachmentId(id),
            uploader.id(),
            Optional.empty(),
            0,
            "f",
            "text/plain",
            0,
            uploader.now());
    store().attachments().begin(begun, uploader.now().plus(Uploads.PATIENCE));
    return begun;
  }

  @Test
  default void aCrashBeforeTheBytesAreRemovedIsMadeGood() throws Exception {
    Talk talk = Talk.on(store());
    AttachmentId file = talk.alice().uploads("f", "text");
    HeldMessage sent = talk.alice().sends(talk.alices(), "Look", file);
    Scene broken =
        Scene.on(store(), new FaultyBlobs(), settings -> settings.clock(talk.scene().clock()));
    broken
        .buddyChat()
        .handle(new UnsendMessage(talk.alice().viewer(), Family.CHAT, sent.copy().id()));
    assertThat(Bytes.of(talk.scene(), file)).as("the bytes could not be removed").isPresent();
    assertThat(talk.boris().opens(file)).isEmpty();
    assertThatThrownBy(() -> broken.buddyChat().sweep().run()).hasMessageContaining("faulty");
    talk.scene().buddyChat().sweep().run();
    assertThat(Bytes.of(talk.scene(), file)).isEmpty();
    assertThat(store().attachments().discarded(10)).isEmpty();
  }

  @Test
  default void aFileThatDoesNotGoKeepsNoOtherFromGoing() {
    Talk talk = Talk.on(store());
    AttachmentId first = talk.alice().uploads("f", "first");
    AttachmentId stuck = talk.alice().uploads("f", "stuck");
    AttachmentId last = talk.alice().uploads("f", "last");
    HeldMessage sent =
        talk.alice()
            .sends(talk.alices(), "Look", Optional.empty(), List.of(first, stuck, last))
            .message()
            .orElseThrow();
    Scene broken =
        Scene.on(
            store(),
            FaultyBlobs.thatKeep(stuck, talk.scene().blobs()),
            settings -> settings.clock(talk.scene().clock()));
    broken
        .buddyChat()
        .handle(new UnsendMessage(talk.alice().viewer(), Family.CHAT, sent.copy().id()));
    assertThat(Bytes.of(talk.scene(), first)).isEmpty();
    assertThat(Bytes.of(talk.scene(), last)).isEmpty();
    assertThat(store().attachments().discarded(10)).containsExactly(stuck);
    assertThatThrownBy(() -> broken.buddyChat().sweep().run()).hasMessageContaining("faulty");
    talk.scene().buddyChat().sweep().run();
    assertThat(store().attachments().discarded(10)).isEmpty();
  }

  @Test
  default void anUploadThatBreaksOffLeavesNothing() {
    Talk talk = Talk.on(store());
    Scene small =
        Scene.on(
            store(),
            talk.scene().blobs(),
            settings -> settings.clock(talk.scene().clock()).mostAttachmentBytes(4));
    Uploads uploads = small.buddyChat().uploads();
    Failure.TooLarge refusal =
        Refusals.refused(
            Failure.TooLarge.class,
            () -> uploads.upload(talk.alice().viewer(), "f", "text/plain", Bytes.stream("12345")));
    assertThat(refusal.field()).isEqualTo("file");
    assertThat(store().attachments().waiting(talk.alice().id())).isZero();
    assertThat(
            uploads.upload(talk.alice().viewer(), "f", "text/plain", Bytes.stream("1234")).size())
        .isEqualTo(4);
    assertThat(store().attachments().waiting(talk.alice().id())).isEqualTo(1);
  }

  @Test
  default void atMostAHundredFilesWait() {
    Talk talk = Talk.on(store());
    AttachmentId first = talk.alice().uploads("f", "text");
    for (int i = 1; i < Uploads.MOST_WAITING; i++) {
      talk.alice().uploads("f", "text");
    }
    Refusals.conflict("file", () -> talk.alice().uploads("f", "one more"));
    assertThat(talk.boris().uploads("f", "others may")).isNotNull();
    talk.alice().sends(talk.alices(), "Look", first);
    assertThat(talk.alice().uploads("f", "now there is room")).isNotNull();
    Refusals.conflict("file", () -> talk.alice().uploads("f", "one more"));
    talk.scene().clock().advance(Uploads.PATIENCE);
    talk.scene().buddyChat().sweep().run();
    assertThat(store().attachments().waiting(talk.alice().id())).isZero();
    assertThat(talk.alice().uploads("f", "now there is room")).isNotNull();
  }

  @Test
  default void anAccountTakesItsUnsentFilesWithIt() {
    Talk talk = Talk.on(store());
    AttachmentId waiting = talk.alice().uploads("f", "waiting");
    AttachmentId sent = talk.alice().uploads("f", "sent");
    AttachmentId ofOthers = talk.boris().uploads("f", "of others");
    HeldMessage message = talk.alice().sends(talk.alices(), "Look", sent);
    talk.alice().leavesForGood();
    assertThat(Bytes.of(talk.scene(), waiting)).isEmpty();
    assertThat(talk.boris().opens(ofOthers)).contains("of others");
    assertThat(talk.boris().opens(sent)).contains("sent");
    Refusals.refused(Failure.Unauthenticated.class, () -> talk.alice().uploads("f", "too late"));
    talk.boris().deletes(talk.boris().copyOf(message));
    assertThat(Bytes.of(talk.scene(), sent)).isEmpty();
  }

  /// Whoever takes it in finds the account gone, and removes it; if they crash, its time comes.
  @Test
  default void whatIsStillComingWhenTheAccountEndsIsLeftToItsTime() {
    Talk talk = Talk.on(store());
    Attachment begun = begun(talk.alice(), 777_001);
    talk.alice().leavesForGood();
    assertThat(store().attachments().discarded(10)).isEmpty();
    expire(talk.scene().now().plus(Uploads.PATIENCE));
    assertThat(store().attachments().discarded(10)).containsExactly(begun.id());
  }
}
