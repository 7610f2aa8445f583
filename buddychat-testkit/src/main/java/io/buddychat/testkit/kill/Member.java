package io.buddychat.testkit.kill;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.testkit.program.GraphQlClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// One of those who talk in a place, with what they sent there.
///
/// @param copy the id of their own copy of it
record Member(Place place, String token, String copy, Sent sent) {

  Member(Place place, String token, String copy) {
    this(place, token, copy, new Sent());
  }

  /// Sends, again or for the first time, and notes the answer.
  void send(GraphQlClient client, String text) {
    sent.attempted(text);
    Map<String, String> variables = Map.of("copy", copy, "text", text, "key", text);
    JsonNode data = client.data(place.send(), variables, token);
    sent.acknowledged(text, data.at("/sent/copy/message/id").asText());
  }

  int unread(GraphQlClient client) {
    return client
        .data(place.unread(), Map.of("copy", copy), token)
        .at("/place/unreadCount")
        .asInt();
  }

  /// What the server shows of this copy: per text, under which ids. The newest first, until a page
  /// holds none that is wanted.
  Map<String, List<String>> read(GraphQlClient client, Predicate<String> wanted) {
    Map<String, List<String>> found = new HashMap<>();
    Map<String, String> variables = new HashMap<>(Map.of("copy", copy));
    for (boolean more = true; more; ) {
      JsonNode page = client.data(place.read(), variables, token).at("/place/messages");
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
