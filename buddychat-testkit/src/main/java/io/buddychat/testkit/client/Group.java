package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// One's own copy of a group.
///
/// @param groupId what all members have in common
/// @param description empty when there is none
/// @param admin whether one may change the group and its members
/// @param lastMessage the newest that one holds
public record Group(
    String id,
    String groupId,
    String title,
    String description,
    Optional<String> image,
    int membersCount,
    boolean admin,
    boolean archived,
    int unreadCount,
    Optional<MessageCopy> lastMessage)
    implements Conversation {

  static final String FIELDS =
      """
      { id archived: isArchived unreadCount lastMessage %s
        member { isAdmin group { id title description groupImage membersCount } } }
      """
          .formatted(Kind.GROUP.messageFields());

  static Group of(JsonNode copy) {
    JsonNode group = copy.at("/member/group");
    return new Group(
        Json.text(copy, "id"),
        Json.text(group, "id"),
        Json.text(group, "title"),
        Json.text(group, "description"),
        Json.maybeText(group, "groupImage"),
        group.path("membersCount").asInt(),
        copy.at("/member/isAdmin").asBoolean(),
        copy.path("archived").asBoolean(),
        copy.path("unreadCount").asInt(),
        Json.maybe(copy, "lastMessage", message -> MessageCopy.of(Kind.GROUP, message)));
  }

  @Override
  public Kind kind() {
    return Kind.GROUP;
  }
}
