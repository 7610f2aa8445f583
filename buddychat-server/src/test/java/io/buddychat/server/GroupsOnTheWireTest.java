package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.testkit.ws.WsClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Groups, their members and messages, as a client meets them. Alice has made a group with Boris;
/// Clara is no member.
class GroupsOnTheWireTest extends OnTheWire {

  private final String alices =
      alice
          .does(
              "createGroup(title: \"Tea\", memberIds: [\"%s\"]) { groupCopy { id } }"
                  .formatted(boris.id()))
          .at("/createGroup/groupCopy/id")
          .asText();
  private final String borises = copyOf(boris);
  private final String borisAsMember = memberOf(boris);

  private static String copyOf(Buddy person) {
    return person
        .asks("{ groups { edges { node { id } } } }")
        .at("/groups/edges/0/node/id")
        .asText();
  }

  private static String memberOf(Buddy person) {
    return person
        .asks("{ groups { edges { node { member { id } } } } }")
        .at("/groups/edges/0/node/member/id")
        .asText();
  }

  private static String sends(Buddy person, String copy, String content) {
    return person
        .does(
            "createGroupMessage(groupCopyId: \"%s\", content: \"%s\") { message { id } }"
                .formatted(copy, content))
        .at("/createGroupMessage/message/id")
        .asText();
  }

  private static String newestIn(Buddy person, String copy) {
    return person
        .asks("{ group(id: \"%s\") { lastMessage { id } } }".formatted(copy))
        .at("/group/lastMessage/id")
        .asText();
  }

  private static String texts(Buddy person, String copy) {
    List<String> texts = new ArrayList<>();
    person
        .asks(
            "{ group(id: \"%s\") { groupMessages { edges { node { message { content } } } } } }"
                .formatted(copy))
        .at("/group/groupMessages/edges")
        .forEach(edge -> texts.add(edge.at("/node/message/content").asText()));
    return String.join(" ", texts);
  }

  private static List<String> members(Buddy person, String copy) {
    List<String> names = new ArrayList<>();
    person
        .asks(
            """
            { group(id: "%s") { member { group { members { edges { node { isAdmin
              user { username } } } } } } } }
            """
                .formatted(copy))
        .at("/group/member/group/members/edges")
        .forEach(
            edge ->
                names.add(
                    edge.at("/node/user/username").asText()
                        + (edge.at("/node/isAdmin").asBoolean() ? "*" : "")));
    return names;
  }

  private void addClara() {
    var _ =
        alice.does(
            "createGroupMember(groupCopyId: \"%s\", memberId: \"%s\") { groupMember { id } }"
                .formatted(alices, clara.id()));
  }

  @Test
  void createGroupMakesTheCreatorAnAdminWithACopy() {
    JsonNode made =
        clara
            .does(
                """
                createGroup(title: "Chess", description: "Every Tuesday night",
                    groupImage: "/chess.png", memberIds: ["%s"]) {
                  userGroup { id title description groupImage membersCount
                    createdBy { username } }
                  groupCopy { isArchived unreadCount member { isAdmin user { username }
                    group { id } } } }
                """
                    .formatted(alice.id()))
            .at("/createGroup");
    assertAnswer(
        made,
        """
        {'userGroup':{'id':'%1$s','title':'Chess','description':'Every Tuesday night',
          'groupImage':'/chess.png','membersCount':2,'createdBy':{'username':'clara'}},
         'groupCopy':{'isArchived':false,'unreadCount':0,'member':{'isAdmin':true,
           'user':{'username':'clara'},'group':{'id':'%1$s'}}}}
        """
            .formatted(made.at("/userGroup/id").asText()));
    assertThat(members(clara, copyOf(clara))).containsExactly("clara*", "alice");
  }

