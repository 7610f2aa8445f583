package io.buddychat.graphql;

import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.UserId;
import java.util.List;

/// What the events of a log carry: the ids of which the entry tells, and beside them what these ids
/// stand for at the moment of delivery, null when that is gone.
///
/// A type whose name ends in `Gone` or `Emptied` has no room for content at all.
final class InboxPayloads {

  private static final String CHANGED = "Changed";
  private static final String GONE = "Gone";
  private static final String EMPTIED = "Emptied";

  private InboxPayloads() {}

  static void addTo(Fields fields) {
    for (Wording wording : Wording.values()) {
      messages(fields, wording);
      copies(fields, wording);
    }
    groupId(fields.type("GroupChanged", Event.OfCopy.class));
    groupId(fields.type("GroupEmptied", Event.OfCopy.class));
    groupId(copyIds(fields.type("GroupGone", Event.OfCopy.class), Wording.GROUP));
    notifications(fields);
    memberships(fields);
    fields
        .type("UserChanged", Event.OfUser.class)
        .field("userId", (event, call) -> id(event.user()))
        .field("user", (event, call) -> InboxNodes.person(event.user(), call));
    fields.oneOf("EventPayload", Event.class, event -> typeOf(event.operation()));
  }

  /// The payload type of an operation.
  static String typeOf(Operation operation) {
    return switch (operation) {
      case CHAT_MESSAGE_CREATED, CHAT_MESSAGE_UPDATED, CHAT_MESSAGE_READ ->
          Wording.CHAT.messageType() + CHANGED;
      case CHAT_MESSAGE_DELETED, CHAT_MESSAGE_UNSENT -> Wording.CHAT.messageType() + GONE;
      case GROUP_MESSAGE_CREATED, GROUP_MESSAGE_UPDATED, GROUP_MESSAGE_READ ->
          Wording.GROUP.messageType() + CHANGED;
      case GROUP_MESSAGE_DELETED, GROUP_MESSAGE_UNSENT -> Wording.GROUP.messageType() + GONE;
      case CHAT_CREATED, CHAT_UPDATED -> Wording.CHAT.kindName() + CHANGED;
      case CHAT_DELETED -> Wording.CHAT.kindName() + EMPTIED;
      case GROUP_CREATED, GROUP_UPDATED, GROUP_COPY_UPDATED -> Wording.GROUP.kindName() + CHANGED;
      case GROUP_DELETED -> Wording.GROUP.kindName() + EMPTIED;
      case GROUP_PERMANENTLY_REMOVED -> Wording.GROUP.kindName() + GONE;
      case MEMBER_ADDED, MEMBER_REMOVED, MEMBER_LEFT, MEMBER_ROLE_CHANGED -> "MembershipChanged";
      case NOTIFICATION_CREATED, NOTIFICATION_READ -> "NotificationChanged";
      case NOTIFICATION_DELETED -> "NotificationGone";
      case USER_UPDATED -> "UserChanged";
    };
  }

  /// Foretells what the events of a batch will look up, so that the first to be asked for brings
  /// the others along. Nothing is looked up of what is gone.
  static void foresee(List<Entry> entries, Loading loading) {
    for (Entry entry : entries) {
      switch (entry.event()) {
        case Event.OfMember event -> {
          loading.foresee(Loaders.MEMBERSHIPS, event.member());
          loading.foresee(Loaders.CONVERSATIONS, event.copy());
        }
        case Event event when ChangeAction.of(event.operation()) == ChangeAction.DELETE -> {}
        case Event.OfMessage event -> loading.foresee(Loaders.MESSAGE_COPIES, event.copy());
        case Event.OfCopy event -> loading.foresee(Loaders.CONVERSATIONS, event.copy());
        case Event.OfUser event -> loading.foresee(Loaders.USERS, event.user());
      }
    }
  }

