package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/// Chats, their messages and notifications, as a client meets them.
class ChatsOnTheWireTest extends OnTheWire {

  private final String alices = alice.chatWith(boris);
  private final String borises = boris.chatWith(alice);

  private static String texts(Buddy owner, String chat) {
    StringBuilder texts = new StringBuilder();
    owner
        .asks(
            "{ chat(id: \"%s\") { chatMessages { edges { node { message { content } } } } } }"
                .formatted(chat))
        .at("/chat/chatMessages/edges")
        .forEach(edge -> texts.append(edge.at("/node/message/content").asText()).append(' '));
    return texts.toString().strip();
  }

  @Test
  void createChatAnswersWithBothCopiesAndIsTheSameFromEitherSide() {
    String create =
        """
        mutation { createChat(otherUserId: "%s") {
          chat { id archived user { username } otherUser { username } }
          otherChat { id user { username } otherUser { username } } } }
        """;
    String expected =
        """
        {'createChat':{
          'chat':{'id':'%s','archived':false,
            'user':{'username':'%s'},'otherUser':{'username':'%s'}},
          'otherChat':{'id':'%s','user':{'username':'%3$s'},'otherUser':{'username':'%2$s'}}}}
        """;
    for (int again = 0; again < 2; again++) {
      assertAnswer(
          alice.asks(create.formatted(boris.id())),
          expected.formatted(alices, "alice", "boris", borises));
      assertAnswer(
          boris.asks(create.formatted(alice.id())),
          expected.formatted(borises, "boris", "alice", alices));
    }
    assertThat(alice.asks("{ chats { edges { cursor } } }").at("/chats/edges")).hasSize(1);
  }

  @Test
  void createSelfChatAnswersWithTheOneCopyThereIs() {
    String create = "createSelfChat { chat { id user { username } otherUser { username } } }";
    JsonNode made = alice.does(create).at("/createSelfChat/chat");
    assertThat(made.at("/user")).isEqualTo(made.at("/otherUser"));
    assertThat(alice.does(create).at("/createSelfChat/chat")).isEqualTo(made);
    assertThat(alice.chatWith(alice)).isEqualTo(made.at("/id").asText());
    alice.sends(made.at("/id").asText(), "Buy milk");
    assertThat(texts(alice, made.at("/id").asText())).isEqualTo("Buy milk");
    assertThat(alice.asks("{ notifications { edges { cursor } } }").at("/notifications/edges"))
        .isEmpty();
  }

  @Test
  void createChatMessageMakesACopyForEachAndANotificationForTheOther() {
    String sent = alice.sends(alices, "Hello");
    String received = boris.newestIn(borises);
    assertThat(received).isNotEqualTo(sent);
    assertThat(texts(alice, alices)).isEqualTo("Hello");
    assertThat(texts(boris, borises)).isEqualTo("Hello");
    String notices = "{ notifications { edges { node { message { content } } } } }";
    assertAnswer(alice.asks(notices), "{'notifications':{'edges':[]}}");
    assertAnswer(
        boris.asks(notices),
        "{'notifications':{'edges':[{'node':{'message':{'content':'Hello'}}}]}}");
  }

