package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.Store;
import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.testkit.Person;

/// A file that Alice has sent to her group.
///
/// @param sent her copy of the message
record SharedFile(Circle circle, AttachmentId file, HeldMessage sent) {

  static SharedFile on(Store store) {
    Circle circle = Circle.on(store);
    AttachmentId file = circle.alice().uploads("f", "text");
    return new SharedFile(circle, file, circle.alice().sends(circle.alices(), "Look", file));
  }

  /// All others have let go of it.
  static SharedFile heldByAliceAlone(Store store) {
    SharedFile shared = on(store);
    Circle circle = shared.circle();
    circle.boris().deletes(circle.boris().copyOf(shared.sent()));
    circle.clara().clears(circle.claras());
    shared.isThereFor(circle.alice());
    return shared;
  }

  Person alice() {
    return circle.alice();
  }

  void isThereFor(Person holder) {
    assertThat(holder.opens(file)).contains("text");
  }

  /// Its bytes and its row are nowhere any more.
  void isGone() {
    assertThat(Bytes.of(circle.scene(), file)).isEmpty();
    assertThat(circle.scene().store().attachments().discarded(10)).isEmpty();
    assertThat(alice().attachments(sent)).isEmpty();
    assertThat(circle.boris().opens(file)).isEmpty();
  }
}