  @Test
  void everyFieldOfAGroupAndItsMessagesAnswers() {
    String joined = server.clock().instant().toString().replace("Z", ".000Z");
    String date = later();
    sends(alice, alices, "Kettle is on");
    String received = newestIn(boris, borises);
    assertAnswer(
        boris.asks(
            """
            { group(id: "%s") { id isArchived unreadCount
                member { user { username } isAdmin joinedAt group { title description groupImage
                  updatedAt membersCount createdBy { username }
                  members { edges { node { user { username } isAdmin joinedAt } }
                    pageInfo { hasNextPage hasPreviousPage } } } }
                lastMessage { id readAt }
                groupMessages { edges { node { id readAt groupCopy { id }
                  message { content date readAt editedAt sender { username } } } } }
                group_messages { edges { node { id group_copy { id } } } } } }
            """
                .formatted(borises)),
        """
        {'group':{'id':'%1$s','isArchived':false,'unreadCount':1,
          'member':{'user':{'username':'boris'},'isAdmin':false,'joinedAt':'%3$s','group':{
            'title':'Tea','description':'','groupImage':null,'updatedAt':'%3$s','membersCount':2,
            'createdBy':{'username':'alice'},
            'members':{'edges':[
              {'node':{'user':{'username':'alice'},'isAdmin':true,'joinedAt':'%3$s'}},
              {'node':{'user':{'username':'boris'},'isAdmin':false,'joinedAt':'%3$s'}}],
              'pageInfo':{'hasNextPage':false,'hasPreviousPage':false}}}},
          'lastMessage':{'id':'%2$s','readAt':null},
          'groupMessages':{'edges':[{'node':{'id':'%2$s','readAt':null,'groupCopy':{'id':'%1$s'},
            'message':{'content':'Kettle is on','date':'%4$s','readAt':null,'editedAt':null,
              'sender':{'username':'alice'}}}}]},
          'group_messages':{'edges':[{'node':{'id':'%2$s','group_copy':{'id':'%1$s'}}}]}}}
        """
            .formatted(borises, received, joined, date));
  }

  @Test
  void groupsAndGroupShowMyCopiesOnly() {
    String groups = "{ groups { edges { node { id } } } }";
    String one = "{'groups':{'edges':[{'node':{'id':'%s'}}]}}";
    assertAnswer(alice.asks(groups), one.formatted(alices));
    assertAnswer(boris.asks(groups), one.formatted(borises));
    assertAnswer(clara.asks(groups), "{'groups':{'edges':[]}}");
    for (Buddy stranger : List.of(boris, clara)) {
      assertRefused(stranger, "{ group(id: \"%s\") { id } }".formatted(alices), "NOT_FOUND");
    }
  }

  @Test
  void createGroupMessageMakesACopyForEachAndANotificationForEachOther() {
    addClara();
    JsonNode sent =
        alice
            .does(
                """
                createGroupMessage(groupCopyId: "%s", content: "Kettle is on") {
                  message { id message { content } } groupMessage { id } duplicate }
                """
                    .formatted(alices))
            .at("/createGroupMessage");
    assertThat(sent.at("/message/message/content").asText()).isEqualTo("Kettle is on");
    assertThat(sent.at("/groupMessage/id")).isEqualTo(sent.at("/message/id"));
    assertThat(sent.at("/duplicate").asBoolean()).isFalse();
    String notices = "{ notifications { edges { node { message { content } } } } }";
    for (Buddy other : List.of(boris, clara)) {
      assertThat(texts(other, copyOf(other))).isEqualTo("Kettle is on");
      assertThat(newestIn(other, copyOf(other))).isNotEqualTo(sent.at("/message/id").asText());
      assertAnswer(
          other.asks(notices),
          "{'notifications':{'edges':[{'node':{'message':{'content':'Kettle is on'}}}]}}");
    }
    assertAnswer(alice.asks(notices), "{'notifications':{'edges':[]}}");
  }

  @Test
  void createGroupMemberIsForAdminsAndTheNewcomersCopyStartsEmpty() {
    sends(alice, alices, "Before");
    String add =
        """
        mutation { createGroupMember(groupCopyId: "%s", memberId: "%s") {
          groupMember { isAdmin joinedAt user { username } group { membersCount } } } }
        """;
    assertRefused(boris, add.formatted(borises, clara.id()), "FORBIDDEN");
    String at = later();
    assertAnswer(
        alice.asks(add.formatted(alices, clara.id())),
        """
        {'createGroupMember':{'groupMember':{'isAdmin':false,'joinedAt':'%s',
          'user':{'username':'clara'},'group':{'membersCount':3}}}}
        """
            .formatted(at));
    assertThat(texts(clara, copyOf(clara))).isEmpty();
    assertThat(texts(boris, borises)).isEqualTo("Before");
  }