  private static void messages(Fields fields, Wording wording) {
    Fields.Type<Event.OfMessage> changed =
        fields.type(wording.messageType() + CHANGED, Event.OfMessage.class);
    messageIds(changed, wording)
        .shared(wording.messageField(), (event, call) -> InboxNodes.message(wording, event, call));
    actor(changed);
    messageIds(fields.type(wording.messageType() + GONE, Event.OfMessage.class), wording);
  }

  private static Fields.Type<Event.OfMessage> messageIds(
      Fields.Type<Event.OfMessage> type, Wording wording) {
    return type.ownId(
            wording.messageId(), event -> GlobalId.unwritten(wording.message(), event.copy()))
        .ownId(
            wording.copyId(),
            event -> GlobalId.unwritten(wording.copy(), event.copy().copy().value()))
        .shared("messageId", (event, call) -> messageId(event))
        .shared("actorId", (event, call) -> id(event.actor()));
  }

  private static void copies(Fields fields, Wording wording) {
    Fields.Type<Event.OfCopy> changed =
        fields.type(wording.kindName() + CHANGED, Event.OfCopy.class);
    copyIds(changed, wording)
        .field(wording.copyField(), (event, call) -> InboxNodes.copy(wording, event, call));
    actor(changed);
    copyIds(fields.type(wording.kindName() + EMPTIED, Event.OfCopy.class), wording);
  }

  private static Fields.Type<Event.OfCopy> copyIds(
      Fields.Type<Event.OfCopy> type, Wording wording) {
    return type.field(
            wording.copyId(), (event, call) -> GlobalId.of(wording.copy(), event.copy().value()))
        .field("actorId", (event, call) -> id(event.actor()));
  }

  private static void groupId(Fields.Type<Event.OfCopy> type) {
    type.field(
        "groupId", (event, call) -> GlobalId.of(NodeType.USER_GROUP, event.conversation().value()));
  }

  private static void notifications(Fields fields) {
    Fields.Type<Event.OfMessage> changed =
        fields.type("NotificationChanged", Event.OfMessage.class);
    notificationIds(changed)
        .shared("notification", (event, call) -> InboxNodes.notification(event, call));
    actor(changed);
    notificationIds(fields.type("NotificationGone", Event.OfMessage.class));
  }

  private static Fields.Type<Event.OfMessage> notificationIds(Fields.Type<Event.OfMessage> type) {
    return type.ownId(
            "notificationId", event -> GlobalId.unwritten(NodeType.NOTIFICATION, event.copy()))
        .shared("messageId", (event, call) -> messageId(event))
        .shared("actorId", (event, call) -> id(event.actor()));
  }

  private static void memberships(Fields fields) {
    Fields.Type<Event.OfMember> type = fields.type("MembershipChanged", Event.OfMember.class);
    type.field("memberId", (event, call) -> memberId(event))
        .field(
            Wording.GROUP.copyId(),
            (event, call) -> GlobalId.of(Wording.GROUP.copy(), event.copy().value()))
        .field(
            "groupId",
            (event, call) -> GlobalId.of(NodeType.USER_GROUP, event.conversation().value()))
        .field("userId", (event, call) -> id(event.user()))
        .field("actorId", (event, call) -> id(event.actor()))
        .field("groupMember", (event, call) -> InboxNodes.member(event, call))
        .field(
            Wording.GROUP.copyField(), (event, call) -> InboxNodes.copy(Wording.GROUP, event, call))
        .field("user", (event, call) -> InboxNodes.person(event.user(), call));
    actor(type);
  }

  private static void actor(Fields.Type<? extends Event> type) {
    type.shared("actor", (event, call) -> InboxNodes.person(event.actor(), call));
  }

  private static String id(UserId user) {
    return GlobalId.of(NodeType.CUSTOM_USER, user.value());
  }

  private static String messageId(Event.OfMessage event) {
    return GlobalId.of(NodeType.MESSAGE, event.message().value());
  }

  private static String memberId(Event.OfMember event) {
    return GlobalId.of(NodeType.GROUP_MEMBER, event.member().value());
  }
}
