package io.buddychat.testkit.kill;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.testkit.program.GraphQlClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// One of the two in a chat, with what they sent.
///
/// @param chat the id of their copy
record Member(String token, String chat, Sent sent) {

  private static final String SEND =
      """
      mutation ($chat: ID!, $text: String!, $key: ID!) {
        createChatMessage(chatId: $chat, content: $text, clientMessageId: $key) {
          chatMessage { message { id } }
        }
      }
      """;

  private static final String READ =
      """
      query ($chat: ID!, $after: String) {
        chat(id: $chat) {
          chatMessages(first: 100, after: $after) {
            edges { node { message { id content } } }
            pageInfo { hasNextPage endCursor }
          }
        }
      }
      """;

  /// Sends, again or for the first time, and notes the answer.
  void send(GraphQlClient client, String text) {
    sent.attempted(text);
    Map<String, String> variables = Map.of("chat", chat, "text", text, "key", text);
    JsonNode data = client.data(SEND, variables, token);
    sent.acknowledged(text, data.at("/createChatMessage/chatMessage/message/id").asText());
  }

  int unread(GraphQlClient client) {
    return client
        .data("query ($chat: ID!) { chat(id: $chat) { unreadCount } }", Map.of("chat", chat), token)
        .at("/chat/unreadCount")
        .asInt();
  }

  /// What the server shows of this copy: per text, under which ids. The newest first, until a page
  /// holds none that is wanted.
  Map<String, List<String>> read(GraphQlClient client, Predicate<String> wanted) {
    Map<String, List<String>> found = new HashMap<>();
    Map<String, String> variables = new HashMap<>(Map.of("chat", chat));
    for (boolean more = true; more; ) {
      JsonNode page = client.data(READ, variables, token).at("/chat/chatMessages");
      boolean any = false;
      for (JsonNode edge : page.get("edges")) {
        JsonNode message = edge.at("/node/message");
        String text = message.get("content").asText();
        if (wanted.test(text)) {
          any = true;
          found.computeIfAbsent(text, each -> new ArrayList<>()).add(message.get("id").asText());
        }
      }
      variables.put("after", page.at("/pageInfo/endCursor").asText());
      more = any && page.at("/pageInfo/hasNextPage").asBoolean();
    }
    return found;
  }
}
