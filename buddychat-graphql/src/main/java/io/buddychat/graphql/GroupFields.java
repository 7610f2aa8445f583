package io.buddychat.graphql;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.conversation.ConversationFilter;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Position;
import io.buddychat.domain.group.AddMember;
import io.buddychat.domain.group.ChangeAdmin;
import io.buddychat.domain.group.LeaveGroup;
import io.buddychat.domain.group.RemoveGroup;
import io.buddychat.domain.group.RemoveMember;
import io.buddychat.domain.group.UpdateGroup;
import io.buddychat.domain.user.Viewer;
import io.buddychat.graphql.Nodes.GroupCopyNode;
import io.buddychat.graphql.Nodes.GroupNode;
import io.buddychat.graphql.Nodes.MemberNode;
import java.util.List;
import java.util.Map;

/// Groups, their members, and the viewer's own copies of them.
final class GroupFields {

  private final BuddyChat chat;
  private final ConversationFields conversations;
  private final NewcomerFields newcomers;

  GroupFields(BuddyChat chat, ConversationFields conversations) {
    this.chat = chat;
    this.conversations = conversations;
    this.newcomers = new NewcomerFields(chat);
  }

  void addTo(Fields fields) {
    fields
        .root("Query")
        .field(
            "groups",
            (root, call) ->
                conversations.page(Wording.GROUP, call.viewer().user(), call, GroupCopyNode::new))
        .field(
            "group",
            (root, call) ->
                new GroupCopyNode(
                    conversations.own(
                        Wording.GROUP, call.viewer(), call.copy("id", NodeType.GROUP_COPY))))
        .field("groupPage", (root, call) -> page(call.viewer(), call));
    NumberedPage.addTo(fields, "GroupPage");
    new NewGroupFields(chat).addTo(fields);
    newcomers.addTo(fields);
    fields
        .root("Mutation")
        .field("createGroupMember", (root, call) -> addMember(call))
        .field("changeAdmin", (root, call) -> changeAdmin(call))
        .field("updateGroup", (root, call) -> update(call))
        .field("removeGroupMember", (root, call) -> removeMember(call))
        .field(
            "leaveGroup",
            (root, call) -> success(chat.handle(new LeaveGroup(call.viewer(), group(call)))))
        .field(
            "removeGroupPermanently",
            (root, call) -> success(chat.handle(new RemoveGroup(call.viewer(), group(call)))))
        .field("deleteGroup", (root, call) -> conversations.clear(Wording.GROUP, call))
        .field(
            "setArchiveGroup",
            (root, call) ->
                Map.of("groupCopy", new GroupCopyNode(conversations.archive(Wording.GROUP, call))));
    fields
        .type("UserGroup", GroupNode.class)
        .field("id", (node, call) -> node.id())
        .field("title", (node, call) -> node.card().title())
        .field("description", (node, call) -> node.card().description())
        .field("groupImage", (node, call) -> UserFields.orNull(node.card().image()))
        .field("members", (node, call) -> members(node, call))
        .field("membersCount", (node, call) -> node.group().owners())
        .field("createdBy", (node, call) -> UserFields.loaded(node.card().creator(), call))
        .field("updatedAt", (node, call) -> Scalars.dateTime(node.card().updatedAt()));
    fields
        .type("GroupMember", MemberNode.class)
        .field("id", (node, call) -> node.id())
        .field("user", (node, call) -> UserFields.loaded(node.held().copy().owner(), call))
        .field("group", (node, call) -> GroupNode.of(node.held().conversation()))
        .field("isAdmin", (node, call) -> node.held().copy().admin())
        .field("joinedAt", (node, call) -> Scalars.dateTime(node.held().copy().createdAt()));
    fields
        .type("UserGroupMemberCopy", GroupCopyNode.class)
        .field("id", (node, call) -> node.id())
        .field("member", (node, call) -> new MemberNode(node.held()))
        .field("isArchived", (node, call) -> node.held().copy().archived())
        .field("groupMessages", (node, call) -> messages(node, call))
        .field("group_messages", (node, call) -> messages(node, call))
        .field(
            "lastMessage",
            (node, call) ->
                ConversationFields.lastMessage(Wording.GROUP, node.held().copy().id(), call))
        .field("unreadCount", (node, call) -> node.held().unread());
    fields.connectionOf("UserGroupMemberCopy");
    fields.connectionOf("GroupMember");
    fields.payload("CreateGroupMember", List.of("groupMember"));
    fields.payload("ChangeAdmin", List.of("groupMember"));
    fields.payload("UpdateGroup", List.of("groupCopy"));
    fields.payload("RemoveGroupMember", List.of("success"));
    fields.payload("LeaveGroup", List.of("success"));
    fields.payload("RemoveGroupPermanently", List.of("success"));
    fields.payload("DeleteGroup", List.of("success"));
    fields.payload("SetArchiveGroup", List.of("groupCopy"));
  }

