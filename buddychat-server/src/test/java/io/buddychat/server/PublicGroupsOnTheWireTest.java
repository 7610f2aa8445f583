package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.testkit.ws.WsClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Groups that everybody finds and may join, as a client meets them. Alice has made one and has
/// said something in it; Boris and Clara are no members.
class PublicGroupsOnTheWireTest extends OnTheWire {

  private static final String ALL =
      "{ discoverGroups { edges { node { id title membersCount isMember } } } }";

  private final JsonNode made =
      alice
          .does(
              """
              createGroup(title: "Chess", description: "Every Tuesday night", groupImage: "/c.png",
                  visibility: PUBLIC, history: LAST_N, historyCount: 2) {
                userGroup { id visibility history historyCount } groupCopy { id } }
              """)
          .at("/createGroup");
  private final String group = made.at("/userGroup/id").asText();
  private final String alices = made.at("/groupCopy/id").asText();

  private static String join(String group) {
    return """
    mutation { joinGroup(groupId: "%s") { groupCopy { id unreadCount
      groupMessages { edges { node { readAt message { content date sender { username } } } } } } } }
    """
        .formatted(group);
  }

  private void says(String... texts) {
    for (String text : texts) {
      var _ =
          alice.does(
              "createGroupMessage(groupCopyId: \"%s\", content: \"%s\") { duplicate }"
                  .formatted(alices, text));
    }
  }

  private static List<String> titles(Buddy person, String arguments) {
    List<String> titles = new ArrayList<>();
    person
        .asks("{ discoverGroups%s { edges { node { title } } } }".formatted(arguments))
        .at("/discoverGroups/edges")
        .forEach(edge -> titles.add(edge.at("/node/title").asText()));
    return titles;
  }

  @Test
  void createGroupAndUpdateGroupSayHowNewcomersAreMet() {
    assertAnswer(
        made.at("/userGroup"),
        """
        {'id':'%s','visibility':'PUBLIC','history':'LAST_N','historyCount':2}
        """
            .formatted(group));
    String update =
        "updateGroup(groupCopyId: \"%s\", %s) { groupCopy { member { group { visibility history historyCount title } } } }";
    assertAnswer(
        alice
            .does(update.formatted(alices, "visibility: PRIVATE, history: ALL"))
            .at("/updateGroup/groupCopy/member/group"),
        "{'visibility':'PRIVATE','history':'ALL','historyCount':null,'title':'Chess'}");
    assertAnswer(
        alice
            .does(update.formatted(alices, "title: \"Go\""))
            .at("/updateGroup/groupCopy/member/group"),
        "{'visibility':'PRIVATE','history':'ALL','historyCount':null,'title':'Go'}");
    for (String wrong :
        List.of(
            "history: LAST_N",
            "historyCount: 5",
            "history: ALL, historyCount: 5",
            "history: LAST_N, historyCount: 0",
            "history: LAST_N, historyCount: 101")) {
      TestClient.Reply reply = alice.tries("mutation { " + update.formatted(alices, wrong) + " }");
      assertThat(reply.at("/errors/0/extensions/code")).as(wrong).isEqualTo("INVALID_INPUT");
      assertThat(reply.at("/errors/0/extensions/field")).as(wrong).isEqualTo("historyCount");
    }
    assertThat(titles(boris, "")).as("what is refused changes nothing").isEmpty();
  }

  @Test
  void discoverGroupsShowsPublicGroupsToEverybody() {
    assertAnswer(
        boris.asks(
            """
            { discoverGroups { edges { node { id title description groupImage membersCount isMember } }
              pageInfo { hasNextPage hasPreviousPage } } }
            """),
        """
        {'discoverGroups':{'edges':[{'node':{'id':'%s','title':'Chess',
          'description':'Every Tuesday night','groupImage':'/c.png','membersCount':1,
          'isMember':false}}],'pageInfo':{'hasNextPage':false,'hasPreviousPage':false}}}
        """
            .formatted(group));
    assertThat(alice.asks(ALL).at("/discoverGroups/edges/0/node/isMember").asBoolean()).isTrue();
    assertAnswer(boris.asks("{ node(id: \"%s\") { id } }".formatted(group)), "{'node':null}");
  }

