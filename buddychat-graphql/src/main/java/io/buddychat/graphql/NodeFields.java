package io.buddychat.graphql;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.attachment.Attachment;
import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.user.PhoneNumber;
import io.buddychat.domain.user.User;
import io.buddychat.domain.user.UserId;
import io.buddychat.graphql.Nodes.AttachmentNode;
import io.buddychat.graphql.Nodes.GroupCopyNode;
import io.buddychat.graphql.Nodes.GroupNode;
import io.buddychat.graphql.Nodes.MemberNode;
import io.buddychat.graphql.Nodes.MessageCopyNode;
import io.buddychat.graphql.Nodes.MessageNode;
import io.buddychat.graphql.Nodes.NotificationNode;
import io.buddychat.graphql.Nodes.OwnChat;
import io.buddychat.graphql.Nodes.PhoneNode;
import io.buddychat.graphql.Nodes.UserNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Fetching anything by its global id, with one statement for each type that is asked for.
final class NodeFields {

  private static final int MOST_AT_ONCE = 100;

  private final BuddyChat chat;

  NodeFields(BuddyChat chat) {
    this.chat = chat;
  }

  void addTo(Fields fields) {
    fields
        .root("Query")
        .field("node", (root, call) -> nodes(call, List.of(call.text("id"))).getFirst())
        .field("nodes", (root, call) -> nodes(call, call.texts("ids")));
    fields.oneOf("Node", Nodes.class, node -> node.type().typeName());
  }

  private List<@Nullable Nodes> nodes(Call call, List<String> ids) {
    UserId viewer = call.viewer().user();
    if (ids.size() > MOST_AT_ONCE) {
      throw new Failure.InvalidInput(
              "ids", "At most " + MOST_AT_ONCE + " ids can be asked for at once.")
          .asException();
    }
    List<Optional<GlobalId>> wanted = ids.stream().map(GlobalId::parse).toList();
    Map<NodeType, List<GlobalId>> byType =
        wanted.stream()
            .flatMap(Optional::stream)
            .distinct()
            .collect(
                Collectors.groupingBy(
                    GlobalId::type, () -> new EnumMap<>(NodeType.class), Collectors.toList()));
    Map<GlobalId, Nodes> found = new HashMap<>();
    byType.forEach((type, some) -> find(viewer, type, some, found));
    List<@Nullable Nodes> nodes = new ArrayList<>();
    wanted.forEach(id -> nodes.add(id.map(found::get).orElse(null)));
    return nodes;
  }

  /// Whether `node` would show this person something.
  boolean isVisible(UserId viewer, GlobalId id) {
    Map<GlobalId, Nodes> found = new HashMap<>();
    find(viewer, id.type(), List.of(id), found);
    return found.containsKey(id);
  }

  private void find(UserId viewer, NodeType type, List<GlobalId> ids, Map<GlobalId, Nodes> found) {
    switch (type) {
      case CUSTOM_USER -> {
        Map<UserId, User> users =
            chat.users().byId(ids.stream().map(id -> new UserId(id.major())).toList());
        ids.forEach(id -> put(found, id, users.get(new UserId(id.major())), UserNode::new));
      }
      case PHONE_NUMBER -> {
        Map<Long, PhoneNumber> own =
            chat.users().phoneNumbers(List.of(viewer)).getOrDefault(viewer, List.of()).stream()
                .collect(Collectors.toMap(phone -> phone.id().value(), phone -> phone));
        ids.forEach(id -> put(found, id, own.get(id.major()), PhoneNode::new));
      }
      case CHAT -> copies(viewer, Wording.CHAT, ids, found, OwnChat::new);
      case GROUP_COPY -> copies(viewer, Wording.GROUP, ids, found, GroupCopyNode::new);
      case USER_GROUP -> {
        Map<ConversationId, Conversation> groups =
            chat.mailboxes()
                .groups(viewer, ids.stream().map(id -> new ConversationId(id.major())).toList());
        ids.forEach(
            id -> put(found, id, groups.get(new ConversationId(id.major())), GroupNode::of));
      }
      case GROUP_MEMBER -> {
        Map<CopyId, HeldConversation> members =
            chat.mailboxes()
                .members(viewer, ids.stream().map(id -> new CopyId(id.major())).toList());
        ids.forEach(id -> put(found, id, members.get(new CopyId(id.major())), MemberNode::new));
      }
      case CHAT_MESSAGE -> messages(viewer, Wording.CHAT, ids, found);
      case GROUP_MESSAGE -> messages(viewer, Wording.GROUP, ids, found);
      case NOTIFICATION -> {
        Map<MessageCopyId, HeldMessage> held = held(viewer, ids);
        held.values().removeIf(message -> !message.copy().received());
        ids.forEach(id -> put(found, id, held.get(id.messageCopy()), NotificationNode::new));
      }
      case ATTACHMENT -> {
        Map<AttachmentId, Attachment> visible =
            chat.attachments()
                .visible(viewer, ids.stream().map(id -> new AttachmentId(id.major())).toList());
        ids.forEach(
            id -> put(found, id, visible.get(new AttachmentId(id.major())), AttachmentNode::new));
      }
      case MESSAGE -> {
        Map<MessageId, HeldMessage> held =
            chat.mailboxes()
                .messagesById(viewer, ids.stream().map(id -> new MessageId(id.major())).toList());
        ids.forEach(id -> put(found, id, held.get(new MessageId(id.major())), MessageNode::new));
      }
    }
  }

  private void copies(
      UserId viewer,
      Wording wording,
      List<GlobalId> ids,
      Map<GlobalId, Nodes> found,
      Function<HeldConversation, Nodes> node) {
    Map<CopyId, HeldConversation> copies =
        chat.mailboxes()
            .conversations(viewer, ids.stream().map(id -> new CopyId(id.major())).toList());
    for (GlobalId id : ids) {
      HeldConversation held = copies.get(new CopyId(id.major()));
      if (held != null && held.conversation().kind().family() == wording.family()) {
        found.put(id, node.apply(held));
      }
    }
  }

  private void messages(
      UserId viewer, Wording wording, List<GlobalId> ids, Map<GlobalId, Nodes> found) {
    Map<MessageCopyId, HeldMessage> held = held(viewer, ids);
    Map<CopyId, HeldConversation> copies =
        chat.mailboxes()
            .conversations(viewer, ids.stream().map(id -> id.messageCopy().copy()).toList());
    for (GlobalId id : ids) {
      HeldConversation copy = copies.get(id.messageCopy().copy());
      if (copy != null && copy.conversation().kind().family() == wording.family()) {
        put(
            found,
            id,
            held.get(id.messageCopy()),
            message -> new MessageCopyNode(wording, message));
      }
    }
  }

  private Map<MessageCopyId, HeldMessage> held(UserId viewer, List<GlobalId> ids) {
    return new HashMap<>(
        chat.mailboxes().messages(viewer, ids.stream().map(GlobalId::messageCopy).toList()));
  }

  private static <T> void put(
      Map<GlobalId, Nodes> found, GlobalId id, @Nullable T value, Function<T, Nodes> node) {
    if (value != null) {
      found.put(id, node.apply(value));
    }
  }
}
