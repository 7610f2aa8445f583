package io.buddychat.testkit.contract;

import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.Scope;
import io.buddychat.domain.core.CopyId;
import io.buddychat.testkit.Person;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What commands ask to see, without the commands.
final class Scopes {

  private Scopes() {}

  /// A chat.
  static Scope scope(Person owner, CopyId copy, Scope.Reach reach) {
    return new Scope(
        Optional.of(Family.CHAT),
        copy,
        owner.id(),
        reach,
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        List.of());
  }

  /// A message in that chat.
  static Scope about(HeldMessage message, Scope chat) {
    return new Scope(
        chat.family(),
        chat.copy(),
        chat.owner(),
        chat.reach(),
        chat.guest(),
        OptionalLong.of(message.message().ordinal()),
        Optional.empty(),
        List.of());
  }

  /// What was sent in that chat under this id before.
  static Scope under(String clientId, Scope chat) {
    return new Scope(
        chat.family(),
        chat.copy(),
        chat.owner(),
        chat.reach(),
        chat.guest(),
        OptionalLong.empty(),
        Optional.of(clientId),
        List.of());
  }
}
