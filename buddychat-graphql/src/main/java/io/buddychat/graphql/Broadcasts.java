package io.buddychat.graphql;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.HandOver;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.User;
import io.buddychat.domain.user.UserId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The frames that follow the answer of `subscribe`: entries of the owner's log in the shape the
/// original BuddyChat gave them.
///
/// What an entry tells of is looked up when it is delivered, with one statement of each kind for a
/// batch of entries. Of a message that is gone by then the frame tells `message: null`, of a group
/// that is gone `group: null`.
final class Broadcasts {

  private final BuddyChat chat;

  Broadcasts(BuddyChat chat) {
    this.chat = chat;
  }

  /// The frames of these entries, one for each, in their order. They are those that `subscribe`
  /// wants.
  List<Map<String, @Nullable Object>> frames(
      UserId owner, List<Entry> entries, Optional<HandOver> source) {
    Shown shown = lookUp(owner, entries, Known.by(chat, source));
    List<Map<String, @Nullable Object>> frames = new ArrayList<>();
    for (Entry entry : entries) {
      frames.add(
          object(
              "type",
              "broadcast",
              "operation",
              entry.event().operation().name(),
              "payload",
              payload(entry, shown)));
    }
    return frames;
  }

  /// What the frames of a batch show beside ids.
  private record Shown(
      Map<MessageCopyId, HeldMessage> messages,
      Map<CopyId, HeldConversation> groups,
      Map<UserId, User> newcomers) {}

  private Shown lookUp(UserId owner, List<Entry> entries, Known known) {
    Set<MessageCopyId> messages = new HashSet<>();
    Set<CopyId> groups = new TreeSet<>();
    Set<UserId> newcomers = new TreeSet<>();
    for (Entry entry : entries) {
      switch (entry.event()) {
        case Event.OfMessage event when showsContent(event.operation()) ->
            messages.add(event.copy());
        case Event.OfCopy event when event.operation() == Operation.GROUP_UPDATED ->
            groups.add(event.copy());
        case Event.OfMember event when event.operation() == Operation.MEMBER_ADDED ->
            newcomers.add(event.user());
        default -> {}
      }
    }
    return new Shown(
        messages.isEmpty() ? Map.of() : known.messages(owner, messages),
        groups.isEmpty() ? Map.of() : chat.mailboxes().conversations(owner, groups),
        newcomers.isEmpty() ? Map.of() : known.users(newcomers));
  }

  private static boolean showsContent(Operation operation) {
    return switch (operation) {
      case CHAT_MESSAGE_CREATED,
          CHAT_MESSAGE_UPDATED,
          GROUP_MESSAGE_CREATED,
          GROUP_MESSAGE_UPDATED,
          NOTIFICATION_CREATED ->
          true;
      default -> false;
    };
  }

  private static Map<String, @Nullable Object> payload(Entry entry, Shown shown) {
    return switch (entry.event()) {
      case Event.OfMessage event -> payload(entry, event, shown.messages().get(event.copy()));
      case Event.OfCopy event -> payload(event, shown.groups().get(event.copy()));
      case Event.OfMember event -> payload(entry, event, shown.newcomers().get(event.user()));
      case Event.OfUser event -> throw unexpected(event);
    };
  }

  private static Map<String, @Nullable Object> payload(
      Entry entry, Event.OfMessage event, @Nullable HeldMessage held) {
    return switch (event.operation()) {
      case CHAT_MESSAGE_CREATED, CHAT_MESSAGE_UPDATED ->
          message(Wording.CHAT, event, said(held, true));
      case GROUP_MESSAGE_CREATED, GROUP_MESSAGE_UPDATED ->
          message(Wording.GROUP, event, said(held, true));
      case CHAT_MESSAGE_UNSENT -> message(Wording.CHAT, event, null);
      case GROUP_MESSAGE_UNSENT -> message(Wording.GROUP, event, null);
      case CHAT_MESSAGE_READ -> message(Wording.CHAT, event, read(entry, event));
      case GROUP_MESSAGE_READ -> message(Wording.GROUP, event, read(entry, event));
      case CHAT_MESSAGE_DELETED -> deleted(Wording.CHAT, event);
      case GROUP_MESSAGE_DELETED -> deleted(Wording.GROUP, event);
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

  private static Map<String, @Nullable Object> payload(
      Event.OfCopy event, @Nullable HeldConversation held) {
    return switch (event.operation()) {
      case CHAT_DELETED -> object("chat", object("id", id(Wording.CHAT, event.copy())));
      case GROUP_DELETED -> object("groupCopy", object("id", id(Wording.GROUP, event.copy())));
      case GROUP_UPDATED ->
          object("groupCopy", object("id", id(Wording.GROUP, event.copy()), "group", group(held)));
      case GROUP_PERMANENTLY_REMOVED ->
          object("groupId", GlobalId.of(NodeType.USER_GROUP, event.conversation().value()));
      default -> throw unexpected(event);
    };
  }

  private static Map<String, @Nullable Object> payload(
      Entry entry, Event.OfMember event, @Nullable User newcomer) {
    String copy = id(Wording.GROUP, event.copy());
    String member = GlobalId.of(NodeType.GROUP_MEMBER, event.member().value());
    return switch (event.operation()) {
      case MEMBER_ADDED ->
          object(
              "groupCopy",
              object(
                  "id",
                  copy,
                  "member",
                  object(
                      "id",
                      member,
                      "joinedAt",
                      Scalars.text(entry.at()),
                      "group",
                      object("id", GlobalId.of(NodeType.USER_GROUP, event.conversation().value())),
                      "user",
                      object(
                          "id",
                          user(event.user()),
                          "username",
                          newcomer == null ? null : newcomer.username()))));
      case MEMBER_REMOVED ->
          object(
              "groupCopy",
              object("id", copy, "memberId", member),
              "removedById",
              user(event.actor()));
      case MEMBER_LEFT -> object("groupCopy", object("id", copy, "memberId", member));
      default -> throw unexpected(event);
    };
  }

  private static Map<String, @Nullable Object> message(
      Wording wording, Event.OfMessage event, @Nullable Map<String, @Nullable Object> message) {
    return object(
        wording.messageField(),
        object(
            "id",
            GlobalId.of(wording.message(), event.copy()),
            "message",
            message,
            wording.copyField(),
            object("id", id(wording, event.copy().copy()))));
  }

  private static Map<String, @Nullable Object> deleted(Wording wording, Event.OfMessage event) {
    return object(
        wording.messageField(),
        object(
            "id",
            GlobalId.of(wording.message(), event.copy()),
            wording.copyField(),
            object("id", id(wording, event.copy().copy()))));
  }

  private static Map<String, @Nullable Object> read(Entry entry, Event.OfMessage event) {
    return object(
        "id",
        GlobalId.of(NodeType.MESSAGE, event.message().value()),
        "readAt",
        Scalars.text(entry.at()));
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
    said.put("sender", object("id", user(held.message().sender())));
    return said;
  }

  private static @Nullable Map<String, @Nullable Object> group(@Nullable HeldConversation held) {
    if (held == null) {
      return null;
    }
    Nodes.GroupNode group = Nodes.GroupNode.of(held.conversation());
    return object(
        "id",
        group.id(),
        "title",
        group.card().title(),
        "description",
        group.card().description(),
        "groupImage",
        UserFields.orNull(group.card().image()));
  }

  private static String id(Wording wording, CopyId copy) {
    return GlobalId.of(wording.copy(), copy.value());
  }

  private static String user(UserId user) {
    return GlobalId.of(NodeType.CUSTOM_USER, user.value());
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
