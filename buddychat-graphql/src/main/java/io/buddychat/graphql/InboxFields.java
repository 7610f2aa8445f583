package io.buddychat.graphql;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.Page;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.InboxFilter;
import io.buddychat.domain.inbox.Operation;
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
  private final InboxViews views;
  private final ConversationFields conversations;

  InboxFields(BuddyChat chat, InboxViews views, ConversationFields conversations) {
    this.chat = chat;
    this.views = views;
    this.conversations = conversations;
  }

  void addTo(Fields fields) {
    fields
        .root("Query")
        .field("inboxHead", (root, call) -> head(call).text())
        .field("inboxEvents", (root, call) -> page(call));
    fields
        .root("Subscription")
        .shared("inbox", (root, call) -> views.event(call, viewer -> filter(call, viewer)));
    InboxViews.type(fields, "InboxEvent")
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
    Page<Entry> page =
        chat.readInbox().page(owner, InboxViews.after(call, owner), call.pageSize("first"));
    return Connections.connectionBy(
        page.map(InboxEvent::of), event -> event.cursor().text(), event -> event);
  }

  private InboxFilter filter(Call call, Viewer viewer) {
    Optional<Set<Operation>> operations = call.optionalTexts("operations").map(InboxFields::ofLog);
    Optional<CopyId> conversation =
        call.optionalText("conversationId").map(id -> conversations.named(viewer, id));
    Optional<UserId> actor = call.optionalText("fromUserId").map(this::person);
    InboxFilter filter =
        new InboxFilter(operations, conversation, actor, Optional.empty(), Optional.empty());
    return InboxViews.skippingOwn(filter, call, viewer);
  }

  /// Those of these operations that entries have: the other two come in any case.
  private static Set<Operation> ofLog(List<String> names) {
    return Stream.of(Operation.values())
        .filter(operation -> names.contains(operation.name()))
        .collect(Collectors.toSet());
  }

  private UserId person(String id) {
    UserId user = new UserId(Call.id(id, NodeType.CUSTOM_USER).major());
    if (!chat.users().byId(List.of(user)).containsKey(user)) {
      throw Failure.notFound(NodeType.CUSTOM_USER.noun()).asException();
    }
    return user;
  }
}
