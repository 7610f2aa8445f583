package io.buddychat.testkit.contract;

import io.buddychat.domain.core.CopyId;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.util.List;
import java.util.stream.LongStream;

/// Somebody who writes notes to herself: one log, an entry for each.
final class Notes {

  private Notes() {}

  /// Alice, who has opened the chat with herself and written so many notes.
  static Person aliceWithNotes(Scene scene, int count) {
    Person alice = scene.alice();
    CopyId notes = alice.chatWith(alice);
    for (int i = 0; i < count; i++) {
      alice.sends(notes, "Note " + i);
    }
    return alice;
  }

  /// How a [Follower] renders the entries from the one number to the other.
  static List<String> created(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(seq -> seq + (seq == 1 ? " CHAT_CREATED" : " CHAT_MESSAGE_CREATED"))
        .toList();
  }
}
