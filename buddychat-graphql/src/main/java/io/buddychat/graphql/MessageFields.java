package io.buddychat.graphql;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.conversation.DeleteMessage;
import io.buddychat.domain.conversation.EditMessage;
import io.buddychat.domain.conversation.NoticeMessage;
import io.buddychat.domain.conversation.ReadMessage;
import io.buddychat.domain.conversation.SendMessage;
import io.buddychat.domain.conversation.UnsendMessage;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.user.Viewer;
import io.buddychat.graphql.Nodes.MessageCopyNode;
import io.buddychat.graphql.Nodes.MessageNode;
import io.buddychat.graphql.Nodes.NotificationNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Messages, in chats and in groups alike, and the notifications of them.
final class MessageFields {

  private final BuddyChat chat;

  MessageFields(BuddyChat chat) {
    this.chat = chat;
  }

  void addTo(Fields fields) {
    for (Wording wording : Wording.values()) {
      addTo(fields, wording);
    }
    fields.type("GroupMessage", MessageCopyNode.class).field("group_copy", MessageFields::copy);
    fields.payload("CreateGroupMessage", List.of("message"));
    fields
        .type("Message", MessageNode.class)
        .shared("id", (node, call) -> node.id())
        .shared("content", (node, call) -> node.held().message().content())
        .shared("readAt", (node, call) -> time(node.held().message().readAt()))
        .shared("sender", (node, call) -> UserFields.loaded(node.held().message().sender(), call))
        .shared("date", (node, call) -> Scalars.dateTime(node.held().message().sentAt()))
        .shared("editedAt", (node, call) -> time(node.held().message().editedAt()))
        .shared(
            "attachments", (node, call) -> AttachmentFields.of(node.held().message().id(), call));
    fields
        .type("Notification", NotificationNode.class)
        .ownId("id", node -> GlobalId.unwritten(node.type(), node.held().copy().id()))
        .shared("message", (node, call) -> new MessageNode(node.held()))
        .own("readAt", node -> time(node.held().copy().noticedAt()))
        .own("isRead", node -> node.held().copy().noticedAt().isPresent());
    fields.root("Mutation").field("setNotificationRead", (root, call) -> notice(call));
    fields.connectionOf("Notification");
    fields.payload("SetNotificationAsRead", List.of("notification"));
  }

  /// The five mutations and the type of message copies, under the names of one family.
  private void addTo(Fields fields, Wording wording) {
    String type = wording.messageType();
    String field = wording.messageField();
    fields
        .root("Mutation")
        .field("create" + type, (root, call) -> send(wording, call))
        .field("update" + type, (root, call) -> edit(wording, call))
        .field("delete" + type, (root, call) -> delete(wording, call))
        .field("unsend" + type, (root, call) -> unsend(wording, call))
        .field("set" + type + "AsRead", (root, call) -> read(wording, call));
    fields
        .type(type, MessageCopyNode.class)
        .ownId("id", node -> GlobalId.unwritten(node.type(), node.held().copy().id()))
        .shared("message", (node, call) -> new MessageNode(node.held()))
        .field(wording.copyField(), MessageFields::copy)
        .own("readAt", node -> time(node.held().copy().readAt()));
    fields.connectionOf(type);
    fields.payload("Create" + type, List.of(field, "duplicate"));
    fields.payload("Update" + type, List.of(field));
    fields.payload("Delete" + type, List.of("success"));
    fields.payload("Unsend" + type, List.of("success"));
    fields.payload("Set" + type + "AsRead", List.of(field));
  }

  private Map<String, @Nullable Object> send(Wording wording, Call call) {
    Viewer viewer = call.viewer();
    SendMessage.Sent sent =
        chat.handle(
            new SendMessage(
                viewer,
                wording.family(),
                call.copy(wording.copyId(), wording.copy()),
                call.text("content"),
                call.optionalText("clientMessageId"),
                AttachmentFields.ids(call)));
    return sent(wording, sent);
  }

  /// What sending answers.
  static Map<String, @Nullable Object> sent(Wording wording, SendMessage.Sent sent) {
    @Nullable Nodes message =
        sent.message().map(held -> new MessageCopyNode(wording, held)).orElse(null);
    Map<String, @Nullable Object> answer = new HashMap<>();
    answer.put(wording.messageField(), message);
    answer.put("message", message);
    answer.put("duplicate", sent.duplicate());
    return answer;
  }

  private Map<String, Object> edit(Wording wording, Call call) {
    Viewer viewer = call.viewer();
    EditMessage command =
        new EditMessage(viewer, wording.family(), message(wording, call), call.text("content"));
    return Map.of(wording.messageField(), new MessageCopyNode(wording, chat.handle(command)));
  }

  private Map<String, Object> delete(Wording wording, Call call) {
    Viewer viewer = call.viewer();
    return success(
        chat.handle(new DeleteMessage(viewer, wording.family(), message(wording, call))));
  }

  private Map<String, Object> unsend(Wording wording, Call call) {
    Viewer viewer = call.viewer();
    return success(
        chat.handle(new UnsendMessage(viewer, wording.family(), message(wording, call))));
  }

  private Map<String, Object> read(Wording wording, Call call) {
    Viewer viewer = call.viewer();
    ReadMessage command = new ReadMessage(viewer, wording.family(), message(wording, call));
    return Map.of(wording.messageField(), new MessageCopyNode(wording, chat.handle(command)));
  }

  private Map<String, Object> notice(Call call) {
    Viewer viewer = call.viewer();
    MessageCopyId id = call.messageCopy("notificationId", NodeType.NOTIFICATION);
    return Map.of("notification", new NotificationNode(chat.handle(new NoticeMessage(viewer, id))));
  }

  private static Map<String, Object> success(boolean done) {
    return Map.of("success", done);
  }

  private static MessageCopyId message(Wording wording, Call call) {
    return call.messageCopy(wording.messageId(), wording.message());
  }

  /// The copy of the conversation that a message copy lies in.
  private static Object copy(MessageCopyNode node, Call call) {
    return call.load(Loaders.CONVERSATIONS, node.held().copy().id().copy())
        .thenApply(
            found -> node.wording().node(found.orElseThrow(node.wording().family()::noSuchCopy)));
  }

  private static @Nullable Object time(Optional<Instant> time) {
    return time.map(Scalars::dateTime).orElse(null);
  }
}
