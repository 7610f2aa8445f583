package io.buddychat.graphql;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.conversation.ArchiveConversation;
import io.buddychat.domain.conversation.ClearConversation;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.Position;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Viewer;
import io.buddychat.graphql.Nodes.MessageCopyNode;
import io.buddychat.graphql.Nodes.NotificationNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// What one's own copies of chats and of groups have in common.
final class ConversationFields {

  private final BuddyChat chat;

  ConversationFields(BuddyChat chat) {
    this.chat = chat;
  }

  /// The viewer's own conversations of a family.
  Connections.Connection page(
      Wording wording, UserId owner, Call call, Function<HeldConversation, Nodes> node) {
    return Connections.connection(
        chat.mailboxes()
            .conversations(
                owner, wording.family(), call.optionalFlag(wording.archivedField()), call.page()),
        HeldConversation::position,
        node);
  }

  Connections.Connection notifications(UserId owner, Call call) {
    return Connections.connection(
        chat.mailboxes().notifications(owner, call.optionalFlag("isRead"), call.page()),
        held -> Position.of(held.copy().seq()),
        NotificationNode::new);
  }

  /// One of the viewer's own copies, if it is of the family.
  HeldConversation own(Wording wording, Viewer viewer, CopyId copy) {
    HeldConversation held = chat.mailboxes().conversations(viewer.user(), List.of(copy)).get(copy);
    if (held == null || held.conversation().kind().family() != wording.family()) {
      throw wording.family().noSuchCopy();
    }
    return held;
  }

  /// The viewer's own copy of a chat or of a group, whichever the id names.
  CopyId named(Viewer viewer, String id) {
    GlobalId parsed = GlobalId.parse(id).orElseThrow(ConversationFields::noSuchConversation);
    return Stream.of(Wording.values())
        .filter(wording -> wording.copy() == parsed.type())
        .findFirst()
        .map(wording -> own(wording, viewer, new CopyId(parsed.major())).copy().id())
        .orElseThrow(ConversationFields::noSuchConversation);
  }

  private static RuntimeException noSuchConversation() {
    return Failure.notFound("conversation").asException();
  }

  /// Messages of one's own copy, newest first.
  static Object messages(Wording wording, CopyId copy, Call call) {
    return call.load(Loaders.MESSAGES, new Loaders.MessagePage(copy, call.page()))
        .thenApply(
            page ->
                Connections.connection(
                    page,
                    held -> Position.of(held.message().ordinal()),
                    held -> new MessageCopyNode(wording, held)));
  }

  static Object lastMessage(Wording wording, CopyId copy, Call call) {
    return call.load(Loaders.LAST_MESSAGES, copy)
        .thenApply(held -> held.map(found -> new MessageCopyNode(wording, found)).orElse(null));
  }

  Map<String, Object> clear(Wording wording, Call call) {
    Viewer viewer = call.viewer();
    CopyId copy = call.copy(wording.copyId(), wording.copy());
    return Map.of("success", chat.handle(new ClearConversation(viewer, wording.family(), copy)));
  }

  HeldConversation archive(Wording wording, Call call) {
    Viewer viewer = call.viewer();
    CopyId copy = call.copy(wording.copyId(), wording.copy());
    return chat.handle(
        new ArchiveConversation(
            viewer, wording.family(), copy, call.flag(wording.archivedField())));
  }
}