  @Test
  void changeAdminIsForAdminsAndTheLastOneStays() {
    String change =
        """
        mutation { changeAdmin(groupCopyId: "%s", memberId: "%s", isAdmin: %s) {
          groupMember { id isAdmin } } }
        """;
    assertRefused(boris, change.formatted(borises, borisAsMember, true), "FORBIDDEN");
    assertRefused(alice, change.formatted(alices, memberOf(alice), false), "CONFLICT");
    assertAnswer(
        alice.asks(change.formatted(alices, borisAsMember, true)),
        "{'changeAdmin':{'groupMember':{'id':'%s','isAdmin':true}}}".formatted(borisAsMember));
    assertAnswer(
        boris.asks(change.formatted(borises, memberOf(alice), false)),
        "{'changeAdmin':{'groupMember':{'id':'%s','isAdmin':false}}}".formatted(memberOf(alice)));
    assertThat(members(alice, alices)).containsExactly("alice", "boris*");
  }

  @Test
  void updateGroupIsForAdminsAndChangesWhatIsGiven() {
    String update =
        """
        mutation { updateGroup(groupCopyId: "%s", %s) {
          groupCopy { id member { group { title description groupImage updatedAt } } } } }
        """;
    assertRefused(boris, update.formatted(borises, "title: \"Coffee\""), "FORBIDDEN");
    String at = later();
    String expected =
        """
        {'updateGroup':{'groupCopy':{'id':'%s','member':{'group':{'title':'%s',
          'description':'%s','groupImage':'/tea.png','updatedAt':'%s'}}}}}
        """;
    assertAnswer(
        alice.asks(
            update.formatted(
                alices, "description: \"Black, green, white\", groupImage: \"/tea.png\"")),
        expected.formatted(alices, "Tea", "Black, green, white", at));
    at = later();
    assertAnswer(
        alice.asks(update.formatted(alices, "title: \"Tea at five\"")),
        expected.formatted(alices, "Tea at five", "Black, green, white", at));
    assertThat(
            boris
                .asks("{ group(id: \"%s\") { member { group { title } } } }".formatted(borises))
                .at("/group/member/group/title")
                .asText())
        .isEqualTo("Tea at five");
  }

  @Test
  void deleteGroupEmptiesMyCopyOnly() {
    sends(alice, alices, "Hello");
    assertAnswer(
        boris.does("deleteGroup(groupCopyId: \"%s\") { success }".formatted(borises)),
        "{'deleteGroup':{'success':true}}");
    assertThat(texts(boris, borises)).isEmpty();
    assertThat(texts(alice, alices)).isEqualTo("Hello");
    assertThat(members(boris, borises)).containsExactly("alice*", "boris");
  }

  @Test
  void updateGroupMessageIsForTheSenderAndShowsInEachCopy() {
    String sent = sends(boris, borises, "Helo");
    String update =
        """
        mutation { updateGroupMessage(groupMessageId: "%s", content: "Hello") {
          groupMessage { id message { content } } } }
        """;
    assertRefused(alice, update.formatted(newestIn(alice, alices)), "FORBIDDEN");
    assertAnswer(
        boris.asks(update.formatted(sent)),
        "{'updateGroupMessage':{'groupMessage':{'id':'%s','message':{'content':'Hello'}}}}"
            .formatted(sent));
    assertThat(texts(alice, alices)).isEqualTo("Hello");
  }

  @Test
  void deleteGroupMessageTakesMyCopyOnly() {
    String sent = sends(alice, alices, "Hello");
    String delete = "mutation { deleteGroupMessage(groupMessageId: \"%s\") { success } }";
    assertRefused(boris, delete.formatted(sent), "NOT_FOUND");
    assertAnswer(alice.asks(delete.formatted(sent)), "{'deleteGroupMessage':{'success':true}}");
    assertThat(texts(alice, alices)).isEmpty();
    assertThat(texts(boris, borises)).isEqualTo("Hello");
  }

  @Test
  void unsendGroupMessageIsForTheSenderAndTakesEveryCopy() {
    String sent = sends(boris, borises, "Hello");
    String unsend = "mutation { unsendGroupMessage(groupMessageId: \"%s\") { success } }";
    assertRefused(alice, unsend.formatted(newestIn(alice, alices)), "FORBIDDEN");
    assertAnswer(boris.asks(unsend.formatted(sent)), "{'unsendGroupMessage':{'success':true}}");
    assertThat(texts(alice, alices)).isEmpty();
    assertThat(texts(boris, borises)).isEmpty();
  }

