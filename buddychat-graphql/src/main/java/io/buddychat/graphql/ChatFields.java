package io.buddychat.graphql;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.chat.OpenChat;
import io.buddychat.domain.conversation.ArchiveConversation;
import io.buddychat.domain.conversation.ClearConversation;
import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.Position;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Viewer;
import io.buddychat.graphql.Nodes.ChatMessageNode;
import io.buddychat.graphql.Nodes.ChatNode;
import io.buddychat.graphql.Nodes.ForeignChat;
import io.buddychat.graphql.Nodes.NotificationNode;
import io.buddychat.graphql.Nodes.OwnChat;
import io.buddychat.graphql.Nodes.UserNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The viewer's copies of chats, and the lists in their mailbox.
final class ChatFields {

  private final BuddyChat chat;

  ChatFields(BuddyChat chat) {
    this.chat = chat;
  }

  void addTo(Fields fields) {
    fields
        .root("Query")
        .field("chats", (root, call) -> page(call.viewer().user(), call))
        .field(
            "chat",
            (root, call) -> {
              Viewer viewer = call.viewer();
              return own(viewer, call.copy("id", NodeType.CHAT));
            })
        .field("notifications", (root, call) -> notifications(call.viewer().user(), call));
    fields
        .root("Mutation")
        .field("createChat", (root, call) -> open(call))
        .field("createSelfChat", (root, call) -> openSelf(call))
        .field("deleteChat", (root, call) -> clear(call))
        .field("setArchiveChat", (root, call) -> archive(call))
        .field("setChatArchived", (root, call) -> archive(call));
    fields
        .type("Chat", ChatNode.class)
        .field("id", (node, call) -> node.id())
        .field("user", (node, call) -> user(node.owner(), call))
        .field("otherUser", (node, call) -> user(node.other(), call))
        .field("archived", (node, call) -> held(node).map(h -> h.copy().archived()).orElse(false))
        .field("chatMessages", (node, call) -> messages(node, call))
        .field("chat_messages", (node, call) -> messages(node, call))
        .field("lastMessage", (node, call) -> lastMessage(node, call))
        .field("unreadCount", (node, call) -> held(node).map(HeldConversation::unread).orElse(0L));
    fields.connectionOf("Chat");
    fields.payload("CreateChat", List.of("chat", "otherChat"));
    fields.payload("CreateSelfChat", List.of("chat"));
    fields.payload("DeleteChat", List.of("success"));
    fields.payload("SetChatArchived", List.of("chat"));
  }

  Connections.Connection page(UserId owner, Call call) {
    return Connections.connection(
        chat.mailboxes()
            .conversations(owner, Family.CHAT, call.optionalFlag("archived"), call.page()),
        HeldConversation::position,
        OwnChat::new);
  }

  Connections.Connection notifications(UserId owner, Call call) {
    return Connections.connection(
        chat.mailboxes().notifications(owner, call.optionalFlag("isRead"), call.page()),
        held -> Position.of(held.copy().seq()),
        NotificationNode::new);
  }

  private OwnChat own(Viewer viewer, CopyId copy) {
    HeldConversation held =
        chat.mailboxes().conversations(viewer.user(), List.of(copy)).get(copy);
    if (held == null || held.conversation().kind().family() != Family.CHAT) {
      throw Failure.notFound(NodeType.CHAT.noun()).asException();
    }
    return new OwnChat(held);
  }

  private Map<String, @Nullable Object> open(Call call) {
    Viewer viewer = call.viewer();
    UserId other = call.user("otherUserId");
    OpenChat.Opened opened = chat.openChat().with(viewer, other);
    Map<String, @Nullable Object> answer = new HashMap<>();
    answer.put("chat", own(viewer, opened.mine()));
    answer.put("otherChat", theirs(viewer, other, opened));
    return answer;
  }

  private @Nullable ChatNode theirs(Viewer viewer, UserId other, OpenChat.Opened opened) {
    if (other.equals(viewer.user())) {
      return own(viewer, opened.mine());
    }
    return opened
        .theirs()
        .map(copy -> new ForeignChat(copy, other, viewer.user()))
        .orElse(null);
  }

  private Map<String, Object> openSelf(Call call) {
    Viewer viewer = call.viewer();
    return Map.of("chat", own(viewer, chat.openChat().with(viewer, viewer.user()).mine()));
  }

  private Map<String, Object> clear(Call call) {
    Viewer viewer = call.viewer();
    chat.handle(
        new ClearConversation(viewer, Family.CHAT, call.copy("chatId", NodeType.CHAT)));
    return Map.of("success", true);
  }

  private Map<String, Object> archive(Call call) {
    Viewer viewer = call.viewer();
    CopyId copy = call.copy("chatId", NodeType.CHAT);
    HeldConversation held =
        chat.handle(
            new ArchiveConversation(viewer, Family.CHAT, copy, call.flag("archived")));
    return Map.of("chat", new OwnChat(held));
  }

  private static Object user(UserId id, Call call) {
    return call.load(Loaders.USERS, id)
        .thenApply(
            user -> new UserNode(user.orElseThrow(() -> Failure.notFound("user").asException())));
  }

  private static Optional<HeldConversation> held(ChatNode node) {
    return switch (node) {
      case OwnChat(var held) -> Optional.of(held);
      case ForeignChat foreign -> Optional.empty();
    };
  }

  private static Object messages(ChatNode node, Call call) {
    return switch (node) {
      case OwnChat own ->
          call.load(Loaders.MESSAGES, new Loaders.MessagePage(own.copy(), call.page()))
              .thenApply(
                  page ->
                      Connections.connection(
                          page,
                          held -> Position.of(held.message().ordinal()),
                          ChatMessageNode::new));
      case ForeignChat foreign -> Connections.EMPTY;
    };
  }

  private static @Nullable Object lastMessage(ChatNode node, Call call) {
    return switch (node) {
      case OwnChat own ->
          call.load(Loaders.LAST_MESSAGES, own.copy())
              .thenApply(held -> held.map(ChatMessageNode::new).orElse(null));
      case ForeignChat foreign -> null;
    };
  }
}
