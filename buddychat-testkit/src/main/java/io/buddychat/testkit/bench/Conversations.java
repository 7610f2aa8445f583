package io.buddychat.testkit.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.testkit.program.GraphQlClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Who sends what to whom: made once, before anything is measured, for passwords are slow to hash.
///
/// @param all one for each sender
record Conversations(List<Conversation> all) {

  private static final String OPEN =
      "mutation ($other: ID!) { createChat(otherUserId: $other) { chat { id } otherChat { id } } }";
  private static final String UNREAD = "query ($chat: ID!) { chat(id: $chat) { unreadCount } }";

  /// What one person sends to others.
  ///
  /// @param sender their own copy
  /// @param receivers those of the others
  record Conversation(Copy sender, List<Copy> receivers) {}

  /// A person's copy.
  ///
  /// @param token the person's
  /// @param id the copy's
  record Copy(String token, String id) {}

  /// Chats of two people each.
  static Conversations chats(GraphQlClient client, int chats) {
    List<Conversation> all = new ArrayList<>();
    for (int i = 0; i < chats; i++) {
      client.signUp("sender." + i);
      String receiver = client.signUp("receiver." + i);
      String token = client.logIn("sender." + i);
      JsonNode opened = client.data(OPEN, Map.of("other", receiver), token).get("createChat");
      all.add(
          new Conversation(
              new Copy(token, opened.at("/chat/id").asText()),
              List.of(
                  new Copy(client.logIn("receiver." + i), opened.at("/otherChat/id").asText()))));
    }
    return new Conversations(all);
  }

  /// How many people have a copy of each message.
  int copies() {
    return 1 + all.get(0).receivers().size();
  }

  /// What has arrived: per receiver, the messages that nobody has read, for nobody reads.
  long received(GraphQlClient client) {
    return all.stream()
        .flatMap(conversation -> conversation.receivers().stream())
        .mapToLong(
            copy ->
                client
                    .data(UNREAD, Map.of("chat", copy.id()), copy.token())
                    .at("/chat/unreadCount")
                    .asLong())
        .sum();
  }
}
