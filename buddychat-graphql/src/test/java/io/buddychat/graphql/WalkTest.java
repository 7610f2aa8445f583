package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.testkit.Person;
import org.junit.jupiter.api.Test;

/// What operations that are walked promise beside being answered as the engine would.
class WalkTest {

  private final Api api = new Api();
  private final Person alice = api.scene.alice();
  private final String chat = Api.id(alice.chatWith(api.scene.boris()));

  private String sending(String key) {
    return key
        + ": createChatMessage(chatId: \""
        + chat
        + "\", content: \"Tea?\") { chatMessage { message { sender { bio } } } } ";
  }

  @Test
  void aMutationShowsWhatTheOneBeforeItInTheSameRequestHasChanged() {
    JsonNode answer =
        api.ask(
            alice,
            "mutation { "
                + sending("before")
                + "updateUser(bio: \"I like tea\") { user { bio } } "
                + sending("after")
                + "}");
    String bio = "/chatMessage/message/sender/bio";
    assertThat(answer.at("/data/before" + bio).isNull()).isTrue();
    assertThat(answer.at("/data/after" + bio).asText()).isEqualTo("I like tea");
  }

  @Test
  void questionsAboutTheSchemaStandWhereTheyWereAskedAmongOthers() {
    JsonNode answer =
        api.ask(
            alice,
            "{ me { username } __schema { queryType { name } } chats { edges { cursor } }"
                + " __type(name: \"Chat\") { name } kind: __typename }");
    assertThat(answer.has("errors")).isFalse();
    assertThat(answer.get("data").fieldNames())
        .toIterable()
        .containsExactly("me", "__schema", "chats", "__type", "kind");
    assertThat(answer.at("/data/__schema/queryType/name").asText()).isEqualTo("Query");
    assertThat(answer.at("/data/me/username").asText()).isEqualTo("alice");
  }
}
