package io.buddychat.testkit.bench;

import io.buddychat.testkit.bench.load.Plan;
import io.buddychat.testkit.program.GraphQlClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// What is asked of a BuddyChat server, as a [Plan] has it.
final class Chatting {

  /// With its number, as long as a line that people write.
  static final String TEXT =
      Plan.NUMBER + " Nobody who keeps the same rows can be faster than this.";

  private static final String SEND =
      """
      mutation ($copy: ID!, $text: String!) {
        createGroupMessage(groupCopyId: $copy, content: $text) { message { id } duplicate }
      }
      """;

  private static final String FOLLOW =
      """
      subscription {
        inbox(operations: [GROUP_MESSAGE_CREATED]) {
          cursor
          operation
          payload {
            ... on GroupMessageChanged {
              groupMessageId
              groupCopyId
              actorId
              groupMessage { message { content } }
            }
          }
        }
      }
      """;

  private Chatting() {}

  static Plan.Writer writer(int lane, URI server, Member member) {
    return query(
        lane,
        server,
        member.person(),
        SEND,
        Map.of("copy", member.copy(), "text", TEXT),
        "\"duplicate\":false");
  }

  /// Asks the same again and again.
  static Plan.Writer query(
      int lane, URI server, Person person, String query, Map<String, ?> variables, String answer) {
    byte[] body = GraphQlClient.body(query, variables);
    String request =
        String.join(
            "\r\n",
            "POST " + server.getPath() + " HTTP/1.1",
            "Host: " + server.getAuthority(),
            "Authorization: JWT " + person.token(),
            "Content-Type: application/json",
            "Content-Length: " + body.length,
            "",
            new String(body, StandardCharsets.UTF_8));
    return new Plan.Writer(lane, request, answer);
  }

  /// Follows the inbox of one person.
  static Plan.Reader reader(int lane, URI server, Person person) {
    String init =
        "{\"type\":\"connection_init\",\"payload\":{\"token\":\"" + person.token() + "\"}}";
    String payload = new String(GraphQlClient.body(FOLLOW, Map.of()), StandardCharsets.UTF_8);
    return new Plan.Reader(
        lane,
        server.getPath(),
        List.of(init, "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":" + payload + "}"),
        List.of("connection_ack", "SUBSCRIPTION_ACTIVE"));
  }

  static Plan plan(URI server, List<Plan.Writer> writers, List<Plan.Reader> readers) {
    return new Plan(server.getHost(), server.getPort(), Plan.Talk.HTTP, writers, readers);
  }
}
