package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.testkit.Person;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the fields answer, and to whom.
class QueriesTest {

  private final Api api = new Api();
  private final Person alice = api.scene.alice();
  private final Person boris = api.scene.boris();

  @Nested
  class People {

    @Test
    void meIsTheSignedInPerson() {
      JsonNode answer = api.ask(alice, "{ me { username email phoneNumbers { number } } }");
      assertThat(answer.toString())
          .isEqualTo(
              "{\"data\":{\"me\":{\"username\":\"alice\",\"email\":\"alice@example.org\","
                  + "\"phoneNumbers\":[{\"number\":\"15550001\"}]}}}");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "email",
          "phoneNumbers { number }",
          "chats { edges { cursor } }",
          "notifications { edges { cursor } }"
        })
    void whatIsTheirsAloneIsForbiddenToOthersAndTheRestStands(String field) {
      JsonNode answer =
          api.ask(alice, "{ user(id: \"%s\") { username %s } }".formatted(Api.id(boris), field));
      String name = field.split(" ", 2)[0];
      assertThat(answer.at("/data/user/username").asText()).isEqualTo("boris");
      assertThat(answer.at("/data/user/" + name).isNull()).isTrue();
      assertThat(answer.at("/errors/0/path").toString())
          .isEqualTo("[\"user\",\"%s\"]".formatted(name));
      assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("FORBIDDEN");
      assertThat(answer.at("/errors")).hasSize(1);
    }

    @Test
    void aFilterIsHowTheNameBeginsWhateverItsCase() {
      JsonNode answer =
          api.ask(alice, "{ users(username: \"BOR\") { edges { node { username } } } }");
      assertThat(answer.at("/data/users/edges").toString())
          .isEqualTo("[{\"node\":{\"username\":\"boris\"}}]");
    }

    @Test
    void everyFieldButTheFewNeedsSomebodySignedIn() {
      for (String query :
          new String[] {
            "{ me { id } }",
            "{ users { edges { cursor } } }",
            "{ user(id: \"%s\") { id } }".formatted(Api.id(alice)),
            "{ chats { edges { cursor } } }",
            "{ chat(id: \"x\") { id } }",
            "{ notifications { edges { cursor } } }",
            "{ node(id: \"x\") { id } }",
            "{ nodes(ids: []) { id } }",
            "mutation { createSelfChat { chat { id } } }",
            "mutation { createChat(otherUserId: \"x\") { chat { id } } }",
            "mutation { createChatMessage(chatId: \"x\", content: \"\") { duplicate } }",
            "mutation { updateUser(bio: \"x\") { user { id } } }",
            "mutation { deleteUser(password: \"x\") { userId } }",
            "subscription { subscribe { success } }"
          }) {
        JsonNode answer = api.askAsNobody(query);
        assertThat(answer.at("/errors/0/extensions/code").asText())
            .as(query)
            .isEqualTo("UNAUTHENTICATED");
      }
    }

    @Test
    void typenameNeedsNobody() {
      assertThat(api.askAsNobody("{ __typename }").toString())
          .isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
    }

    @Test
    void aBadTokenIsNamedByTheFieldThatNeedsAGoodOne() {
      Connection connection = new Connection(Caller.refused("The token has expired."), "test");
      assertThat(api.ask(connection, "{ __typename }").has("errors")).isFalse();
      assertThat(api.ask(connection, "{ me { id } }").at("/errors/0/message").asText())
          .isEqualTo("The token has expired.");
    }