  @Test
  void setGroupMessageAsReadIsForTheReceivers() {
    String sent = sends(alice, alices, "Hello");
    String received = newestIn(boris, borises);
    String read =
        """
        mutation { setGroupMessageAsRead(groupMessageId: "%s") {
          groupMessage { id readAt message { readAt } } } }
        """;
    assertRefused(alice, read.formatted(sent), "FORBIDDEN");
    String at = later();
    assertAnswer(
        boris.asks(read.formatted(received)),
        """
        {'setGroupMessageAsRead':{'groupMessage':{'id':'%s','readAt':'%s',
          'message':{'readAt':'%2$s'}}}}
        """
            .formatted(received, at));
  }

  @Test
  void removeGroupMemberIsForAdminsAndNeverTheCreator() {
    String remove =
        "mutation { removeGroupMember(groupCopyId: \"%s\", memberId: \"%s\") { success } }";
    assertRefused(boris, remove.formatted(borises, memberOf(alice)), "FORBIDDEN");
    assertAnswer(
        alice.asks(remove.formatted(alices, borisAsMember)),
        "{'removeGroupMember':{'success':true}}");
    assertThat(members(alice, alices)).containsExactly("alice*");
    assertRefused(boris, "{ group(id: \"%s\") { id } }".formatted(borises), "NOT_FOUND");
  }

  @Test
  void leaveGroupPromotesTheNextWhenTheLastAdminGoes() {
    assertAnswer(
        alice.does("leaveGroup(groupCopyId: \"%s\") { success }".formatted(alices)),
        "{'leaveGroup':{'success':true}}");
    assertThat(members(boris, borises)).containsExactly("boris*");
    assertRefused(
        alice,
        "mutation { leaveGroup(groupCopyId: \"%s\") { success } }".formatted(alices),
        "NOT_FOUND");
  }

  @Test
  void removeGroupPermanentlyIsForTheCreatorAndTakesEveryCopy() {
    String remove = "mutation { removeGroupPermanently(groupCopyId: \"%s\") { success } }";
    assertRefused(boris, remove.formatted(borises), "FORBIDDEN");
    assertAnswer(
        alice.asks(remove.formatted(alices)), "{'removeGroupPermanently':{'success':true}}");
    for (Buddy person : List.of(alice, boris)) {
      assertAnswer(person.asks("{ groups { edges { node { id } } } }"), "{'groups':{'edges':[]}}");
    }
  }

  @Test
  void setArchiveGroupConcernsMyCopyOnly() {
    assertAnswer(
        alice.does(
            "setArchiveGroup(groupCopyId: \"%s\", isArchived: true) { groupCopy { id isArchived } }"
                .formatted(alices)),
        "{'setArchiveGroup':{'groupCopy':{'id':'%s','isArchived':true}}}".formatted(alices));
    String archived = "{ groups(isArchived: %s) { edges { node { id } } } }";
    String one = "{'groups':{'edges':[{'node':{'id':'%s'}}]}}";
    String none = "{'groups':{'edges':[]}}";
    assertAnswer(alice.asks(archived.formatted(true)), one.formatted(alices));
    assertAnswer(alice.asks(archived.formatted(false)), none);
    assertAnswer(boris.asks(archived.formatted(true)), none);
    assertAnswer(boris.asks(archived.formatted(false)), one.formatted(borises));
  }

