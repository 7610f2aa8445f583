package io.buddychat.graphql;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The frames that follow the answer of `subscribe`: entries of the owner's log in the shape the
/// original BuddyChat gave them.
///
/// What a message says is looked up when its entry is delivered, with one statement for a batch of
/// entries. Of a message that is gone by then the frame tells `message: null`.
final class Broadcasts {

  private final BuddyChat chat;

  Broadcasts(BuddyChat chat) {
    this.chat = chat;
  }

  /// The frames of these entries, in their order. Entries that are not for `subscribe` have none.
  List<Map<String, @Nullable Object>> frames(UserId owner, List<Entry> entries) {
    Map<MessageCopyId, HeldMessage> held = chat.mailboxes().messages(owner, shown(entries));
    List<Map<String, @Nullable Object>> frames = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.event().operation().isBroadcast()) {
        frames.add(
            object(
                "type",
                "broadcast",
                "operation",
                entry.event().operation().name(),
                "payload",
                payload(entry, held)));
      }
    }
    return frames;
  }

  private static List<MessageCopyId> shown(List<Entry> entries) {
    List<MessageCopyId> shown = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.event() instanceof Event.OfMessage event && showsContent(event.operation())) {
        shown.add(event.copy());
      }
    }
    return shown.stream().distinct().toList();
  }

  private static boolean showsContent(Operation operation) {
    return operation == Operation.CHAT_MESSAGE_CREATED
        || operation == Operation.CHAT_MESSAGE_UPDATED
        || operation == Operation.NOTIFICATION_CREATED;
  }

  private static Map<String, @Nullable Object> payload(
      Entry entry, Map<MessageCopyId, HeldMessage> held) {
    return switch (entry.event()) {
      case Event.OfMessage event -> payload(entry, event, held.get(event.copy()));
      case Event.OfCopy event ->
          object("chat", object("id", GlobalId.of(NodeType.CHAT, event.copy().value())));
      case Event.OfMember event -> throw unexpected(event);
      case Event.OfUser event -> throw unexpected(event);
    };
  }

  private static Map<String, @Nullable Object> payload(
      Entry entry, Event.OfMessage event, @Nullable HeldMessage held) {
    return switch (event.operation()) {
      case CHAT_MESSAGE_CREATED, CHAT_MESSAGE_UPDATED -> chatMessage(event, said(held, true));
      case CHAT_MESSAGE_UNSENT -> chatMessage(event, null);
      case CHAT_MESSAGE_READ ->
          chatMessage(
              event,
              object("id", messageId(event), "readAt", Scalars.text(entry.at())));
      case CHAT_MESSAGE_DELETED ->
          object("chatMessage", object("id", copyId(event), "chat", chat(event)));
      case NOTIFICATION_CREATED ->
          object(
              "notification",
              object(
                  "id",
                  GlobalId.of(NodeType.NOTIFICATION, event.copy()),
                  "message",
                  said(held, false)));
      default -> throw unexpected(event);
    };
  }

  private static Map<String, @Nullable Object> chatMessage(
      Event.OfMessage event, @Nullable Map<String, @Nullable Object> message) {
    return object(
        "chatMessage", object("id", copyId(event), "message", message, "chat", chat(event)));
  }

  /// What was said, with the time it was sent where the frame has it.
  private static @Nullable Map<String, @Nullable Object> said(
      @Nullable HeldMessage held, boolean dated) {
    if (held == null) {
      return null;
    }
    Map<String, @Nullable Object> said =
        object(
            "id",
            GlobalId.of(NodeType.MESSAGE, held.message().id().value()),
            "content",
            held.message().content());
    if (dated) {
      said.put("date", Scalars.text(held.message().sentAt()));
    }
    said.put(
        "sender",
        object("id", GlobalId.of(NodeType.CUSTOM_USER, held.message().sender().value())));
    return said;
  }

  private static String copyId(Event.OfMessage event) {
    return GlobalId.of(NodeType.CHAT_MESSAGE, event.copy());
  }

  private static String messageId(Event.OfMessage event) {
    return GlobalId.of(NodeType.MESSAGE, event.message().value());
  }

  private static Map<String, @Nullable Object> chat(Event.OfMessage event) {
    return object("id", GlobalId.of(NodeType.CHAT, event.copy().copy().value()));
  }

  /// A JSON object with its members in this order.
  private static Map<String, @Nullable Object> object(@Nullable Object... members) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < members.length; i += 2) {
      object.put(String.valueOf(members[i]), members[i + 1]);
    }
    return object;
  }

  private static IllegalStateException unexpected(Event event) {
    return new IllegalStateException("nothing shows " + event + " on subscribe");
  }
}
