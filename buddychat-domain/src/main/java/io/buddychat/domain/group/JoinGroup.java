package io.buddychat.domain.group;

import io.buddychat.domain.conversation.Announcing;
import io.buddychat.domain.conversation.Card;
import io.buddychat.domain.conversation.Changes;
import io.buddychat.domain.conversation.Command;
import io.buddychat.domain.conversation.Conversations;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.Lobby;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.Ids;
import io.buddychat.domain.core.Time;
import io.buddychat.domain.user.Viewer;
import java.time.Instant;
import java.util.Optional;

/// Comes into a public group unasked. Who is a member already keeps their copy, and nothing
/// happens.
///
/// A private group is to somebody who is no member as if it did not exist. Whom an admin has
/// removed can come back only when an admin makes them a member again.
public final class JoinGroup {

  private final Conversations conversations;
  private final Announcing announcing;
  private final Ids ids;
  private final Time time;
  private final int mostMembers;

  /// @param mostMembers how many members a group may have
  public JoinGroup(
      Conversations conversations, Announcing announcing, Ids ids, Time time, int mostMembers) {
    this.conversations = conversations;
    this.announcing = announcing;
    this.ids = ids;
    this.time = time;
    this.mostMembers = mostMembers;
  }

  /// Joins the group.
  ///
  /// @return the person's own copy
  public HeldConversation by(Viewer viewer, ConversationId group) {
    return announcing
        .execute(
            () -> {
              Command.Decision<HeldConversation> decision =
                  conversations
                      .lobby(group, viewer.user())
                      .map(lobby -> decide(viewer, lobby))
                      .orElseThrow(JoinGroup::noSuchGroup);
              if (!decision.changes().isEmpty()) {
                conversations.write(decision.changes());
              }
              return decision;
            })
        .answer();
  }

  private Command.Decision<HeldConversation> decide(Viewer viewer, Lobby lobby) {
    Optional<Copy> own =
        lobby.copies().stream().filter(copy -> copy.owner().equals(viewer.user())).findFirst();
    if (own.isPresent()) {
      return new Command.Decision<>(Changes.none(), new HeldConversation(own.get(), lobby.group()));
    }
    if (!lobby.group().card().filter(Card::isPublic).isPresent()) {
      throw noSuchGroup();
    }
    if (lobby.banned()) {
      throw new Failure.Forbidden(
              "You were removed from this group; an admin can make you a member again.")
          .asException();
    }
    Instant now = time.now();
    return new Membership(lobby.group(), lobby.copies(), lobby.past(), mostMembers)
        .begins(
            viewer.user(),
            viewer.user(),
            now,
            ids,
            new Changes.Builder(lobby.heads(), now, Optional.of(viewer.session())));
  }

  private static RuntimeException noSuchGroup() {
    return Failure.notFound("group").asException();
  }
}
