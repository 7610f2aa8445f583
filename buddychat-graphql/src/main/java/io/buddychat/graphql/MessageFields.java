package io.buddychat.graphql;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.conversation.DeleteMessage;
import io.buddychat.domain.conversation.EditMessage;
import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.NoticeMessage;
import io.buddychat.domain.conversation.ReadMessage;
import io.buddychat.domain.conversation.SendMessage;
import io.buddychat.domain.conversation.UnsendMessage;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.user.Viewer;
import io.buddychat.graphql.Nodes.ChatMessageNode;
import io.buddychat.graphql.Nodes.MessageNode;
import io.buddychat.graphql.Nodes.NotificationNode;
import io.buddychat.graphql.Nodes.OwnChat;
import io.buddychat.graphql.Nodes.UserNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Messages in chats, and the notifications of them.
final class MessageFields {

  private final BuddyChat chat;

  MessageFields(BuddyChat chat) {
    this.chat = chat;
  }

  void addTo(Fields fields) {
    fields
        .root("Mutation")
        .field("createChatMessage", (root, call) -> send(call))
        .field("updateChatMessage", (root, call) -> edit(call))
        .field("deleteChatMessage", (root, call) -> delete(call))
        .field("unsendChatMessage", (root, call) -> unsend(call))
        .field("setChatMessageAsRead", (root, call) -> read(call))
        .field("setNotificationRead", (root, call) -> notice(call));
    fields
        .type("ChatMessage", ChatMessageNode.class)
        .field("id", (node, call) -> node.id())
        .field("message", (node, call) -> new MessageNode(node.held()))
        .field("chat", (node, call) -> chatOf(node.held(), call))
        .field("readAt", (node, call) -> time(node.held().copy().readAt()));
    fields
        .type("Message", MessageNode.class)
        .field("id", (node, call) -> node.id())
        .field("content", (node, call) -> node.held().message().content())
        .field("readAt", (node, call) -> time(node.held().message().readAt()))
        .field("sender", (node, call) -> sender(node.held(), call))
        .field("date", (node, call) -> Scalars.dateTime(node.held().message().sentAt()))
        .field("editedAt", (node, call) -> time(node.held().message().editedAt()));
    fields
        .type("Notification", NotificationNode.class)
        .field("id", (node, call) -> node.id())
        .field("message", (node, call) -> new MessageNode(node.held()))
        .field("readAt", (node, call) -> time(node.held().copy().noticedAt()))
        .field("isRead", (node, call) -> node.held().copy().noticedAt().isPresent());
    fields.connectionOf("ChatMessage");
    fields.connectionOf("Notification");
    fields.payload("CreateChatMessage", List.of("chatMessage", "duplicate"));
    fields.payload("UpdateChatMessage", List.of("chatMessage"));
    fields.payload("DeleteChatMessage", List.of("success"));
    fields.payload("UnsendChatMessage", List.of("success"));
    fields.payload("SetChatMessageAsRead", List.of("chatMessage"));
    fields.payload("SetNotificationAsRead", List.of("notification"));
  }

  private Map<String, @Nullable Object> send(Call call) {
    Viewer viewer = call.viewer();
    SendMessage.Sent sent =
        chat.handle(
            new SendMessage(
                viewer,
                Family.CHAT,
                call.copy("chatId", NodeType.CHAT),
                call.text("content"),
                call.optionalText("clientMessageId")));
    Map<String, @Nullable Object> answer = new HashMap<>();
    answer.put("chatMessage", sent.message().map(ChatMessageNode::new).orElse(null));
    answer.put("duplicate", sent.duplicate());
    return answer;
  }

  private Map<String, Object> edit(Call call) {
    Viewer viewer = call.viewer();
    return Map.of(
        "chatMessage",
        new ChatMessageNode(
            chat.handle(
                new EditMessage(viewer, Family.CHAT, message(call), call.text("content")))));
  }

  private Map<String, Object> delete(Call call) {
    Viewer viewer = call.viewer();
    return Map.of(
        "success", chat.handle(new DeleteMessage(viewer, Family.CHAT, message(call))));
  }

  private Map<String, Object> unsend(Call call) {
    Viewer viewer = call.viewer();
    return Map.of(
        "success", chat.handle(new UnsendMessage(viewer, Family.CHAT, message(call))));
  }

  private Map<String, Object> read(Call call) {
    Viewer viewer = call.viewer();
    return Map.of(
        "chatMessage",
        new ChatMessageNode(chat.handle(new ReadMessage(viewer, Family.CHAT, message(call)))));
  }

  private Map<String, Object> notice(Call call) {
    Viewer viewer = call.viewer();
    MessageCopyId id = call.messageCopy("notificationId", NodeType.NOTIFICATION);
    return Map.of(
        "notification", new NotificationNode(chat.handle(new NoticeMessage(viewer, id))));
  }

  private static MessageCopyId message(Call call) {
    return call.messageCopy("chatMessageId", NodeType.CHAT_MESSAGE);
  }

  private static Object chatOf(HeldMessage held, Call call) {
    return call.load(Loaders.CONVERSATIONS, held.copy().id().copy())
        .thenApply(
            found ->
                new OwnChat(found.orElseThrow(() -> Failure.notFound("chat").asException())));
  }

  private static Object sender(HeldMessage held, Call call) {
    return call.load(Loaders.USERS, held.message().sender())
        .thenApply(
            user -> new UserNode(user.orElseThrow(() -> Failure.notFound("user").asException())));
  }

  private static @Nullable Object time(Optional<Instant> time) {
    return time.map(Scalars::dateTime).orElse(null);
  }
}
