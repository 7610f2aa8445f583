package io.buddychat.graphql;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.MessageFilter;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.Page;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Viewer;
import io.buddychat.graphql.Nodes.MessageCopyNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// The viewer's mailbox as a whole, across chats and groups.
final class MailboxFields {

  private final BuddyChat chat;
  private final ConversationFields conversations;

  MailboxFields(BuddyChat chat, ConversationFields conversations) {
    this.chat = chat;
    this.conversations = conversations;
  }

  void addTo(Fields fields) {
    fields
        .root("Query")
        .field("messages", (root, call) -> messages(call))
        .field("messagePage", (root, call) -> numbered(call));
    NumberedPage.addTo(fields, "MessagePage");
    fields.connectionOf("MailboxMessage");
    fields.oneOf("MailboxMessage", Nodes.class, node -> node.type().typeName());
  }

  private Connections.Connection messages(Call call) {
    UserId viewer = call.viewer().user();
    MessageFilter filter = filter(call);
    Optional<UserId> other = call.optionalText("withUserId").map(this::person);
    Optional<CopyId> chatWith = other.flatMap(person -> chatWith(viewer, person));
    boolean nowhere =
        other.isPresent()
            && (chatWith.isEmpty()
                || filter.in().filter(place -> !place.equals(chatWith.get())).isPresent());
    MessageFilter narrowed =
        new MessageFilter(chatWith.or(filter::in), filter.unread(), filter.mine());
    Page<HeldMessage> page =
        nowhere ? Page.empty() : chat.mailboxes().messages(viewer, narrowed, call.page());
    Map<CopyId, HeldConversation> places = places(viewer, page);
    return Connections.connection(
        placed(page, places), narrowed::position, held -> node(held, places));
  }

  private NumberedPage numbered(Call call) {
    UserId viewer = call.viewer().user();
    NumberedPage.Wanted wanted = NumberedPage.Wanted.of(call);
    Page<HeldMessage> page = chat.mailboxes().messages(viewer, filter(call), wanted.request());
    Map<CopyId, HeldConversation> places = places(viewer, page);
    return wanted.shown(placed(page, places), held -> node(held, places));
  }

  /// What `MessageFilter` has.
  static final Map<String, Filter.Kind> FILTER =
      Map.of(
          "conversationId", Filter.Kind.TEXT,
          "isUnread", Filter.Kind.FLAG,
          "isMine", Filter.Kind.FLAG);

  private MessageFilter filter(Call call) {
    Viewer viewer = call.viewer();
    Filter given = Filter.of(call, FILTER);
    return new MessageFilter(
        given.text("conversationId").map(id -> conversations.named(viewer, id)),
        given.flag("isUnread"),
        given.flag("isMine"));
  }

  private Optional<CopyId> chatWith(UserId viewer, UserId person) {
    return Optional.ofNullable(chat.mailboxes().chatsWith(viewer, List.of(person)).get(person))
        .map(held -> held.copy().id());
  }

  /// Who deletes a conversation at this moment does not see its messages in the list.
  private static Page<HeldMessage> placed(
      Page<HeldMessage> page, Map<CopyId, HeldConversation> places) {
    return new Page<>(
        page.items().stream().filter(held -> places.containsKey(held.copy().id().copy())).toList(),
        page.hasPrevious(),
        page.hasNext());
  }

  private Map<CopyId, HeldConversation> places(UserId viewer, Page<HeldMessage> page) {
    return chat.mailboxes()
        .conversations(
            viewer,
            page.items().stream().map(held -> held.copy().id().copy()).collect(Collectors.toSet()));
  }

  private static MessageCopyNode node(HeldMessage held, Map<CopyId, HeldConversation> places) {
    HeldConversation place = Objects.requireNonNull(places.get(held.copy().id().copy()));
    return new MessageCopyNode(Wording.of(place.conversation().kind().family()), held);
  }

  private UserId person(String id) {
    UserId user = new UserId(Call.id(id, NodeType.CUSTOM_USER).major());
    if (!chat.users().byId(List.of(user)).containsKey(user)) {
      throw Failure.notFound(NodeType.CUSTOM_USER.noun()).asException();
    }
    return user;
  }
}
