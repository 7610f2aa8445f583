package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Lists by the number of a page and by filters, typed or as JSON, as a client meets them.
class NumberedPagesOnTheWireTest extends OnTheWire {

  private String group(String title, String more) {
    return alice
        .does("createGroup(title: \"%s\" %s) { groupCopy { id } }".formatted(title, more))
        .at("/createGroup/groupCopy/id")
        .asText();
  }

  private static void says(Buddy person, String group, String content) {
    var _ =
        person.does(
            "createGroupMessage(groupCopyId: \"%s\", content: \"%s\") { duplicate }"
                .formatted(group, content));
  }

  private static List<String> groups(Buddy person, String arguments) {
    JsonNode page =
        person
            .asks(
                "{ groupPage%s { items { member { group { title } } } page limit hasNext } }"
                    .formatted(arguments))
            .at("/groupPage");
    List<String> lines = new ArrayList<>();
    page.at("/items").forEach(item -> lines.add(item.at("/member/group/title").asText()));
    lines.add(foot(page));
    return lines;
  }

  private static List<String> messages(Buddy person, String arguments) {
    JsonNode page =
        person
            .asks(
                """
                { messagePage%s { items { ... on ChatMessage { message { content } }
                  ... on GroupMessage { message { content } } } page limit hasNext } }
                """
                    .formatted(arguments))
            .at("/messagePage");
    List<String> lines = new ArrayList<>();
    page.at("/items").forEach(item -> lines.add(item.at("/message/content").asText()));
    lines.add(foot(page));
    return lines;
  }

  private static String foot(JsonNode page) {
    return "%d by %d%s"
        .formatted(
            page.at("/page").asInt(),
            page.at("/limit").asInt(),
            page.at("/hasNext").asBoolean() ? ", and more" : "");
  }

  @Test
  void groupPageCountsPages() {
    for (int i = 1; i <= 13; i++) {
      group("Group " + i, "");
      later();
    }
    assertThat(groups(alice, ""))
        .hasSize(13)
        .startsWith("Group 13", "Group 12")
        .endsWith("1 by 12, and more");
    assertThat(groups(alice, "(page: 2)")).containsExactly("Group 1", "2 by 12");
    assertThat(groups(alice, "(page: 3)")).containsExactly("3 by 12");
    assertThat(groups(alice, "(page: 4, limit: 3)"))
        .containsExactly("Group 4", "Group 3", "Group 2", "4 by 3, and more");
    assertThat(groups(alice, "(page: 100, limit: 100)")).containsExactly("100 by 100");
    assertThat(groups(alice, "(page: null, limit: null)")).hasSize(13);
    assertThat(groups(boris, "")).as("of others there is nothing").containsExactly("1 by 12");
  }

  @Test
  void groupPageTakesAFilterTypedOrAsJson() {
    String mango = group("Mango", "");
    later();
    group("mangrove", ", visibility: PUBLIC, memberIds: [\"%s\"]".formatted(boris.id()));
    later();
    String java = group("Java", ", memberIds: [\"%s\"]".formatted(boris.id()));
    var _ =
        alice.does(
            "setArchiveGroup(groupCopyId: \"%s\", isArchived: true) { groupCopy { id } }"
                .formatted(mango));
    says(alice, java, "News");
    for (String argument : List.of("filter", "where")) {
      assertThat(groups(alice, "(%s: {title: \"MAN\"})".formatted(argument)))
          .containsExactly("mangrove", "Mango", "1 by 12");
      assertThat(groups(alice, "(%s: {title: \"man\", isArchived: true})".formatted(argument)))
          .containsExactly("Mango", "1 by 12");
      assertThat(groups(alice, "(%s: {isArchived: false}, limit: 1)".formatted(argument)))
          .containsExactly("Java", "1 by 1, and more");
      assertThat(groups(boris, "(%s: {isUnread: true})".formatted(argument)))
          .containsExactly("Java", "1 by 12");
      assertThat(groups(boris, "(%s: {isAdmin: true})".formatted(argument)))
          .containsExactly("1 by 12");
      assertThat(groups(alice, "(%s: {isAdmin: true, isUnread: null})".formatted(argument)))
          .hasSize(4);
      assertThat(groups(alice, "(%s: {})".formatted(argument))).hasSize(4);
      assertThat(groups(alice, "(%s: null)".formatted(argument))).hasSize(4);
      assertThat(groups(clara, "(%s: {title: \"m\"})".formatted(argument)))
          .as("public or not, it is not hers")
          .containsExactly("1 by 12");
    }
  }

