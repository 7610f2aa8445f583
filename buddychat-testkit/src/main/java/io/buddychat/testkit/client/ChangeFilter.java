package io.buddychat.testkit.client;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which changes are wanted. All that is said must be satisfied.
///
/// ```java
/// ChangeFilter.ALL.of(ChangeKind.USER, ChangeKind.GROUP).only(ChangeAction.UPDATE).withoutOwn()
/// ```
///
/// @param kinds only of these; of all if empty
/// @param action only where this became of the thing
/// @param nodeId only of this thing
/// @param skipOwn without what is done in this client's own session
public record ChangeFilter(
    Set<ChangeKind> kinds,
    Optional<ChangeAction> action,
    Optional<String> nodeId,
    boolean skipOwn) {

  /// Everything.
  public static final ChangeFilter ALL =
      new ChangeFilter(Set.of(), Optional.empty(), Optional.empty(), false);

  public ChangeFilter {
    kinds = Set.copyOf(kinds);
  }

  public ChangeFilter of(ChangeKind first, ChangeKind... others) {
    return new ChangeFilter(EnumSet.of(first, others), action, nodeId, skipOwn);
  }

  public ChangeFilter only(ChangeAction what) {
    return new ChangeFilter(kinds, Optional.of(what), nodeId, skipOwn);
  }

  /// Should it not be there when the line is opened, it is refused with [ErrorCode#NOT_FOUND].
  public ChangeFilter of(Node node) {
    return new ChangeFilter(kinds, action, Optional.of(node.id()), skipOwn);
  }

  public ChangeFilter withoutOwn() {
    return new ChangeFilter(kinds, action, nodeId, true);
  }

  /// As variables of the subscription.
  Map<String, Object> variables(String cursor) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("after", cursor);
    if (!kinds.isEmpty()) {
      variables.put("kinds", List.copyOf(kinds));
    }
    action.ifPresent(what -> variables.put("action", what));
    nodeId.ifPresent(id -> variables.put("id", id));
    variables.put("skipOwn", skipOwn);
    return variables;
  }
}
