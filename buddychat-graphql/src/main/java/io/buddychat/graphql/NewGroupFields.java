package io.buddychat.graphql;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.Visibility;
import io.buddychat.domain.conversation.Welcome;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.group.CreateGroup;
import io.buddychat.domain.group.OpenGroup;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Viewer;
import io.buddychat.graphql.Nodes.GroupCopyNode;
import io.buddychat.graphql.Nodes.GroupNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How groups begin: one, several, or one unless it is there.
final class NewGroupFields {

  private final BuddyChat chat;

  NewGroupFields(BuddyChat chat) {
    this.chat = chat;
  }

  void addTo(Fields fields) {
    fields
        .root("Mutation")
        .field("createGroup", (root, call) -> shown(make(call.viewer(), call)))
        .field("createGroups", (root, call) -> makeEach(call.viewer(), call))
        .field("getOrCreateGroup", (root, call) -> open(call.viewer(), call));
    fields.payload("CreateGroup", List.of("userGroup", "groupCopy"));
    fields.payload("CreateGroups", List.of("results"));
    fields.payload("CreateGroupsResult", List.of("groupCopy", "error"));
    fields.payload("InputError", List.of("code", "message", "field", "errorId"));
    fields.payload("GetOrCreateGroup", List.of("userGroup", "groupCopy", "created"));
  }

  private HeldConversation make(Viewer viewer, Call call) {
    return chat.createGroup().by(viewer, draft(call));
  }

  /// Each is made by itself, so that none takes another one along.
  private Map<String, Object> makeEach(Viewer viewer, Call call) {
    List<Call> inputs = call.inputs(Inputs.ARGUMENT);
    if (inputs.size() > Inputs.MOST) {
      throw new Failure.InvalidInput(
              Inputs.ARGUMENT,
              "At most %d groups are made at once, not %d.".formatted(Inputs.MOST, inputs.size()))
          .asException();
    }
    return Map.of("results", inputs.stream().map(input -> tryOne(viewer, input)).toList());
  }

  private Map<String, Object> tryOne(Viewer viewer, Call input) {
    try {
      return Map.of("groupCopy", new GroupCopyNode(make(viewer, input)));
    } catch (RuntimeException e) {
      return Map.of("error", error(Errors.told(e)));
    }
  }

  /// The same as an error of the whole answer would say.
  private static Map<String, @Nullable Object> error(Map<String, @Nullable Object> told) {
    Map<String, @Nullable Object> error = new HashMap<>(told);
    if (error.remove("extensions") instanceof Map<?, ?> extensions) {
      extensions.forEach((key, value) -> error.put(String.valueOf(key), value));
    }
    return error;
  }

  private Map<String, Object> open(Viewer viewer, Call call) {
    OpenGroup.Opened opened = chat.openGroup().by(viewer, draft(call));
    Map<String, Object> answer = new HashMap<>(shown(opened.mine()));
    answer.put("created", opened.created());
    return answer;
  }

  private static Map<String, Object> shown(HeldConversation made) {
    return Map.of(
        "userGroup", GroupNode.of(made.conversation()), "groupCopy", new GroupCopyNode(made));
  }

  private static CreateGroup.Draft draft(Call call) {
    List<UserId> members =
        call.optionalTexts("memberIds").orElse(List.of()).stream()
            .map(id -> new UserId(Call.id(id, NodeType.CUSTOM_USER).major()))
            .toList();
    return new CreateGroup.Draft(
        call.text("title"),
        call.optionalText("description"),
        call.optionalText("groupImage"),
        NewcomerFields.visibility(call).orElse(Visibility.PRIVATE),
        NewcomerFields.welcome(call).orElse(Welcome.NOTHING),
        members);
  }
}
