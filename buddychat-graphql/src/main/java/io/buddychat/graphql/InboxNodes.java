package io.buddychat.graphql;

import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Subject;
import io.buddychat.domain.user.UserId;
import io.buddychat.graphql.Nodes.MemberNode;
import io.buddychat.graphql.Nodes.MessageCopyNode;
import io.buddychat.graphql.Nodes.NotificationNode;
import io.buddychat.graphql.Nodes.UserNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The things that entries of a log tell of: by which ids clients know them, and how they are
/// looked up for whoever follows. What is gone by then, or no longer theirs to see, is null.
final class InboxNodes {

  private InboxNodes() {}

  /// The id of what an event happened to.
  static String id(Event event) {
    return switch (event) {
      case Event.OfMessage it when it.operation().isOfNotifications() ->
          GlobalId.of(NodeType.NOTIFICATION, it.copy());
      case Event.OfMessage it -> GlobalId.of(wording(it).message(), it.copy());
      case Event.OfCopy it -> GlobalId.of(wording(it).copy(), it.copy().value());
      case Event.OfMember it -> GlobalId.of(NodeType.GROUP_MEMBER, it.member().value());
      case Event.OfUser it -> GlobalId.of(NodeType.CUSTOM_USER, it.user().value());
    };
  }

  /// What an event happened to.
  static Object node(Event event, Call call) {
    return switch (event) {
      case Event.OfMessage it when it.operation().isOfNotifications() -> notification(it, call);
      case Event.OfMessage it -> message(wording(it), it, call);
      case Event.OfCopy it -> copy(wording(it), it, call);
      case Event.OfMember it -> member(it, call);
      case Event.OfUser it -> person(it.user(), call);
    };
  }

  /// What an id stands for in logs; nothing if no entry is ever about such a thing.
  static Optional<Subject> subject(GlobalId id) {
    return Optional.ofNullable(
        switch (id.type()) {
          case CUSTOM_USER -> new Subject.OfUser(new UserId(id.major()));
          case CHAT, GROUP_COPY -> new Subject.OfCopy(new CopyId(id.major()));
          case GROUP_MEMBER -> new Subject.OfMember(new CopyId(id.major()));
          case CHAT_MESSAGE, GROUP_MESSAGE -> new Subject.OfMessage(id.messageCopy());
          case NOTIFICATION -> new Subject.OfNotification(id.messageCopy());
          case PHONE_NUMBER, USER_GROUP, MESSAGE, ATTACHMENT -> null;
        });
  }

  private static Wording wording(Event event) {
    String type = InboxPayloads.typeOf(event.operation());
    return type.startsWith(Wording.CHAT.kindName()) ? Wording.CHAT : Wording.GROUP;
  }

  static Later<@Nullable MessageCopyNode> message(
      Wording wording, Event.OfMessage event, Call call) {
    return call.load(Loaders.MESSAGE_COPIES, event.copy())
        .thenApply(found -> found.map(held -> new MessageCopyNode(wording, held)).orElse(null));
  }

  static Later<@Nullable NotificationNode> notification(Event.OfMessage event, Call call) {
    return call.load(Loaders.MESSAGE_COPIES, event.copy())
        .thenApply(found -> found.map(NotificationNode::new).orElse(null));
  }

  /// The owner's copy of the conversation in which it happened.
  static Later<@Nullable Nodes> copy(Wording wording, Event event, Call call) {
    return call.load(Loaders.CONVERSATIONS, event.place().orElseThrow())
        .thenApply(found -> found.map((HeldConversation held) -> wording.node(held)).orElse(null));
  }

  static Later<@Nullable MemberNode> member(Event.OfMember event, Call call) {
    return call.load(Loaders.MEMBERSHIPS, event.member())
        .thenApply(found -> found.map(MemberNode::new).orElse(null));
  }

  static Later<@Nullable UserNode> person(UserId user, Call call) {
    return call.load(Loaders.USERS, user).thenApply(found -> found.map(UserNode::new).orElse(null));
  }
}