  @Test
  void aJsonFilterMayBeAVariable() {
    group("Mango", "");
    group("Java", "");
    TestClient.Reply reply =
        server
            .client()
            .post(
                "query ($where: JSON = null, $page: Int = null, $limit: Int = null) { groupPage(where:"
                    + " $where, page: $page, limit: $limit) { limit items { isArchived } } }",
                Map.of("where", Map.of("title", "man", "isArchived", false)),
                Map.of("Authorization", "Bearer " + alice.token()));
    assertAnswer(
        reply.json(), "{'data':{'groupPage':{'limit':12,'items':[{'isArchived':false}]}}}");
  }

  @Test
  void aJsonFilterThatIsNestedDeepIsRefusedAsAnyOther() {
    for (int depth : new int[] {10, 300, 600, 900}) {
      String nested = "[".repeat(depth) + "]".repeat(depth);
      for (String where :
          List.of(
              nested, "{a: ".repeat(depth) + "1" + "}".repeat(depth), "{title: " + nested + "}")) {
        TestClient.Reply reply =
            alice.tries("{ groupPage(where: %s) { hasNext } }".formatted(where));
        assertThat(reply.at("/errors/0/extensions/code"))
            .as(reply.body())
            .isIn("INVALID_INPUT", "TOO_COMPLEX");
      }
      TestClient.Reply reply =
          server
              .client()
              .postBody(
                  "{\"query\":\"query ($w: JSON) { groupPage(where: $w) { hasNext } }\",\"variables\":{\"w\":"
                      + nested
                      + "}}",
                  Map.of("Authorization", "Bearer " + alice.token()));
      assertThat(reply.at("/errors/0/extensions/code"))
          .as(reply.body())
          .isIn("INVALID_INPUT", "TOO_COMPLEX");
    }
  }

  @Test
  void messagePageIsTheMailboxByPagesAndFilters() {
    String tea = group("Tea", ", memberIds: [\"%s\"]".formatted(boris.id()));
    says(alice, tea, "One");
    alice.sends(alice.chatWith(boris), "Two");
    boris.sends(boris.chatWith(alice), "Three");
    says(alice, tea, "Four");
    assertThat(messages(alice, "(limit: 3)"))
        .containsExactly("Four", "Three", "Two", "1 by 3, and more");
    assertThat(messages(alice, "(limit: 3, page: 2)")).containsExactly("One", "2 by 3");
    for (String argument : List.of("filter", "where")) {
      assertThat(messages(alice, "(%s: {conversationId: \"%s\"})".formatted(argument, tea)))
          .containsExactly("Four", "One", "1 by 12");
      assertThat(
              messages(
                  alice,
                  "(%s: {conversationId: \"%s\"}, limit: 1, page: 2)".formatted(argument, tea)))
          .containsExactly("One", "2 by 1");
      assertThat(messages(alice, "(%s: {isUnread: true})".formatted(argument)))
          .containsExactly("Three", "1 by 12");
      assertThat(messages(boris, "(%s: {isMine: false}, limit: 2)".formatted(argument)))
          .containsExactly("Four", "Two", "1 by 2, and more");
    }
    assertRefused(
        boris,
        "{ messagePage(where: {conversationId: \"%s\"}) { hasNext } }".formatted(tea),
        "NOT_FOUND");
  }

  @Test
  void messagesTakeAConversationToo() {
    String tea = group("Tea", ", memberIds: [\"%s\"]".formatted(boris.id()));
    String chat = alice.chatWith(boris);
    says(alice, tea, "One");
    alice.sends(chat, "Two");
    String query =
        "{ messages(filter: {conversationId: \"%s\"} %s) { edges { node { __typename } } } }";
    String with = ", withUserId: \"" + boris.id() + "\"";
    assertThat(alice.asks(query.formatted(tea, "")).findValuesAsText("__typename"))
        .containsExactly("GroupMessage");
    assertThat(alice.asks(query.formatted(chat, with)).findValuesAsText("__typename"))
        .containsExactly("ChatMessage");
    assertThat(alice.asks(query.formatted(tea, with)).findValuesAsText("__typename"))
        .as("both at once is nothing")
        .isEmpty();
  }
}
