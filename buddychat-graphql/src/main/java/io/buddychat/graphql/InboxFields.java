package io.buddychat.graphql;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.Page;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Following;
import io.buddychat.domain.inbox.InboxFilter;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Viewer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The viewer's own log: followed, read a page at a time, and how far it reaches. What its events
/// carry is in [InboxPayloads].
final class InboxFields {

  private final BuddyChat chat;
  private final ConversationFields conversations;

  InboxFields(BuddyChat chat, ConversationFields conversations) {
    this.chat = chat;
    this.conversations = conversations;
  }

  void addTo(Fields fields) {
    fields
        .root("Query")
        .field("inboxHead", (root, call) -> head(call).text())
        .field("inboxEvents", (root, call) -> page(call));
    fields.root("Subscription").shared("inbox", (root, call) -> event(call));
    fields
        .type("InboxEvent", InboxEvent.class)
        .own("cursor", event -> event.cursor().text())
        .shared("operation", (event, call) -> event.operation())
        .shared("at", (event, call) -> Scalars.dateTime(event.at()))
        .shared("payload", (event, call) -> event.payload().orElse(null));
    fields.connectionOf("InboxEvent");
  }

  /// The head as it was before anything else of the request was read, see [HeadFirst].
  private InboxCursor head(Call call) {
    UserId owner = call.viewer().user();
    return call.context()
        .head()
        .filter(head -> head.owner().equals(owner))
        .orElseGet(() -> new InboxCursor(owner, chat.readInbox().head(owner)));
  }

  private Connections.Connection page(Call call) {
    UserId owner = call.viewer().user();
    Page<Entry> page = chat.readInbox().page(owner, after(call, owner), call.pageSize("first"));
    return Connections.connectionBy(
        page.map(InboxEvent::of), event -> event.cursor().text(), event -> event);
  }

  /// The event that the document is being run for; for the document as it came from the client,
  /// that the subscription is active.
  private InboxEvent event(Call call) {
    return call.context().delivered().orElseGet(() -> begin(call));
  }

  private InboxEvent begin(Call call) {
    Viewer viewer = call.context().beginSubscription();
    Optional<Long> after = after(call, viewer.user());
    Following following = chat.follow(viewer, after, filter(call, viewer));
    call.context().follow(new Followed(viewer, following, Followed.Form.EVENTS));
    return InboxEvent.active(viewer.user(), following.cursor(), chat.now());
  }

  private static Optional<Long> after(Call call, UserId owner) {
    return call.optionalText("after").map(text -> InboxCursor.number("after", text, owner));
  }

  private InboxFilter filter(Call call, Viewer viewer) {
    Optional<Set<Operation>> operations = call.optionalTexts("operations").map(InboxFields::ofLog);
    Optional<CopyId> conversation =
        call.optionalText("conversationId").map(id -> conversation(viewer, id));
    Optional<UserId> actor = call.optionalText("fromUserId").map(this::person);
    Optional<SessionId> except =
        call.optionalFlag("skipOwn").filter(skip -> skip).map(skip -> viewer.session());
    return new InboxFilter(operations, conversation, actor, except);
  }

  /// Those of these operations that entries have: the other two come in any case.
  private static Set<Operation> ofLog(List<String> names) {
    return Stream.of(Operation.values())
        .filter(operation -> names.contains(operation.name()))
        .collect(Collectors.toSet());
  }

  private CopyId conversation(Viewer viewer, String id) {
    GlobalId parsed = GlobalId.parse(id).orElseThrow(InboxFields::noSuchConversation);
    return Stream.of(Wording.values())
        .filter(wording -> wording.copy() == parsed.type())
        .findFirst()
        .map(wording -> conversations.own(wording, viewer, new CopyId(parsed.major())).copy().id())
        .orElseThrow(InboxFields::noSuchConversation);
  }

  private UserId person(String id) {
    UserId user = new UserId(Call.id(id, NodeType.CUSTOM_USER).major());
    if (!chat.users().byId(List.of(user)).containsKey(user)) {
      throw Failure.notFound(NodeType.CUSTOM_USER.noun()).asException();
    }
    return user;
  }

  private static RuntimeException noSuchConversation() {
    return Failure.notFound("conversation").asException();
  }
}
