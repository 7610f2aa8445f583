package io.buddychat.testkit.client;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What of an inbox is wanted. All that is said must be satisfied.
///
/// ```java
/// InboxFilter.ALL.only(Operation.CHAT_MESSAGE_CREATED).in(chat).withoutOwn()
/// ```
///
/// @param operations only these; all if empty
/// @param conversationId only what happens there: one's own copy of a chat or group
/// @param fromUserId only what this person does
/// @param skipOwn without what is done in this client's own session
public record InboxFilter(
    Set<Operation> operations,
    Optional<String> conversationId,
    Optional<String> fromUserId,
    boolean skipOwn) {

  /// Everything.
  public static final InboxFilter ALL =
      new InboxFilter(Set.of(), Optional.empty(), Optional.empty(), false);

  public InboxFilter {
    operations = Set.copyOf(operations);
  }

  public InboxFilter only(Operation first, Operation... others) {
    return new InboxFilter(EnumSet.of(first, others), conversationId, fromUserId, skipOwn);
  }

  /// Should one be no member of a group any more when the line is opened, it is refused with
  /// [ErrorCode#NOT_FOUND].
  public InboxFilter in(Conversation conversation) {
    return new InboxFilter(operations, Optional.of(conversation.id()), fromUserId, skipOwn);
  }

  public InboxFilter from(User user) {
    return new InboxFilter(operations, conversationId, Optional.of(user.id()), skipOwn);
  }

  public InboxFilter withoutOwn() {
    return new InboxFilter(operations, conversationId, fromUserId, true);
  }

  /// As variables of the subscription.
  Map<String, Object> variables(String cursor) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("after", cursor);
    if (!operations.isEmpty()) {
      variables.put("operations", List.copyOf(operations));
    }
    conversationId.ifPresent(id -> variables.put("conversationId", id));
    fromUserId.ifPresent(id -> variables.put("fromUserId", id));
    variables.put("skipOwn", skipOwn);
    return variables;
  }
}
