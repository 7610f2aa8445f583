package io.buddychat.graphql;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.chat.OpenChat;
import io.buddychat.domain.chat.SendDirectMessage;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Viewer;
import io.buddychat.graphql.Nodes.ChatNode;
import io.buddychat.graphql.Nodes.ForeignChat;
import io.buddychat.graphql.Nodes.OwnChat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The viewer's own copies of chats.
final class ChatFields {

  private final BuddyChat chat;
  private final ConversationFields conversations;

  ChatFields(BuddyChat chat, ConversationFields conversations) {
    this.chat = chat;
    this.conversations = conversations;
  }

  void addTo(Fields fields) {
    fields
        .root("Query")
        .field("chats", (root, call) -> page(call.viewer().user(), call))
        .field("chat", (root, call) -> own(call.viewer(), call.copy("id", NodeType.CHAT)));
    fields
        .root("Mutation")
        .field("createChat", (root, call) -> open(call))
        .field("createSelfChat", (root, call) -> openSelf(call))
        .field("sendDirectMessage", (root, call) -> send(call))
        .field("deleteChat", (root, call) -> conversations.clear(Wording.CHAT, call))
        .field("setArchiveChat", (root, call) -> archive(call))
        .field("setChatArchived", (root, call) -> archive(call));
    fields
        .type("Chat", ChatNode.class)
        .field("id", (node, call) -> node.id())
        .field("user", (node, call) -> UserFields.loaded(node.owner(), call))
        .field("otherUser", (node, call) -> UserFields.loaded(node.other(), call))
        .field("archived", (node, call) -> held(node).map(h -> h.copy().archived()).orElse(false))
        .field("chatMessages", (node, call) -> messages(node, call))
        .field("chat_messages", (node, call) -> messages(node, call))
        .field("lastMessage", (node, call) -> lastMessage(node, call))
        .field("unreadCount", (node, call) -> held(node).map(HeldConversation::unread).orElse(0L));
    fields.connectionOf("Chat");
    fields.payload("CreateChat", List.of("chat", "otherChat"));
    fields.payload("CreateSelfChat", List.of("chat"));
    fields.payload("SendDirectMessage", List.of("chatMessage", "duplicate"));
    fields.payload("DeleteChat", List.of("success"));
    fields.payload("SetChatArchived", List.of("chat"));
  }

  Connections.Connection page(UserId owner, Call call) {
    return conversations.page(Wording.CHAT, owner, call, OwnChat::new);
  }

  private OwnChat own(Viewer viewer, CopyId copy) {
    return new OwnChat(conversations.own(Wording.CHAT, viewer, copy));
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
    return opened.theirs().map(copy -> new ForeignChat(copy, other, viewer.user())).orElse(null);
  }

  private Map<String, Object> openSelf(Call call) {
    Viewer viewer = call.viewer();
    return Map.of("chat", own(viewer, chat.openChat().with(viewer, viewer.user()).mine()));
  }

  private Map<String, @Nullable Object> send(Call call) {
    Viewer viewer = call.viewer();
    return MessageFields.sent(
        Wording.CHAT,
        chat.sendDirectMessage()
            .to(
                viewer,
                call.user("recipientId"),
                new SendDirectMessage.Draft(
                    call.text("content"),
                    call.optionalText("clientMessageId"),
                    AttachmentFields.ids(call))));
  }

  private Map<String, Object> archive(Call call) {
    return Map.of("chat", new OwnChat(conversations.archive(Wording.CHAT, call)));
  }

  private static Optional<HeldConversation> held(ChatNode node) {
    return switch (node) {
      case OwnChat(var held) -> Optional.of(held);
      case ForeignChat foreign -> Optional.empty();
    };
  }

  private static Object messages(ChatNode node, Call call) {
    return switch (node) {
      case OwnChat own -> ConversationFields.messages(Wording.CHAT, own.copy(), call);
      case ForeignChat foreign -> Connections.EMPTY;
    };
  }

  private static @Nullable Object lastMessage(ChatNode node, Call call) {
    return switch (node) {
      case OwnChat own -> ConversationFields.lastMessage(Wording.CHAT, own.copy(), call);
      case ForeignChat foreign -> null;
    };
  }
}
