package io.buddychat.testkit.client;

import java.util.function.Consumer;

/// Everything that happens in one person's mailbox, as it is told by `inbox`.
///
/// ```java
/// try (Inbox inbox = client.inbox()) {
///   for (InboxEvent event : inbox) { // until somebody closes it
///     ...
///   }
/// }
/// ```
public final class Inbox extends Feed<InboxEvent> {

  static final String DOCUMENT =
      """
      subscription ($after: Cursor, $operations: [Operation!], $conversationId: ID,
          $fromUserId: ID, $skipOwn: Boolean) {
        inbox(after: $after, operations: $operations, conversationId: $conversationId,
            fromUserId: $fromUserId, skipOwn: $skipOwn) %s
      }
      """
          .formatted(InboxEvent.FIELDS);

  Inbox(
      Session session,
      Sockets sockets,
      String cursor,
      InboxFilter filter,
      Pace pace,
      Consumer<Feed<?>> whenClosed) {
    super(
        session,
        sockets,
        cursor,
        new View<>(DOCUMENT, filter::variables, InboxEvent::of),
        pace,
        whenClosed);
  }
}
