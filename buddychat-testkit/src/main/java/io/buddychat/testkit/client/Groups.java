package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What somebody does with groups. Talking in them goes as in chats, by [BuddyChatClient].
public final class Groups {

  private final Asking asking;

  Groups(Asking asking) {
    this.asking = asking;
  }

  /// Makes a group, of which one is the creator and an admin.
  ///
  /// @param members beside oneself
  /// @return one's own copy
  public Group create(String title, List<User> members) {
    String document =
        """
        mutation ($title: String!, $members: [ID!]) {
          createGroup(title: $title, memberIds: $members) { groupCopy %s }
        }
        """
            .formatted(Group.FIELDS);
    Map<String, Object> variables =
        Map.of("title", title, "members", members.stream().map(User::id).toList());
    return Group.of(asking.ask(document, variables).at("/createGroup/groupCopy"));
  }

  /// Makes several groups, 20 at most, each by itself: one that is refused fails no other.
  ///
  /// @return what became of each title, in their order
  public List<NewGroup> createAll(List<String> titles) {
    String document =
        "mutation ($inputs: [CreateGroupInput!]!) { createGroups(inputs: $inputs) %s }"
            .formatted(NewGroup.FIELDS);
    List<Map<String, String>> inputs =
        titles.stream().map(title -> Map.of("title", title)).toList();
    JsonNode data = asking.ask(document, Map.of("inputs", inputs));
    return Json.list(data.at("/createGroups/results"), NewGroup::of);
  }

  /// One's group of exactly this title, the oldest if there are several. It is made with these
  /// members if there is none.
  ///
  /// @return one's own copy
  public Group getOrCreate(String title, List<User> members) {
    String document =
        """
        mutation ($title: String!, $members: [ID!]) {
          getOrCreateGroup(title: $title, memberIds: $members) { groupCopy %s }
        }
        """
            .formatted(Group.FIELDS);
    Map<String, Object> variables =
        Map.of("title", title, "members", members.stream().map(User::id).toList());
    return Group.of(asking.ask(document, variables).at("/getOrCreateGroup/groupCopy"));
  }

  /// A page of one's groups by its number, the latest activity first.
  ///
  /// @param number from 1
  /// @param where what they must be like, by the members of `GroupFilter`; empty for all
  public NumberedPage<Group> page(int number, int size, Map<String, ?> where) {
    String document =
        "query (%s) { page: groupPage(%s) { items %s hasNext } }"
            .formatted(NumberedPage.ARGUMENTS, NumberedPage.GIVEN, Group.FIELDS);
    Map<String, Object> variables = Map.of("page", number, "limit", size, "where", where);
    return NumberedPage.of(asking.ask(document, variables).path("page"), Group::of);
  }

  /// @param id of one's own copy
  public Group byId(String id) {
    String document = "query ($id: ID!) { group(id: $id) %s }".formatted(Group.FIELDS);
    return Group.of(asking.ask(document, Map.of("id", id)).path("group"));
  }

  /// One's groups, the latest activity first.
  public Page<Group> all(int size) {
    String field = "list: groups(first: $first, after: $after) %s";
    return asking.page("", field, Map.of(), size, Group.FIELDS, Group::of);
  }

  /// Who is in a group, in the order they joined.
  public Page<Member> members(Group group, int size) {
    return asking.page(
        "$id: ID!,",
        "group(id: $id) { member { group { list: members(first: $first, after: $after) %s } } }",
        Map.of("id", group.id()),
        size,
        Member.FIELDS,
        Member::of);
  }

  /// Makes somebody a member. For admins.
  public Member add(Group group, User user) {
    String document =
        """
        mutation ($group: ID!, $user: ID!) {
          createGroupMember(groupCopyId: $group, memberId: $user) { groupMember %s }
        }
        """
            .formatted(Member.FIELDS);
    JsonNode data = asking.ask(document, Map.of("group", group.id(), "user", user.id()));
    return Member.of(data.at("/createGroupMember/groupMember"));
  }

  /// Takes somebody out of a group. For admins.
  public void remove(Group group, Member member) {
    asking.ask(
        """
        mutation ($group: ID!, $member: ID!) {
          removeGroupMember(groupCopyId: $group, memberId: $member) { success }
        }
        """,
        Map.of("group", group.id(), "member", member.id()));
  }

  /// Makes a member an admin, or no longer one. For admins.
  public Member changeAdmin(Group group, Member member, boolean admin) {
    String document =
        """
        mutation ($group: ID!, $member: ID!, $admin: Boolean!) {
          changeAdmin(groupCopyId: $group, memberId: $member, isAdmin: $admin) { groupMember %s }
        }
        """
            .formatted(Member.FIELDS);
    Map<String, Object> variables =
        Map.of("group", group.id(), "member", member.id(), "admin", admin);
    return Member.of(asking.ask(document, variables).at("/changeAdmin/groupMember"));
  }

  /// Changes what a group shows of itself; what is empty stays as it is. For admins.
  public Group update(
      Group group, Optional<String> title, Optional<String> description, Optional<String> image) {
    String document =
        """
        mutation ($group: ID!, $title: String, $description: String, $image: String) {
          updateGroup(groupCopyId: $group, title: $title, description: $description,
              groupImage: $image) { groupCopy %s }
        }
        """
            .formatted(Group.FIELDS);
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("group", group.id());
    title.ifPresent(text -> variables.put("title", text));
    description.ifPresent(text -> variables.put("description", text));
    image.ifPresent(text -> variables.put("image", text));
    return Group.of(asking.ask(document, variables).at("/updateGroup/groupCopy"));
  }

  /// Leaves a group, with one's own copy.
  public void leave(Group group) {
    asking.ask(
        "mutation ($id: ID!) { leaveGroup(groupCopyId: $id) { success } }",
        Map.of("id", group.id()));
  }

  /// Removes a group for good, with everybody's copies. For its creator.
  public void removeForGood(Group group) {
    asking.ask(
        "mutation ($id: ID!) { removeGroupPermanently(groupCopyId: $id) { success } }",
        Map.of("id", group.id()));
  }
}
