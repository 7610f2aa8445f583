package io.buddychat.domain.conversation;

import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a command needs to see before it can decide.
///
/// @param family what the conversation must be; empty when either will do
/// @param owner whose copy it must be
/// @param reach whose copies it concerns
/// @param guest somebody who is no owner yet and is to become one; their mailbox is concerned as
///   well, and what they will be given
/// @param ordinal the message it is about
/// @param clientId the sender's own id of a message that may have been sent before
/// @param attachments files that the owner wants to send
public record Scope(
    Optional<Family> family,
    CopyId copy,
    UserId owner,
    Reach reach,
    Optional<UserId> guest,
    OptionalLong ordinal,
    Optional<String> clientId,
    List<AttachmentId> attachments) {

  /// Whose copies a command concerns. The fewer, the less it stands in others' way.
  public enum Reach {
    /// The asking person's own.
    OWNER,
    /// Their own, and that of the sender of the message in question.
    OWNER_AND_SENDER,
    /// All of the conversation.
    EVERYONE
  }

  public static Scope of(Family family, CopyId copy, UserId owner, Reach reach) {
    return new Scope(
        Optional.of(family),
        copy,
        owner,
        reach,
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        List.of());
  }

  static Scope ofAnyFamily(CopyId copy, UserId owner) {
    return new Scope(
        Optional.empty(),
        copy,
        owner,
        Reach.OWNER,
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        List.of());
  }

  /// With somebody who is no owner yet.
  public Scope guest(UserId user) {
    return new Scope(family, copy, owner, reach, Optional.of(user), ordinal, clientId, attachments);
  }

  Scope message(long number) {
    return new Scope(
        family, copy, owner, reach, guest, OptionalLong.of(number), clientId, attachments);
  }

  Scope clientId(Optional<String> id) {
    return new Scope(family, copy, owner, reach, guest, ordinal, id, attachments);
  }

  Scope attachments(List<AttachmentId> ids) {
    return new Scope(family, copy, owner, reach, guest, ordinal, clientId, ids);
  }
}
