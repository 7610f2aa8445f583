package io.buddychat.graphql;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.conversation.PublicGroup;
import io.buddychat.domain.conversation.Visibility;
import io.buddychat.domain.conversation.Welcome;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.user.Viewer;
import io.buddychat.graphql.Nodes.GroupCopyNode;
import io.buddychat.graphql.Nodes.GroupNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How groups meet newcomers: which of them can be found and joined, and what is found there.
final class NewcomerFields {

  private static final int LONGEST_TITLE = 100;

  private final BuddyChat chat;

  NewcomerFields(BuddyChat chat) {
    this.chat = chat;
  }

  /// What newcomers find, in the words of the schema.
  private enum History {
    NONE,
    LAST_N,
    ALL;

    static History of(Welcome welcome) {
      if (welcome.equals(Welcome.NOTHING)) {
        return NONE;
      }
      return welcome.equals(Welcome.EVERYTHING) ? ALL : LAST_N;
    }
  }

  void addTo(Fields fields) {
    fields.root("Query").field("discoverGroups", (root, call) -> discover(call));
    fields.root("Mutation").field("joinGroup", (root, call) -> join(call));
    fields
        .type("UserGroup", GroupNode.class)
        .field("visibility", (node, call) -> node.card().visibility().name())
        .field("history", (node, call) -> History.of(node.card().welcome()).name())
        .field("historyCount", (node, call) -> count(node.card().welcome()));
    fields
        .type("PublicGroup", PublicGroup.class)
        .field("id", (group, call) -> GlobalId.of(NodeType.USER_GROUP, group.id().value()))
        .field("title", (group, call) -> group.title())
        .field("description", (group, call) -> group.description())
        .field("groupImage", (group, call) -> UserFields.orNull(group.image()))
        .field("membersCount", (group, call) -> group.members())
        .field("isMember", (group, call) -> group.joined());
    fields.connectionOf("PublicGroup");
    fields.payload("JoinGroup", List.of("groupCopy"));
  }

  private static @Nullable Integer count(Welcome welcome) {
    return History.of(welcome) == History.LAST_N ? welcome.newest() : null;
  }

  private Connections.Connection discover(Call call) {
    Viewer viewer = call.viewer();
    Optional<String> search = beginning("search", call.optionalText("search"));
    return Connections.connectionBy(
        chat.mailboxes().publicGroups(viewer.user(), search, call.page()),
        group -> Connections.cursor(group.position()),
        group -> group);
  }

  /// How titles are to begin.
  ///
  /// @param field where it was given
  static Optional<String> beginning(String field, Optional<String> given) {
    if (given.filter(NewcomerFields::isTooLong).isPresent()) {
      throw new Failure.InvalidInput(field, "A title has " + LONGEST_TITLE + " characters at most.")
          .asException();
    }
    return given;
  }

  private static boolean isTooLong(String title) {
    return title.codePointCount(0, title.length()) > LONGEST_TITLE;
  }

  private Map<String, Object> join(Call call) {
    Viewer viewer = call.viewer();
    ConversationId group =
        new ConversationId(call.argument("groupId", NodeType.USER_GROUP).major());
    return Map.of("groupCopy", new GroupCopyNode(chat.joinGroup().by(viewer, group)));
  }

  static Optional<Visibility> visibility(Call call) {
    return call.optionalText("visibility").map(Visibility::valueOf);
  }

  static Optional<Welcome> welcome(Call call) {
    Optional<History> history = call.optionalText("history").map(History::valueOf);
    Optional<Integer> count = call.optionalNumber("historyCount");
    if (count.isPresent() != history.equals(Optional.of(History.LAST_N))) {
      throw new Failure.InvalidInput(
              "historyCount", "The count of messages goes with the history LAST_N and no other.")
          .asException();
    }
    return history.map(
        which ->
            switch (which) {
              case NONE -> Welcome.NOTHING;
              case LAST_N -> Welcome.newest(count.orElseThrow());
              case ALL -> Welcome.EVERYTHING;
            });
  }
}
