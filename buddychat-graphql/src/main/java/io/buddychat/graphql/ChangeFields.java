package io.buddychat.graphql;

import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.InboxFilter;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.inbox.Subject;
import io.buddychat.domain.user.Viewer;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The viewer's log as a feed of changes: of things by kind, action and id, and of groups.
final class ChangeFields {

  private static final String EVERY_ACTION = "ALL";

  private final InboxViews views;
  private final NodeFields nodes;
  private final ConversationFields conversations;

  ChangeFields(InboxViews views, NodeFields nodes, ConversationFields conversations) {
    this.views = views;
    this.nodes = nodes;
    this.conversations = conversations;
  }

  void addTo(Fields fields) {
    fields
        .root("Subscription")
        .field("changes", (root, call) -> views.event(call, viewer -> wanted(call, viewer)))
        .field("groupChanged", (root, call) -> views.event(call, viewer -> ofGroups(call, viewer)));
    actor(InboxViews.type(fields, "Change"))
        .field(
            "kind",
            (event, call) -> event.payload().map(it -> ChangeKind.of(it.operation()).name()))
        .field(
            "action",
            (event, call) -> event.payload().map(it -> ChangeAction.of(it.operation()).name()))
        .field("nodeId", (event, call) -> event.payload().map(InboxNodes::id))
        .field("node", (event, call) -> node(event, call));
    actor(InboxViews.type(fields, "GroupChange"))
        .field(
            "action", (event, call) -> event.payload().map(it -> ChangeAction.ofGroup(it).name()))
        .field("groupCopyId", (event, call) -> event.payload().map(ChangeFields::groupCopyId))
        .field("groupCopy", (event, call) -> groupCopy(event, call))
        .field("payload", (event, call) -> event.payload());
  }

  private static Fields.Type<InboxEvent> actor(Fields.Type<InboxEvent> type) {
    return type.field(
        "actorId",
        (event, call) ->
            event.payload().map(it -> GlobalId.of(NodeType.CUSTOM_USER, it.actor().value())));
  }

  // Which changes

  private InboxFilter wanted(Call call, Viewer viewer) {
    Optional<List<String>> kinds = call.optionalTexts("kinds");
    Optional<String> action =
        call.optionalText("action").filter(name -> !name.equals(EVERY_ACTION));
    Optional<Subject> subject = call.optionalText("id").map(id -> subject(viewer, id));
    InboxFilter filter = InboxFilter.ALL;
    if (kinds.isPresent() || action.isPresent()) {
      filter =
          filter.only(
              operations(
                  it ->
                      kinds.map(some -> some.contains(ChangeKind.of(it).name())).orElse(true)
                          && action.map(ChangeAction.of(it).name()::equals).orElse(true)));
    }
    if (subject.isPresent()) {
      filter = filter.about(subject.get());
    }
    return InboxViews.skippingOwn(filter, call, viewer);
  }

  private InboxFilter ofGroups(Call call, Viewer viewer) {
    InboxFilter filter = InboxFilter.ALL.only(operations(ChangeFields::isOfGroups));
    return call.optionalText("id").map(id -> filter.in(own(viewer, id))).orElse(filter);
  }

  private CopyId own(Viewer viewer, String id) {
    CopyId copy = new CopyId(Call.id(id, Wording.GROUP.copy()).major());
    return conversations.own(Wording.GROUP, viewer, copy).copy().id();
  }

  private static boolean isOfGroups(Operation operation) {
    return switch (ChangeKind.of(operation)) {
      case GROUP, MEMBER -> true;
      case USER, CHAT, MESSAGE, NOTIFICATION -> false;
    };
  }

  private static Set<Operation> operations(Predicate<Operation> wanted) {
    return Stream.of(Operation.values())
        .filter(wanted)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Operation.class)));
  }

  private Subject subject(Viewer viewer, String text) {
    return GlobalId.parse(text)
        .filter(id -> nodes.isVisible(viewer.user(), id))
        .flatMap(InboxNodes::subject)
        .orElseThrow(
            () ->
                Failure.notFound("user, chat, group, member, message or notification")
                    .asException());
  }

  // What is shown of them

  private static @Nullable Object node(InboxEvent event, Call call) {
    return event
        .payload()
        .filter(it -> ChangeAction.of(it.operation()) != ChangeAction.DELETE)
        .map(it -> InboxNodes.node(it, call))
        .orElse(null);
  }

  private static @Nullable Object groupCopy(InboxEvent event, Call call) {
    return event
        .payload()
        .filter(it -> ChangeAction.ofGroup(it) != ChangeAction.DELETE)
        .map(it -> InboxNodes.copy(Wording.GROUP, it, call))
        .orElse(null);
  }

  private static String groupCopyId(Event event) {
    return GlobalId.of(Wording.GROUP.copy(), event.place().orElseThrow().value());
  }
}