  @Test
  void discoverGroupsIsSearchedAndPaged() {
    for (String title : List.of("Checkers", "Poker", "CHEERS")) {
      var _ =
          clara.does(
              "createGroup(title: \"%s\", visibility: PUBLIC) { userGroup { id } }"
                  .formatted(title));
    }
    assertThat(titles(boris, "")).containsExactly("CHEERS", "Poker", "Checkers", "Chess");
    assertThat(titles(boris, "(search: \"che\")")).containsExactly("CHEERS", "Checkers", "Chess");
    assertThat(titles(boris, "(search: \"che\", first: 1)")).containsExactly("CHEERS");
    assertThat(titles(boris, "(search: \"che\", last: 1)")).containsExactly("Chess");
    String cursor =
        boris
            .asks("{ discoverGroups(search: \"che\", first: 1) { pageInfo { endCursor } } }")
            .at("/discoverGroups/pageInfo/endCursor")
            .asText();
    assertThat(titles(boris, "(search: \"che\", first: 1, after: \"%s\")".formatted(cursor)))
        .containsExactly("Checkers");
    assertRefused(
        boris,
        "{ discoverGroups(search: \"%s\") { edges { cursor } } }".formatted("x".repeat(101)),
        "INVALID_INPUT");
    assertRefused(boris, "{ discoverGroups(first: 101) { edges { cursor } } }", "INVALID_INPUT");
  }

  @Test
  void joinGroupGivesACopyWithTheNewestMessagesInIt() {
    String date = later();
    says("One", "Two", "Three");
    String joined = later();
    JsonNode copy = boris.asks(join(group)).at("/joinGroup/groupCopy");
    assertAnswer(
        copy,
        """
        {'id':'%1$s','unreadCount':0,'groupMessages':{'edges':[
          {'node':{'readAt':'%2$s','message':{'content':'Three','date':'%3$s',
            'sender':{'username':'alice'}}}},
          {'node':{'readAt':'%2$s','message':{'content':'Two','date':'%3$s',
            'sender':{'username':'alice'}}}}]}}
        """
            .formatted(copy.at("/id").asText(), joined, date));
    assertAnswer(
        boris.asks("{ notifications { edges { node { id } } } }"),
        "{'notifications':{'edges':[]}}");
    assertThat(boris.asks(join(group)).at("/joinGroup/groupCopy")).as("again").isEqualTo(copy);
    assertThat(boris.asks(ALL).at("/discoverGroups/edges/0/node/membersCount").asInt())
        .isEqualTo(2);
  }

  @Test
  void everybodyIsToldOfWhoJoinsAndTheNewcomerOfWhatTheyFind() {
    says("Hello");
    try (WsClient alicesSocket = alice.listens();
        WsClient borisesSocket = boris.listens()) {
      String own = boris.asks(join(group)).at("/joinGroup/groupCopy/id").asText();
      assertThat(
              Buddy.frame(alicesSocket, "MEMBER_ADDED")
                  .at("/groupCopy/member/user/username")
                  .asText())
          .isEqualTo("boris");
      assertThat(Buddy.frame(borisesSocket, "MEMBER_ADDED").at("/groupCopy/id").asText())
          .isEqualTo(own);
      JsonNode found = Buddy.frame(borisesSocket, "GROUP_MESSAGE_CREATED");
      assertThat(found.at("/groupMessage/message/content").asText()).isEqualTo("Hello");
      assertThat(found.at("/groupMessage/groupCopy/id").asText()).isEqualTo(own);
    }
    List<String> operations = new ArrayList<>();
    boris
        .asks("{ inboxEvents { edges { node { operation } } } }")
        .at("/inboxEvents/edges")
        .forEach(edge -> operations.add(edge.at("/node/operation").asText()));
    assertThat(operations).containsExactly("MEMBER_ADDED", "GROUP_MESSAGE_CREATED");
  }

  @Test
  void whoWasRemovedIsRefusedAndWhatIsPrivateIsNotThere() {
    var _ = boris.asks(join(group));
    String member =
        boris
            .asks("{ groups { edges { node { member { id } } } } }")
            .at("/groups/edges/0/node/member/id")
            .asText();
    var _ =
        alice.does(
            "removeGroupMember(groupCopyId: \"%s\", memberId: \"%s\") { success }"
                .formatted(alices, member));
    assertRefused(boris, join(group), "FORBIDDEN");
    var _ =
        alice.does(
            "updateGroup(groupCopyId: \"%s\", visibility: PRIVATE) { groupCopy { id } }"
                .formatted(alices));
    assertRefused(boris, join(group), "NOT_FOUND");
    assertRefused(clara, join(group), "NOT_FOUND");
    assertRefused(clara, join(alices), "NOT_FOUND");
    assertRefused(clara, join("nonsense"), "NOT_FOUND");
    assertThat(titles(clara, "")).isEmpty();
  }
}
