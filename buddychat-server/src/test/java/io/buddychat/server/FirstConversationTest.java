package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.domain.user.Pbkdf2Passwords;
import io.buddychat.persistence.JdbiStore;
import io.buddychat.testkit.postgres.TestPostgres;
import io.buddychat.testkit.ws.WsClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two people sign up and talk, over real HTTP and real sockets, on each database a server may
/// have.
class FirstConversationTest {

  @Nested
  class OnH2 implements FirstConversation {
    @TempDir Path folder;

    @Override
    public JdbiStore open() {
      return JdbiStore.open(JdbiStore.Options.of("jdbc:h2:" + folder.resolve("chat")));
    }
  }

  @Nested
  class OnPostgres implements FirstConversation {
    private final String url = TestPostgres.freshDatabase();

    @Override
    public JdbiStore open() {
      return JdbiStore.open(JdbiStore.Options.of(url));
    }
  }

  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  interface FirstConversation {

    /// Opens the database, the same one each time.
    JdbiStore open();

    @Test
    default void eachSeesTheirOwnCopiesAndWhatHappensToThem() {
      try (JdbiStore store = open();
          BuddyChatServer server = serve(store)) {
        Buddy alice = new Buddy(server.uri(), "alice", "15550001");
        Buddy boris = new Buddy(server.uri(), "boris", "15550002");
        String mine = alice.chatWith(boris);
        String theirs = boris.chatWith(alice);
        try (WsClient toAlice = alice.listens();
            WsClient toBoris = boris.listens()) {
          String sent = alice.sends(mine, "Hello");

          JsonNode created = Buddy.frame(toAlice, "CHAT_MESSAGE_CREATED");
          assertThat(created.at("/chatMessage/id").asText()).isEqualTo(sent);
          assertThat(created.at("/chatMessage/chat/id").asText()).isEqualTo(mine);
          JsonNode received = Buddy.frame(toBoris, "CHAT_MESSAGE_CREATED");
          String copy = received.at("/chatMessage/id").asText();
          assertThat(copy).isNotEqualTo(sent);
          assertThat(received.at("/chatMessage/chat/id").asText()).isEqualTo(theirs);
          assertThat(received.at("/chatMessage/message/content").asText()).isEqualTo("Hello");
          assertThat(
                  Buddy.frame(toBoris, "NOTIFICATION_CREATED").at("/notification/message/content"))
              .hasToString("\"Hello\"");

          boris.does(
              "setChatMessageAsRead(chatMessageId: \"%s\") { chatMessage { id } }".formatted(copy));
          assertThat(Buddy.frame(toBoris, "CHAT_MESSAGE_READ").at("/chatMessage/id").asText())
              .isEqualTo(copy);
          assertThat(Buddy.frame(toAlice, "CHAT_MESSAGE_READ").at("/chatMessage/id").asText())
              .isEqualTo(sent);

          boris.does("deleteChatMessage(chatMessageId: \"%s\") { success }".formatted(copy));
          Buddy.frame(toBoris, "CHAT_MESSAGE_DELETED");
          alice.does(
              "updateChatMessage(chatMessageId: \"%s\", content: \"Hello?\") { chatMessage { id } }"
                  .formatted(sent));
          assertThat(
                  Buddy.frame(toAlice, "CHAT_MESSAGE_UPDATED")
                      .at("/chatMessage/message/content")
                      .asText())
              .isEqualTo("Hello?");
          alice.does("unsendChatMessage(chatMessageId: \"%s\") { success }".formatted(sent));
          assertThat(
                  Buddy.frame(toAlice, "CHAT_MESSAGE_UNSENT").at("/chatMessage/message").isNull())
              .isTrue();

          boris.does("deleteChat(chatId: \"%s\") { success }".formatted(theirs));
          assertThat(Buddy.frame(toBoris, "CHAT_DELETED").at("/chat/id").asText())
              .as("nothing of the edit and the unsending, for Boris's copy was gone by then")
              .isEqualTo(theirs);
        }
      }
    }

    @Test
    default void whatWasAcknowledgedIsThereAfterARestart() {
      String token;
      String chat;
      try (JdbiStore store = open();
          BuddyChatServer server = serve(store)) {
        Buddy alice = new Buddy(server.uri(), "alice", "15550001");
        chat = alice.chatWith(new Buddy(server.uri(), "boris", "15550002"));
        alice.sends(chat, "Remember me");
        token = alice.token();
      }
      try (JdbiStore store = open();
          BuddyChatServer server = serve(store)) {
        TestClient.Reply reply =
            new TestClient(server.uri())
                .post(
                    "{ chat(id: \"%s\") { lastMessage { message { content } } } }".formatted(chat),
                    token);
        assertThat(reply.at("/data/chat/lastMessage/message/content")).isEqualTo("Remember me");
      }
    }

    @Test
    default void whatIsNotMineIsNotThereForMe() {
      try (JdbiStore store = open();
          BuddyChatServer server = serve(store)) {
        Buddy alice = new Buddy(server.uri(), "alice", "15550001");
        Buddy boris = new Buddy(server.uri(), "boris", "15550002");
        Buddy clara = new Buddy(server.uri(), "clara", "15550003");
        String mine = alice.chatWith(boris);
        String sent = alice.sends(mine, "Between us");
        for (String query :
            new String[] {
              "{ chat(id: \"%s\") { id } }".formatted(mine),
              "mutation { createChatMessage(chatId: \"%s\", content: \"x\") { duplicate } }"
                  .formatted(mine),
              "mutation { unsendChatMessage(chatMessageId: \"%s\") { success } }".formatted(sent),
              "mutation { deleteChatMessage(chatMessageId: \"%s\") { success } }".formatted(sent),
              "mutation { setChatMessageAsRead(chatMessageId: \"%s\") { chatMessage { id } } }"
                  .formatted(sent),
              "mutation { deleteChat(chatId: \"%s\") { success } }".formatted(mine),
              "mutation { deleteChat(chatId: \"%s\") { success } }".formatted(sent)
            }) {
          assertThat(clara.tries(query).at("/errors/0/extensions/code"))
              .as(query)
              .isEqualTo("NOT_FOUND");
        }
        assertThat(alice.does("createSelfChat { chat { id } }").at("/errors").isMissingNode())
            .isTrue();
        assertThat(
                alice
                    .asks(
                        "{ chat(id: \"%s\") { chatMessages { edges { node { id } } } } }"
                            .formatted(mine))
                    .at("/chat/chatMessages/edges/0/node/id"))
            .hasToString('"' + sent + '"');
      }
    }

    private static BuddyChatServer serve(JdbiStore store) {
      Map<String, String> settings =
          Map.of(
              "BUDDYCHAT_PORT", "0",
              "BUDDYCHAT_RATE_LIMIT", "0",
              "BUDDYCHAT_JWT_SECRET", "a secret for tests, as long as it must be");
      return BuddyChatServer.with(Settings.of(settings, Optional.empty()))
          .store(store)
          .passwords(new Pbkdf2Passwords(1, 8))
          .start();
    }
  }
}
