package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Writing to people and reading one's whole mailbox, as a client meets it that thinks of people
/// and messages and not of chats.
class MailboxOnTheWireTest extends OnTheWire {

  private static JsonNode writes(Buddy from, Buddy to, String content, String more) {
    return from.does(
            """
            sendDirectMessage(recipientId: "%s", content: "%s" %s) { duplicate
              chatMessage { id message { content sender { username } } chat { id otherUser { username } } } }
            """
                .formatted(to.id(), content, more))
        .at("/sendDirectMessage");
  }

  private static List<String> mailbox(Buddy person, String arguments) {
    List<String> lines = new ArrayList<>();
    person
        .asks(
            """
            { messages%s { edges { node { __typename
              ... on ChatMessage { message { content } chat { otherUser { username } } }
              ... on GroupMessage { message { content } groupCopy { member { group { title } } } } } } } }
            """
                .formatted(arguments))
        .at("/messages/edges")
        .forEach(
            edge -> {
              JsonNode node = edge.at("/node");
              String place =
                  node.at("/__typename").asText().equals("ChatMessage")
                      ? node.at("/chat/otherUser/username").asText()
                      : node.at("/groupCopy/member/group/title").asText();
              lines.add(node.at("/message/content").asText() + " / " + place);
            });
    return lines;
  }

  private String group(String title, Buddy member) {
    return alice
        .does(
            "createGroup(title: \"%s\", memberIds: [\"%s\"]) { groupCopy { id } }"
                .formatted(title, member.id()))
        .at("/createGroup/groupCopy/id")
        .asText();
  }

  private void says(String group, String content) {
    var _ =
        alice.does(
            "createGroupMessage(groupCopyId: \"%s\", content: \"%s\") { duplicate }"
                .formatted(group, content));
  }

  @Test
  void sendDirectMessageBeginsTheChatAndGoesOnInIt() {
    JsonNode first = writes(alice, boris, "Hello", "");
    assertAnswer(
        first,
        """
        {'duplicate':false,'chatMessage':{'id':'%s','message':{'content':'Hello',
          'sender':{'username':'alice'}},'chat':{'id':'%s','otherUser':{'username':'boris'}}}}
        """
            .formatted(
                first.at("/chatMessage/id").asText(), first.at("/chatMessage/chat/id").asText()));
    assertThat(writes(alice, boris, "Again", "").at("/chatMessage/chat"))
        .isEqualTo(first.at("/chatMessage/chat"));
    assertThat(alice.chatWith(boris)).isEqualTo(first.at("/chatMessage/chat/id").asText());
    assertThat(mailbox(boris, "")).containsExactly("Again / alice", "Hello / alice");
    JsonNode note = writes(alice, alice, "Buy milk", "");
    assertThat(note.at("/chatMessage/chat/otherUser/username").asText()).isEqualTo("alice");
  }

  @Test
  void sendDirectMessageIsSafeToRepeat() {
    JsonNode sent = writes(alice, boris, "Hello", ", clientMessageId: \"1\"");
    JsonNode again = writes(alice, boris, "Hello", ", clientMessageId: \"1\"");
    assertThat(again.at("/duplicate").asBoolean()).isTrue();
    assertThat(again.at("/chatMessage")).isEqualTo(sent.at("/chatMessage"));
    assertThat(mailbox(boris, "")).hasSize(1);
  }

  @Test
  void whatCannotBeSentLeavesNoChatBehind() {
    String send =
        "mutation { sendDirectMessage(recipientId: \"%s\", content: \"%s\" %s) { duplicate } }";
    assertRefused(alice, send.formatted(boris.id(), " ", ""), "INVALID_INPUT");
    assertRefused(
        alice, send.formatted(boris.id(), "Look", ", attachmentIds: [\"x\"]"), "NOT_FOUND");
    assertRefused(alice, send.formatted("nobody", "Hello", ""), "NOT_FOUND");
    assertThat(alice.asks("{ chats { edges { node { id } } } }").at("/chats/edges")).isEmpty();
    assertThat(boris.asks("{ chats { edges { node { id } } } }").at("/chats/edges")).isEmpty();
  }