  @Test
  void eachMemberHearsOfEveryOperationThatConcernsTheirCopy() {
    try (WsClient toAlice = alice.listens();
        WsClient toBoris = boris.listens();
        WsClient toClara = clara.listens()) {
      addClara();
      String claras = copyOf(clara);
      for (WsClient each : List.of(toAlice, toBoris, toClara)) {
        assertThat(Buddy.frame(each, "MEMBER_ADDED").at("/groupCopy/member/user/username").asText())
            .isEqualTo("clara");
      }
      var _ =
          alice.does(
              "updateGroup(groupCopyId: \"%s\", title: \"Tea at five\") { groupCopy { id } }"
                  .formatted(alices));
      for (WsClient each : List.of(toAlice, toBoris, toClara)) {
        assertThat(Buddy.frame(each, "GROUP_UPDATED").at("/groupCopy/group/title").asText())
            .isEqualTo("Tea at five");
      }
      String sent = sends(alice, alices, "Kettle is on");
      assertThat(copyIn(Buddy.frame(toAlice, "GROUP_MESSAGE_CREATED"))).isEqualTo(alices);
      assertThat(copyIn(Buddy.frame(toBoris, "GROUP_MESSAGE_CREATED"))).isEqualTo(borises);
      assertThat(copyIn(Buddy.frame(toClara, "GROUP_MESSAGE_CREATED"))).isEqualTo(claras);
      for (WsClient receiver : List.of(toBoris, toClara)) {
        assertThat(
                Buddy.frame(receiver, "NOTIFICATION_CREATED")
                    .at("/notification/message/content")
                    .asText())
            .isEqualTo("Kettle is on");
      }
      String received = newestIn(boris, borises);
      String readAt = later();
      var _ =
          boris.does(
              "setGroupMessageAsRead(groupMessageId: \"%s\") { groupMessage { id } }"
                  .formatted(received));
      for (WsClient each : List.of(toAlice, toBoris)) {
        assertThat(
                Buddy.frame(each, "GROUP_MESSAGE_READ").at("/groupMessage/message/readAt").asText())
            .isEqualTo(readAt);
      }
      var _ =
          alice.does(
              "updateGroupMessage(groupMessageId: \"%s\", content: \"Off\") { groupMessage { id } }"
                  .formatted(sent));
      for (WsClient each : List.of(toAlice, toBoris, toClara)) {
        assertThat(
                Buddy.frame(each, "GROUP_MESSAGE_UPDATED")
                    .at("/groupMessage/message/content")
                    .asText())
            .isEqualTo("Off");
      }
      var _ =
          boris.does("deleteGroupMessage(groupMessageId: \"%s\") { success }".formatted(received));
      assertThat(Buddy.frame(toBoris, "GROUP_MESSAGE_DELETED").at("/groupMessage/id").asText())
          .isEqualTo(received);
      var _ = alice.does("unsendGroupMessage(groupMessageId: \"%s\") { success }".formatted(sent));
      for (WsClient each : List.of(toAlice, toClara)) {
        assertThat(Buddy.frame(each, "GROUP_MESSAGE_UNSENT").at("/groupMessage/message").isNull())
            .isTrue();
      }
      var _ = boris.does("deleteGroup(groupCopyId: \"%s\") { success }".formatted(borises));
      assertThat(Buddy.frame(toBoris, "GROUP_DELETED").at("/groupCopy/id").asText())
          .as("nothing of the unsending, for his copy was gone by then")
          .isEqualTo(borises);
      var _ =
          alice.does(
              "removeGroupMember(groupCopyId: \"%s\", memberId: \"%s\") { success }"
                  .formatted(alices, borisAsMember));
      for (WsClient each : List.of(toAlice, toBoris, toClara)) {
        JsonNode removed = Buddy.frame(each, "MEMBER_REMOVED");
        assertThat(removed.at("/groupCopy/memberId").asText()).isEqualTo(borisAsMember);
        assertThat(removed.at("/removedById").asText()).isEqualTo(alice.id());
      }
      String clarasMembership = memberOf(clara);
      var _ = clara.does("leaveGroup(groupCopyId: \"%s\") { success }".formatted(claras));
      for (WsClient each : List.of(toAlice, toClara)) {
        assertThat(Buddy.frame(each, "MEMBER_LEFT").at("/groupCopy/memberId").asText())
            .isEqualTo(clarasMembership);
      }
    }
  }

  @Test
  void everyFormerMemberHearsThatTheGroupIsGone() {
    String group =
        alice
            .asks("{ group(id: \"%s\") { member { group { id } } } }".formatted(alices))
            .at("/group/member/group/id")
            .asText();
    try (WsClient toAlice = alice.listens();
        WsClient toBoris = boris.listens()) {
      var _ =
          alice.does("removeGroupPermanently(groupCopyId: \"%s\") { success }".formatted(alices));
      for (WsClient each : List.of(toAlice, toBoris)) {
        assertThat(Buddy.frame(each, "GROUP_PERMANENTLY_REMOVED").at("/groupId").asText())
            .isEqualTo(group);
      }
    }
  }

  private static String copyIn(JsonNode payload) {
    return payload.at("/groupMessage/groupCopy/id").asText();
  }
}