  @Test
  void everyFieldOfAChatAndItsMessagesAnswers() {
    String sent = alice.sends(alices, "Helo");
    String date = server.clock().instant().toString().replace("Z", ".000Z");
    String received = boris.newestIn(borises);
    String edited = later();
    var _ =
        alice.does(
            "updateChatMessage(chatMessageId: \"%s\", content: \"Hello\") { chatMessage { id } }"
                .formatted(sent));
    String read = later();
    var _ =
        boris.does(
            "setChatMessageAsRead(chatMessageId: \"%s\") { chatMessage { id } }"
                .formatted(received));
    var _ =
        boris.does(
            "createChatMessage(chatId: \"%s\", content: \"Hi\") { duplicate }".formatted(borises));
    assertAnswer(
        boris.asks(
            """
            { chat(id: "%s") { id archived unreadCount user { username } otherUser { username }
                lastMessage { message { content readAt editedAt } readAt }
                chatMessages(last: 1) { edges { node { id readAt chat { id }
                  message { content readAt date editedAt sender { username } } } } }
                chat_messages(last: 1) { edges { node { id } } } } }
            """
                .formatted(borises)),
        """
        {'chat':{'id':'%1$s','archived':false,'unreadCount':0,
          'user':{'username':'boris'},'otherUser':{'username':'alice'},
          'lastMessage':{'message':{'content':'Hi','readAt':null,'editedAt':null},'readAt':null},
          'chatMessages':{'edges':[{'node':{'id':'%2$s','readAt':'%5$s','chat':{'id':'%1$s'},
            'message':{'content':'Hello','readAt':'%5$s','date':'%3$s','editedAt':'%4$s',
              'sender':{'username':'alice'}}}}]},
          'chat_messages':{'edges':[{'node':{'id':'%2$s'}}]}}}
        """
            .formatted(borises, received, date, edited, read));
    assertThat(alice.asks("{ chat(id: \"%s\") { unreadCount } }".formatted(alices)))
        .hasToString("{\"chat\":{\"unreadCount\":1}}");
  }

  @Test
  void aRepetitionGivesTheFirstResultAgain() {
    String send =
        """
        mutation { createChatMessage(chatId: "%s", content: "%s", clientMessageId: "m1") {
          duplicate chatMessage { id } } }
        """;
    JsonNode first = alice.asks(send.formatted(alices, "Hello")).at("/createChatMessage");
    assertThat(first.at("/duplicate").asBoolean()).isFalse();
    JsonNode second = alice.asks(send.formatted(alices, "Hello")).at("/createChatMessage");
    assertThat(second.at("/duplicate").asBoolean()).isTrue();
    assertThat(second.at("/chatMessage")).isEqualTo(first.at("/chatMessage"));
    assertThat(texts(boris, borises)).isEqualTo("Hello");
    assertRefused(alice, send.formatted(alices, "Bye"), "CONFLICT");
  }

  @Test
  void updateChatMessageIsForTheSenderAndShowsInBothCopies() {
    String sent = alice.sends(alices, "Helo");
    String update =
        """
        mutation { updateChatMessage(chatMessageId: "%s", content: "Hello") {
          chatMessage { id message { content } } } }
        """;
    assertAnswer(
        alice.asks(update.formatted(sent)),
        "{'updateChatMessage':{'chatMessage':{'id':'%s','message':{'content':'Hello'}}}}"
            .formatted(sent));
    assertThat(texts(boris, borises)).isEqualTo("Hello");
    assertRefused(boris, update.formatted(boris.newestIn(borises)), "FORBIDDEN");
    assertRefused(boris, update.formatted(sent), "NOT_FOUND");
  }

  @Test
  void deleteChatMessageTakesMyCopyOnly() {
    String sent = alice.sends(alices, "Hello");
    String delete = "mutation { deleteChatMessage(chatMessageId: \"%s\") { success } }";
    assertRefused(boris, delete.formatted(sent), "NOT_FOUND");
    assertAnswer(alice.asks(delete.formatted(sent)), "{'deleteChatMessage':{'success':true}}");
    assertThat(texts(alice, alices)).isEmpty();
    assertThat(texts(boris, borises)).isEqualTo("Hello");
  }

  @Test
  void unsendChatMessageIsForTheSenderAndTakesBothCopies() {
    String sent = alice.sends(alices, "Hello");
    String unsend = "mutation { unsendChatMessage(chatMessageId: \"%s\") { success } }";
    assertRefused(boris, unsend.formatted(boris.newestIn(borises)), "FORBIDDEN");
    assertAnswer(alice.asks(unsend.formatted(sent)), "{'unsendChatMessage':{'success':true}}");
    assertThat(texts(alice, alices)).isEmpty();
    assertThat(texts(boris, borises)).isEmpty();
    assertThat(boris.asks("{ notifications { edges { cursor } } }").at("/notifications/edges"))
        .isEmpty();
  }

