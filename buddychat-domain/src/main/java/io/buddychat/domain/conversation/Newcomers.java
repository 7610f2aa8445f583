package io.buddychat.domain.conversation;

import io.buddychat.domain.core.MessageCopyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Gives a newcomer copies of what was said before.
///
/// They are copies like all others, older than whatever comes after. They are read already, and no
/// notification comes with them, also with those of somebody who was a member before and gets their
/// own messages back. In the newcomer's log each is one entry "created", told after the coming
/// itself and in the order of the messages.
public final class Newcomers {

  private Newcomers() {}

  /// @param past oldest first
  public static void give(List<Message> past, Copy newcomer, Instant now, Changes.Builder changes) {
    for (Message message : past) {
      changes.change(message.given());
      changes.deliver(
          new MessageCopy(
              new MessageCopyId(newcomer.id(), message.ordinal()),
              newcomer.owner(),
              message.id(),
              false,
              0,
              Optional.of(now),
              Optional.empty()));
    }
  }
}