  @Test
  void messagesAreTheWholeMailboxTheNewestFirst() {
    String tea = group("Tea", boris);
    writes(alice, boris, "One", "");
    says(tea, "Two");
    writes(boris, alice, "Three", "");
    writes(clara, boris, "Four", "");
    says(tea, "Five");
    assertThat(mailbox(boris, ""))
        .containsExactly("Five / Tea", "Four / clara", "Three / alice", "Two / Tea", "One / alice");
    assertThat(mailbox(boris, "(withUserId: \"%s\")".formatted(alice.id())))
        .containsExactly("Three / alice", "One / alice");
    assertThat(mailbox(alice, "(withUserId: \"%s\")".formatted(clara.id()))).isEmpty();
    assertThat(mailbox(boris, "(filter: {isMine: true})")).containsExactly("Three / alice");
    assertThat(mailbox(boris, "(filter: {isMine: false}, first: 2)"))
        .containsExactly("Five / Tea", "Four / clara");
    boris.does(
        "setChatMessageAsRead(chatMessageId: \"%s\") { chatMessage { id } }"
            .formatted(boris.newestIn(boris.chatWith(clara))));
    assertThat(mailbox(boris, "(filter: {isUnread: true})"))
        .containsExactly("Five / Tea", "Two / Tea", "One / alice");
    assertThat(
            mailbox(
                boris,
                "(withUserId: \"%s\", filter: {isUnread: true, isMine: false})"
                    .formatted(alice.id())))
        .containsExactly("One / alice");
    assertRefused(boris, "{ messages(withUserId: \"x\") { edges { cursor } } }", "NOT_FOUND");
    assertRefused(boris, "{ messages(first: 101) { edges { cursor } } }", "INVALID_INPUT");
  }

  @Test
  void messagesArePagedInBothDirections() {
    for (String content : List.of("One", "Two", "Three", "Four")) {
      writes(alice, content.length() > 3 ? boris : clara, content, "");
    }
    for (String with : List.of("", ", withUserId: \"%s\"".formatted(boris.id()))) {
      List<String> all = mailbox(alice, "(first: 100%s)".formatted(with));
      List<String> walked = new ArrayList<>();
      String after = "";
      JsonNode info;
      do {
        String arguments = "(first: 1%s%s)".formatted(after, with);
        walked.addAll(mailbox(alice, arguments));
        info =
            alice
                .asks("{ messages%s { pageInfo { endCursor hasNextPage } } }".formatted(arguments))
                .at("/messages/pageInfo");
        after = ", after: \"%s\"".formatted(info.at("/endCursor").asText());
      } while (info.at("/hasNextPage").asBoolean());
      assertThat(walked).isEqualTo(all);
      assertThat(mailbox(alice, "(last: 1%s)".formatted(with))).containsExactly(all.getLast());
    }
  }

  @Test
  void userByUsernameFindsExactlyThatPerson() {
    var _ = somebody("alice2");
    String query = "{ userByUsername(username: \"%s\") { id username } }";
    assertThat(boris.asks(query.formatted("ALICE")).at("/userByUsername/id").asText())
        .isEqualTo(alice.id());
    for (String nobody : List.of("alic", "alice3", "", "alice@example.org", "%")) {
      assertAnswer(boris.asks(query.formatted(nobody)), "{'userByUsername':null}");
    }
    var _ = alice.does("deleteUser(password: \"%s\") { userId }".formatted(Buddy.PASSWORD));
    assertAnswer(boris.asks(query.formatted("alice")), "{'userByUsername':null}");
  }

  @Test
  void whoIsThereIsToldToEverybody() {
    JsonNode answer =
        alice
            .client()
            .post("{ hello serverInfo { name version time } }", Map.of(), Map.of())
            .json()
            .at("/data");
    assertAnswer(
        answer,
        """
        {'hello':'Hello from BuddyChat!','serverInfo':{'name':'BuddyChat','version':'%s','time':'%s'}}
        """
            .formatted(answer.at("/serverInfo/version").asText(), now()));
    assertThat(answer.at("/serverInfo/version").asText()).isNotBlank();
  }

  private String now() {
    return server.clock().instant().toString().replace("Z", ".000Z");
  }
}