  @Test
  void setChatMessageAsReadIsForTheReceiverAndTheFirstTimeStays() {
    String sent = alice.sends(alices, "Hello");
    String received = boris.newestIn(borises);
    String read =
        """
        mutation { setChatMessageAsRead(chatMessageId: "%s") {
          chatMessage { id readAt message { readAt } } } }
        """;
    String at = later();
    String expected =
        "{'setChatMessageAsRead':{'chatMessage':{'id':'%s','readAt':'%s','message':{'readAt':'%2$s'}}}}"
            .formatted(received, at);
    assertAnswer(boris.asks(read.formatted(received)), expected);
    later();
    assertAnswer(boris.asks(read.formatted(received)), expected);
    assertRefused(alice, read.formatted(sent), "FORBIDDEN");
    assertAnswer(
        alice.asks(
            "{ chat(id: \"%s\") { lastMessage { readAt message { readAt } } } }".formatted(alices)),
        "{'chat':{'lastMessage':{'readAt':null,'message':{'readAt':'%s'}}}}".formatted(at));
  }

  @Test
  void deleteChatEmptiesMyCopyOnly() {
    alice.sends(alices, "Hello");
    assertAnswer(
        boris.does("deleteChat(chatId: \"%s\") { success }".formatted(borises)),
        "{'deleteChat':{'success':true}}");
    assertThat(texts(boris, borises)).isEmpty();
    assertThat(texts(alice, alices)).isEqualTo("Hello");
    assertRefused(
        boris,
        "mutation { deleteChat(chatId: \"%s\") { success } }".formatted(alices),
        "NOT_FOUND");
  }

  @Test
  void archivingGoesByBothNamesAndConcernsMyCopyOnly() {
    assertAnswer(
        alice.does(
            "setArchiveChat(chatId: \"%s\", archived: true) { chat { id archived } __typename }"
                .formatted(alices)),
        "{'setArchiveChat':{'chat':{'id':'%s','archived':true},'__typename':'SetChatArchived'}}"
            .formatted(alices));
    String archived = "{ chats(archived: %s) { edges { node { id } } } }";
    String one = "{'chats':{'edges':[{'node':{'id':'%s'}}]}}";
    String none = "{'chats':{'edges':[]}}";
    assertAnswer(alice.asks(archived.formatted(true)), one.formatted(alices));
    assertAnswer(alice.asks(archived.formatted(false)), none);
    assertAnswer(boris.asks(archived.formatted(true)), none);
    assertAnswer(boris.asks(archived.formatted(false)), one.formatted(borises));
    assertAnswer(
        alice.does(
            "setChatArchived(chatId: \"%s\", archived: false) { chat { archived } }"
                .formatted(alices)),
        "{'setChatArchived':{'chat':{'archived':false}}}");
    assertAnswer(alice.asks(archived.formatted(true)), none);
  }

  @Test
  void setNotificationReadIsForTheReceiverAndReadsNoMessage() {
    alice.sends(alices, "Hello");
    String id =
        boris
            .asks("{ notifications { edges { node { id } } } }")
            .at("/notifications/edges/0/node/id")
            .asText();
    String read =
        """
        mutation { setNotificationRead(notificationId: "%s") { __typename
          notification { id isRead readAt message { content readAt sender { username } } } } }
        """
            .formatted(id);
    String at = later();
    assertRefused(alice, read, "NOT_FOUND");
    assertAnswer(
        boris.asks("{ notifications(isRead: true) { edges { node { id } } } }"),
        "{'notifications':{'edges':[]}}");
    String expected =
        """
        {'setNotificationRead':{'__typename':'SetNotificationAsRead','notification':{'id':'%s',
          'isRead':true,'readAt':'%s',
          'message':{'content':'Hello','readAt':null,'sender':{'username':'alice'}}}}}
        """
            .formatted(id, at);
    assertAnswer(boris.asks(read), expected);
    later();
    assertAnswer(boris.asks(read), expected);
    assertAnswer(
        boris.asks("{ notifications(isRead: true) { edges { node { id isRead readAt } } } }"),
        "{'notifications':{'edges':[{'node':{'id':'%s','isRead':true,'readAt':'%s'}}]}}"
            .formatted(id, at));
    assertAnswer(
        boris.asks("{ notifications(isRead: false) { edges { node { id } } } }"),
        "{'notifications':{'edges':[]}}");
  }
}
