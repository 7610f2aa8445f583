package io.buddychat.graphql;

import graphql.execution.MergedSelectionSet;
import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.user.UserId;

/// When a query asks for `inboxHead`, that is read before anything else of it.
///
/// Whoever reads their state and the head in one query then knows: what the state does not tell yet
/// comes after that head, wherever in the document the field stands. The other way round an event
/// could fall between the two and be missed.
record HeadFirst(BuddyChat chat) {

  void read(MergedSelectionSet asked, RequestContext context) {
    if (asked.getSubFieldsList().stream().anyMatch(field -> field.getName().equals("inboxHead"))) {
      context.caller().viewer().ifPresent(viewer -> read(viewer.user(), context));
    }
  }

  private void read(UserId owner, RequestContext context) {
    context.noteHead(new InboxCursor(owner, chat.readInbox().head(owner)));
  }
}