    @Test
    void loggingInSignsTheConnectionIn() {
      Connection socket = new Connection(Caller.ANONYMOUS, "test");
      JsonNode login =
          api.ask(
              socket,
              "mutation { login(username: \"ALICE\", password: \"Correct-Horse-7\") "
                  + "{ token payload refreshToken refreshExpiresIn } }");
      assertThat(login.at("/data/login/payload/username").asText()).isEqualTo("alice");
      assertThat(api.ask(socket, "{ me { username } }").at("/data/me/username").asText())
          .isEqualTo("alice");
    }
  }

  @Nested
  class Chats {

    private final CopyId mine = alice.chatWith(boris);
    private final CopyId theirs = boris.chatWith(alice);

    @Test
    void createChatShowsOfTheOtherCopyOnlyWhoseItIs() {
      boris.archives(theirs, true);
      alice.sends(mine, "Hello");
      JsonNode answer =
          api.ask(
              alice,
              """
              mutation { createChat(otherUserId: "%s") {
                chat { id user { username } otherUser { username } unreadCount }
                otherChat { id user { username } otherUser { username } archived unreadCount
                  lastMessage { id } chatMessages { edges { cursor } pageInfo { hasNextPage } } }
              } }
              """
                  .formatted(Api.id(boris)));
      assertThat(answer.toString())
          .isEqualTo(
              ("{'data':{'createChat':{"
                      + "'chat':{'id':'%s','user':{'username':'alice'},"
                      + "'otherUser':{'username':'boris'},'unreadCount':0},"
                      + "'otherChat':{'id':'%s','user':{'username':'boris'},"
                      + "'otherUser':{'username':'alice'},'archived':false,'unreadCount':0,"
                      + "'lastMessage':null,'chatMessages':{'edges':[],"
                      + "'pageInfo':{'hasNextPage':false}}}}}}")
                  .formatted(Api.id(mine), Api.id(theirs))
                  .replace('\'', '"'));
      assertNotFound(api.ask(alice, "{ chat(id: \"%s\") { id } }".formatted(Api.id(theirs))));
    }

    @Test
    void theNamesOfTheSourceAreAliases() {
      alice.sends(mine, "Hello");
      JsonNode answer =
          api.ask(
              boris,
              "{ chats { edges { node { chat_messages { edges { node { message { content } } } } } "
                  + "} } }");
      assertThat(
              answer
                  .at("/data/chats/edges/0/node/chat_messages/edges/0/node/message/content")
                  .asText())
          .isEqualTo("Hello");
      String archive = "mutation { %s(chatId: \"%s\", archived: true) { chat { archived } } }";
      assertThat(
              api.ask(alice, archive.formatted("setArchiveChat", Api.id(mine)))
                  .at("/data/setArchiveChat/chat/archived")
                  .asBoolean())
          .isTrue();
      assertThat(
              api.ask(boris, archive.formatted("setChatArchived", Api.id(theirs)))
                  .at("/data/setChatArchived/chat/archived")
                  .asBoolean())
          .isTrue();
    }

    @Test
    void nodesAnswerInOrderWithHolesForWhatIsNotTheViewers() {
      HeldMessage sent = alice.sends(mine, "Hello");
      String foreign = Api.id(NodeType.CHAT_MESSAGE, boris.copyOf(sent));
      String own = Api.id(NodeType.CHAT_MESSAGE, sent.copy().id());
      String message = GlobalId.of(NodeType.MESSAGE, sent.message().id().value());
      String notMine = Api.id(NodeType.NOTIFICATION, sent.copy().id());
      JsonNode answer =
          api.ask(
              alice,
              """
              { nodes(ids: ["%s", "%s", "nonsense", "%s", "%s", "%s", "%s"]) {
                __typename id ... on Message { content } } }
              """
                  .formatted(
                      own,
                      foreign,
                      message,
                      notMine,
                      Api.id(theirs),
                      GlobalId.of(NodeType.CHAT, 99)));
      assertThat(answer.at("/data/nodes").toString())
          .isEqualTo(
              "[{\"__typename\":\"ChatMessage\",\"id\":\"%s\"},null,null,{\"__typename\":\"Message\",\"id\":\"%s\",\"content\":\"Hello\"},null,null,null]"
                  .formatted(own, message));
      assertThat(answer.has("errors")).isFalse();
    }

    @Test
    void theNotificationOfAMessageIsANodeForItsReceiver() {
      HeldMessage sent = alice.sends(mine, "Hello");
      String id = Api.id(NodeType.NOTIFICATION, boris.copyOf(sent));
      JsonNode answer =
          api.ask(
              boris,
              "{ node(id: \"%s\") { ... on Notification { isRead message { content } } } }"
                  .formatted(id));
      assertThat(answer.at("/data/node").toString())
          .isEqualTo("{\"isRead\":false,\"message\":{\"content\":\"Hello\"}}");
    }
  }

  @Nested
  class Pages {

    private final CopyId mine = alice.chatWith(boris);

    @Test
    void pagesGoForwardAndBackwardWithExactInformation() {
      for (int i = 1; i <= 5; i++) {
        alice.sends(mine, "m" + i);
      }
      JsonNode first = messages("first: 2");
      assertPage(first, false, true, "m5", "m4");
      JsonNode second = messages("first: 2, after: \"%s\"".formatted(end(first)));
      assertPage(second, true, true, "m3", "m2");
      assertPage(messages("first: 2, after: \"%s\"".formatted(end(second))), true, false, "m1");
      assertPage(messages("last: 1, before: \"%s\"".formatted(start(second))), true, true, "m4");
      assertPage(messages("last: 2"), true, false, "m2", "m1");
      assertPage(messages("first: 0"), false, true);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "first: 101",
          "first: -1",
          "last: 101",
          "last: -1",
          "first: 1, last: 1",
          "after: \"nonsense\"",
          "before: \"OTk5\"",
          "after: \"\""
        })
    void wrongPagesAreRefused(String arguments) {
      JsonNode answer = api.ask(alice, "{ chats(%s) { edges { cursor } } }".formatted(arguments));
      assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("INVALID_INPUT");
      assertThat(answer.at("/errors/0/extensions/field").asText()).isNotEmpty();
    }

    private JsonNode messages(String arguments) {
      return api.ask(
              alice,
              "{ chat(id: \"%s\") { chatMessages(%s) { edges { node { message { content } } } pageInfo { hasPreviousPage hasNextPage startCursor endCursor } } } }"
                  .formatted(Api.id(mine), arguments))
          .at("/data/chat/chatMessages");
    }

    private void assertPage(JsonNode page, boolean previous, boolean next, String... contents) {
      assertThat(
              StreamSupport.stream(page.get("edges").spliterator(), false)
                  .map(edge -> edge.at("/node/message/content").asText()))
          .containsExactly(contents);
      assertThat(page.at("/pageInfo/hasPreviousPage").asBoolean()).isEqualTo(previous);
      assertThat(page.at("/pageInfo/hasNextPage").asBoolean()).isEqualTo(next);
    }

    private String start(JsonNode page) {
      return page.at("/pageInfo/startCursor").asText();
    }

    private String end(JsonNode page) {
      return page.at("/pageInfo/endCursor").asText();
    }
  }

  private static void assertNotFound(JsonNode answer) {
    assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("NOT_FOUND");
  }
}
