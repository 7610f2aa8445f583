package io.buddychat.testkit.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.testkit.program.GraphQlClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Who sends what to whom: made once, before anything is measured, for passwords are slow to hash.
///
/// @param send the mutation that sends a `text` in a `copy`
/// @param unread the query for how many messages of others the owner of a `copy` has not read
/// @param senders the copy that each sender sends in
/// @param receivers the copies of all who receive something
/// @param copies how many people have a copy of each message
record Conversations(
    String send, String unread, List<Copy> senders, List<Copy> receivers, int copies) {

  /// A person's copy.
  ///
  /// @param token the person's
  /// @param id the copy's
  record Copy(String token, String id) {}

  private static final String OPEN_CHAT =
      """
      mutation ($other: ID!) { createChat(otherUserId: $other) { chat { id } otherChat { id } } }
      """;

  private static final String SEND_IN_CHAT =
      """
      mutation ($copy: ID!, $text: String!) {
        createChatMessage(chatId: $copy, content: $text) { chatMessage { id } duplicate }
      }
      """;

  private static final String UNREAD_IN_CHAT =
      """
      query ($copy: ID!) { chat(id: $copy) { unreadCount } }
      """;

  private static final String CREATE_GROUP =
      """
      mutation ($members: [ID!]) {
        createGroup(title: "Everybody", memberIds: $members) { groupCopy { id } }
      }
      """;

  private static final String MY_GROUP =
      """
      { groups { edges { node { id } } } }
      """;

  private static final String SEND_IN_GROUP =
      """
      mutation ($copy: ID!, $text: String!) {
        createGroupMessage(groupCopyId: $copy, content: $text) { message { id } duplicate }
      }
      """;

  private static final String UNREAD_IN_GROUP =
      """
      query ($copy: ID!) { group(id: $copy) { unreadCount } }
      """;

  /// Chats of two people each, in which one of them sends.
  static Conversations chats(GraphQlClient client, int chats) {
    List<Copy> senders = new ArrayList<>();
    List<Copy> receivers = new ArrayList<>();
    for (int i = 0; i < chats; i++) {
      client.signUp("sender." + i);
      String receiver = client.signUp("receiver." + i);
      String token = client.logIn("sender." + i);
      JsonNode opened = client.data(OPEN_CHAT, Map.of("other", receiver), token).get("createChat");
      senders.add(new Copy(token, opened.at("/chat/id").asText()));
      receivers.add(new Copy(client.logIn("receiver." + i), opened.at("/otherChat/id").asText()));
    }
    return new Conversations(SEND_IN_CHAT, UNREAD_IN_CHAT, senders, receivers, 2);
  }

  /// One group. Its members take their turns as senders; who is one more than once sends several
  /// messages at a time.
  static Conversations group(GraphQlClient client, int members, int senders) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      ids.add(client.signUp("member." + i));
    }
    List<Copy> copies = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      String token = client.logIn("member." + i);
      if (i == 0) {
        client.data(CREATE_GROUP, Map.of("members", ids.subList(1, members)), token);
      }
      String copy = client.data(MY_GROUP, Map.of(), token).at("/groups/edges/0/node/id").asText();
      copies.add(new Copy(token, copy));
    }
    List<Copy> turns = new ArrayList<>();
    for (int i = 0; i < senders; i++) {
      turns.add(copies.get(i % members));
    }
    return new Conversations(SEND_IN_GROUP, UNREAD_IN_GROUP, turns, copies, members);
  }

  /// What has arrived: per receiver, the messages that nobody has read, for nobody reads.
  long received(GraphQlClient client) {
    return receivers.stream()
        .mapToLong(
            copy ->
                client
                    .data(unread, Map.of("copy", copy.id()), copy.token())
                    .findValue("unreadCount")
                    .asLong())
        .sum();
  }
}