  /// What `GroupFilter` has.
  static final Map<String, Filter.Kind> FILTER =
      Map.of(
          "title", Filter.Kind.TEXT,
          "isArchived", Filter.Kind.FLAG,
          "isUnread", Filter.Kind.FLAG,
          "isAdmin", Filter.Kind.FLAG);

  private NumberedPage page(Viewer viewer, Call call) {
    NumberedPage.Wanted wanted = NumberedPage.Wanted.of(call);
    Filter given = Filter.of(call, FILTER);
    ConversationFilter filter =
        new ConversationFilter(
            given.flag("isArchived"),
            given.flag("isUnread"),
            given.flag("isAdmin"),
            NewcomerFields.beginning("title", given.text("title")));
    return wanted.shown(
        chat.mailboxes()
            .conversations(viewer.user(), Wording.GROUP.family(), filter, wanted.request()),
        GroupCopyNode::new);
  }

  /// `memberId` is a user here, for there is no member yet.
  private Map<String, Object> addMember(Call call) {
    Viewer viewer = call.viewer();
    AddMember command =
        new AddMember(viewer, group(call), call.user("memberId"), chat.mostGroupMembers());
    return Map.of("groupMember", new MemberNode(chat.handle(command)));
  }

  private Map<String, Object> changeAdmin(Call call) {
    Viewer viewer = call.viewer();
    ChangeAdmin command = new ChangeAdmin(viewer, group(call), member(call), call.flag("isAdmin"));
    return Map.of("groupMember", new MemberNode(chat.handle(command)));
  }

  private Map<String, Object> update(Call call) {
    Viewer viewer = call.viewer();
    UpdateGroup command =
        new UpdateGroup(
            viewer,
            group(call),
            call.optionalText("title"),
            call.optionalText("description"),
            call.optionalText("groupImage"),
            NewcomerFields.visibility(call),
            NewcomerFields.welcome(call));
    return Map.of("groupCopy", new GroupCopyNode(chat.handle(command)));
  }

  private Map<String, Object> removeMember(Call call) {
    Viewer viewer = call.viewer();
    return success(chat.handle(new RemoveMember(viewer, group(call), member(call))));
  }

  private static Map<String, Object> success(boolean done) {
    return Map.of("success", done);
  }

  private static CopyId group(Call call) {
    return call.copy("groupCopyId", NodeType.GROUP_COPY);
  }

  private static CopyId member(Call call) {
    return call.copy("memberId", NodeType.GROUP_MEMBER);
  }

  private static Object messages(GroupCopyNode node, Call call) {
    return ConversationFields.messages(Wording.GROUP, node.held().copy().id(), call);
  }

  private static Object members(GroupNode node, Call call) {
    return call.load(Loaders.MEMBERS, new Loaders.MemberPage(node.group().id(), call.page()))
        .thenApply(
            page ->
                Connections.connection(
                    page,
                    copy -> new Position(copy.createdAt().toEpochMilli(), copy.id().value()),
                    copy -> new MemberNode(new HeldConversation(copy, node.group()))));
  }
}
