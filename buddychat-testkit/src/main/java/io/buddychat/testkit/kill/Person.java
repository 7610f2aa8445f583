package io.buddychat.testkit.kill;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.testkit.program.GraphQlClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Somebody with an account, a session and an inbox.
///
/// @param beginning the cursor of their inbox before anything happened
record Person(String name, String id, String token, String beginning) {

  private static final String OWN_GROUPS =
      "{ groups(first: 100) { edges { node { id member { group { id } } } } } }";

  private static final String LOG =
      """
      query ($after: Cursor) {
        inboxEvents(first: 100, after: $after) {
          edges { node %s }
          pageInfo { hasNextPage endCursor }
        }
      }
      """
          .formatted(Event.FIELDS);

  static Person join(GraphQlClient client, String name) {
    String id = client.signUp(name);
    String token = client.logIn(name);
    return new Person(name, id, token, head(client, token));
  }

  /// The cursor of the newest event in their inbox.
  String head(GraphQlClient client) {
    return head(client, token);
  }

  private static String head(GraphQlClient client, String token) {
    return client.data("{ inboxHead }", Map.of(), token).get("inboxHead").asText();
  }

  /// Their own copy of a group, if they are in it.
  Optional<String> copyOf(GraphQlClient client, String group) {
    return Stream.of(client.data(OWN_GROUPS, Map.of(), token).at("/groups/edges"))
        .flatMap(edges -> edges.findValues("node").stream())
        .filter(node -> node.at("/member/group/id").asText().equals(group))
        .map(node -> node.get("id").asText())
        .findFirst();
  }

  /// Makes sure that one more thing happens in their inbox, the first time it is called.
  void makesANote(GraphQlClient client) {
    JsonNode made = client.data("mutation { createSelfChat { chat { id } } }", Map.of(), token);
    if (made.at("/createSelfChat/chat/id").asText().isEmpty()) {
      throw new IllegalStateException(name + " got no chat with themself: " + made);
    }
  }

  /// The whole inbox over HTTP, the oldest event first.
  List<Event> log(GraphQlClient client) {
    List<Event> log = new ArrayList<>();
    Map<String, String> variables = new HashMap<>();
    for (boolean more = true; more; ) {
      JsonNode page = client.data(LOG, variables, token).get("inboxEvents");
      page.get("edges").forEach(edge -> log.add(Event.of(edge.get("node"))));
      variables.put("after", page.at("/pageInfo/endCursor").asText());
      more = page.at("/pageInfo/hasNextPage").asBoolean();
    }
    return log;
  }
}
