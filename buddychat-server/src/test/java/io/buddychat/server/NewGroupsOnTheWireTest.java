package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.testkit.ws.WsClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Making several groups at once, and getting one that is made if need be, as a client meets it.
class NewGroupsOnTheWireTest extends OnTheWire {

  private static final String EACH =
      "{ results { groupCopy { member { isAdmin group { title description visibility membersCount"
          + " } } } error { code message field errorId } } }";

  private static JsonNode makes(Buddy person, String inputs) {
    return person.does("createGroups(inputs: [%s]) %s".formatted(inputs, EACH)).at("/createGroups");
  }

  private static List<String> titles(Buddy person) {
    List<String> titles = new ArrayList<>();
    person
        .asks("{ groups(first: 100) { edges { node { member { group { title } } } } } }")
        .at("/groups/edges")
        .forEach(edge -> titles.add(edge.at("/node/member/group/title").asText()));
    return titles;
  }

  private static JsonNode opens(Buddy person, String arguments) {
    return person
        .does(
            "getOrCreateGroup(%s) { created groupCopy { id } userGroup { id title } }"
                .formatted(arguments))
        .at("/getOrCreateGroup");
  }

  @Test
  void createGroupsAnswersEachInputInItsPlace() {
    JsonNode answer =
        makes(
            alice,
            """
            {title: "Mango"} {title: "J"}
            {title: "Java", description: "All about Java", visibility: PUBLIC, memberIds: ["%1$s"]}
            {title: "Tea", memberIds: ["nonsense"]} {title: "Go", historyCount: 5}
            {title: "Me", memberIds: ["%2$s"]} {title: "Mango"}
            """
                .formatted(boris.id(), alice.id()));
    assertAnswer(
        answer,
        """
        {'results':[
          {'groupCopy':{'member':{'isAdmin':true,'group':{'title':'Mango','description':'',
            'visibility':'PRIVATE','membersCount':1}}},'error':null},
          {'groupCopy':null,'error':{'code':'INVALID_INPUT',
            'message':'The title must be 2 to 100 characters long; it has 1.','field':'title',
            'errorId':null}},
          {'groupCopy':{'member':{'isAdmin':true,'group':{'title':'Java',
            'description':'All about Java','visibility':'PUBLIC','membersCount':2}}},'error':null},
          {'groupCopy':null,'error':{'code':'NOT_FOUND','message':'There is no user with this id.',
            'field':null,'errorId':null}},
          {'groupCopy':null,'error':{'code':'INVALID_INPUT',
            'message':'The count of messages goes with the history LAST_N and no other.',
            'field':'historyCount','errorId':null}},
          {'groupCopy':null,'error':{'code':'INVALID_INPUT',
            'message':'Whoever makes a group is a member anyway.','field':'memberIds',
            'errorId':null}},
          {'groupCopy':{'member':{'isAdmin':true,'group':{'title':'Mango','description':'',
            'visibility':'PRIVATE','membersCount':1}}},'error':null}]}
        """);
    assertThat(titles(alice)).containsExactlyInAnyOrder("Mango", "Java", "Mango");
    assertThat(titles(boris)).containsExactly("Java");
  }

  @Test
  void eachOfThemIsToldAsAGroupThatWasMadeAlone() {
    try (WsClient socket = boris.listens()) {
      String input = "{title: \"%s\", memberIds: [\"" + boris.id() + "\"]}";
      var _ = makes(alice, input.formatted("One") + "{title: \"\"}" + input.formatted("Two"));
      for (int i = 0; i < 2; i++) {
        assertThat(
                Buddy.frame(socket, "MEMBER_ADDED").at("/groupCopy/member/user/username").asText())
            .isEqualTo("boris");
      }
    }
  }

  @Test
  void moreThanTwentyAreRefusedAndNoneIsMade() {
    String one = "{title: \"Tea\"}";
    TestClient.Reply reply =
        alice.tries("mutation { createGroups(inputs: [%s]) %s }".formatted(one.repeat(21), EACH));
    assertThat(reply.at("/errors/0/extensions/code")).isEqualTo("INVALID_INPUT");
    assertThat(reply.at("/errors/0/extensions/field")).isEqualTo("inputs");
    assertThat(titles(alice)).isEmpty();
    assertThat(makes(alice, one.repeat(20)).at("/results")).hasSize(20);
    assertThat(titles(alice)).isEqualTo(Collections.nCopies(20, "Tea"));
    assertThat(makes(alice, "").at("/results")).as("none of none").isEmpty();
    assertRefused(
        alice, "mutation { createGroups(inputs: [null]) %s }".formatted(EACH), "INVALID_INPUT");
    assertRefused(alice, "mutation { createGroups %s }".formatted(EACH), "INVALID_INPUT");
  }

  @Test
  void eachCountsForTheRateLimit() {
    try (TestServer limited = TestServer.start(Map.of("BUDDYCHAT_RATE_LIMIT", "20"))) {
      Buddy alone = new Buddy(limited.uri(), "alone", "15550001");
      String document = "mutation { createGroups(inputs: [%s]) %s }";
      assertThat(alone.tries(document.formatted("{title: \"Tea\"}".repeat(19), EACH)).status())
          .isEqualTo(200);
      TestClient.Reply reply = alone.tries(document.formatted("{title: \"Tea\"}".repeat(2), EACH));
      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.at("/errors/0/extensions/code")).isEqualTo("RATE_LIMITED");
    }
  }

  @Test
  void getOrCreateGroupMakesAGroupOnce() {
    JsonNode made = opens(alice, "title: \"Help desk\", memberIds: [\"%s\"]".formatted(boris.id()));
    assertThat(made.at("/created").asBoolean()).isTrue();
    assertThat(made.at("/userGroup/title").asText()).isEqualTo("Help desk");
    JsonNode again = opens(alice, "title: \" Help desk\", visibility: PUBLIC");
    assertThat(again.at("/created").asBoolean()).isFalse();
    assertThat(again.at("/groupCopy")).isEqualTo(made.at("/groupCopy"));
    JsonNode borises = opens(boris, "title: \"Help desk\"");
    assertThat(borises.at("/created").asBoolean()).isFalse();
    assertThat(borises.at("/userGroup")).isEqualTo(made.at("/userGroup"));
    assertThat(borises.at("/groupCopy")).isNotEqualTo(made.at("/groupCopy"));
    JsonNode claras = opens(clara, "title: \"Help desk\"");
    assertThat(claras.at("/created").asBoolean()).as("what is not hers is not there").isTrue();
    assertThat(opens(alice, "title: \"help desk\"").at("/created").asBoolean()).isTrue();
    assertThat(titles(alice)).containsExactly("help desk", "Help desk");
  }
}
