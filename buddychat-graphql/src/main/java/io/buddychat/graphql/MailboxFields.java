package io.buddychat.graphql;

import graphql.schema.idl.RuntimeWiring;
import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.MessageFilter;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.Page;
import io.buddychat.domain.user.UserId;
import io.buddychat.graphql.Nodes.MessageCopyNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// The viewer's mailbox as a whole, across chats and groups.
final class MailboxFields {

  private final BuddyChat chat;

  MailboxFields(BuddyChat chat) {
    this.chat = chat;
  }

  void addTo(Fields fields, RuntimeWiring.Builder wiring) {
    fields.root("Query").field("messages", (root, call) -> messages(call));
    fields.connectionOf("MailboxMessage");
    wiring.type(
        "MailboxMessage",
        type ->
            type.typeResolver(
                environment -> {
                  Nodes node = Objects.requireNonNull(environment.getObject());
                  return Objects.requireNonNull(environment.getSchema())
                      .getObjectType(node.type().typeName());
                }));
  }

  private Connections.Connection messages(Call call) {
    UserId viewer = call.viewer().user();
    Map<String, Boolean> given = call.flags("filter");
    Optional<UserId> other = call.optionalText("withUserId").map(this::person);
    Optional<CopyId> in =
        other.flatMap(
            person ->
                Optional.ofNullable(chat.mailboxes().chatsWith(viewer, List.of(person)).get(person))
                    .map(held -> held.copy().id()));
    MessageFilter filter =
        new MessageFilter(
            in,
            Optional.ofNullable(given.get("isUnread")),
            Optional.ofNullable(given.get("isMine")));
    Page<HeldMessage> page =
        other.isPresent() && in.isEmpty()
            ? Page.empty()
            : chat.mailboxes().messages(viewer, filter, call.page());
    Map<CopyId, HeldConversation> places = places(viewer, page);
    // Who deletes a conversation at this moment does not see its messages in the list.
    Page<HeldMessage> placed =
        new Page<>(
            page.items().stream()
                .filter(held -> places.containsKey(held.copy().id().copy()))
                .toList(),
            page.hasPrevious(),
            page.hasNext());
    return Connections.connection(placed, filter::position, held -> node(held, places));
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
