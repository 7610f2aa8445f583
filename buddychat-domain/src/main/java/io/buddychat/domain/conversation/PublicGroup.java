package io.buddychat.domain.conversation;

import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.Position;

/// What a public group shows of itself to everybody: nothing of who is in it or what is said.
///
/// @param image empty when there is none
/// @param members how many there are
/// @param joined whether the person who looks is one of them
public record PublicGroup(
    ConversationId id,
    String title,
    String description,
    String image,
    long members,
    boolean joined) {

  /// Where it stands in the list of all: the newest group first.
  public Position position() {
    return Position.of(id.value());
  }
}
