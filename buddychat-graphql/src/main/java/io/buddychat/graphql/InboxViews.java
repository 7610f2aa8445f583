package io.buddychat.graphql;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.inbox.Following;
import io.buddychat.domain.inbox.InboxFilter;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Viewer;
import java.util.Optional;
import java.util.function.Function;

/// The fields of the subscription that follow the viewer's own log from a cursor on. They differ in
/// what they let through and in what they show of an entry, and in nothing else: their cursors, and
/// the two events without an entry, are the same.
final class InboxViews {

  private final BuddyChat chat;

  InboxViews(BuddyChat chat) {
    this.chat = chat;
  }

  /// The event that the document is being run for; for the document as it came from the client,
  /// that the subscription is active.
  ///
  /// @param filter what of the log is wanted; may refuse
  InboxEvent event(Call call, Function<Viewer, InboxFilter> filter) {
    return call.context().delivered().orElseGet(() -> begin(call, filter));
  }

  private InboxEvent begin(Call call, Function<Viewer, InboxFilter> filter) {
    Viewer viewer = call.context().beginSubscription();
    Optional<Long> after = after(call, viewer.user());
    Following following = chat.follow(viewer, after, filter.apply(viewer));
    call.context().follow(new Followed(viewer, following, Followed.Form.EVENTS));
    return InboxEvent.active(viewer.user(), following.cursor(), chat.now());
  }

  /// The argument `after`: a place in this person's log.
  static Optional<Long> after(Call call, UserId owner) {
    return call.optionalText("after").map(text -> InboxCursor.number("after", text, owner));
  }

  /// This filter, without what the viewer's own session did if the argument `skipOwn` says so.
  static InboxFilter skippingOwn(InboxFilter filter, Call call, Viewer viewer) {
    return call.optionalFlag("skipOwn").orElse(false) ? filter.without(viewer.session()) : filter;
  }

  /// The fields that every event has, under this name of its type.
  static Fields.Type<InboxEvent> type(Fields fields, String name) {
    return fields
        .type(name, InboxEvent.class)
        .ownId("cursor", event -> event.cursor().unwritten())
        .shared("operation", (event, call) -> event.operation())
        .shared("at", (event, call) -> Scalars.dateTime(event.at()));
  }
}
