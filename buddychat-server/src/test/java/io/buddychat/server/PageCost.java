package io.buddychat.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.buddychat.domain.core.CopyId;
import io.buddychat.graphql.BuddyChatGraphQl;
import io.buddychat.graphql.Caller;
import io.buddychat.graphql.Connection;
import io.buddychat.graphql.GraphQlRequest;
import io.buddychat.graphql.RateLimits;
import io.buddychat.graphql.ws.Outcome;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.memory.InMemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A program for the benchmark: what a page of fifty messages costs, from the request as a text to
/// the answer as bytes, and what the same bytes cost when they are written by hand from records
/// that lie ready. The messages are kept in memory; to find them there counts for the page.
///
/// Its arguments are the number of rounds and the milliseconds of a turn and of the warm-up. It
/// prints a line for each round: the page's microseconds of processor and bytes allocated, then the
/// hand's. Counted is what the whole process does, collecting garbage included.
final class PageCost {

  private static final int PAGE = 50;
  private static final int MESSAGES = 4 * PAGE;

  private static final String QUERY =
      """
      {
        chats(first: 1) {
          edges {
            node {
              chatMessages(first: 50) {
                edges {
                  cursor
                  node { id readAt message { id content date sender { id username } } }
                }
                pageInfo { hasNextPage endCursor }
              }
            }
          }
        }
      }
      """;

  private static final JsonFactory JSON = new JsonFactory();
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private PageCost() {}

  /// One way to the bytes of the page.
  @FunctionalInterface
  private interface Way {
    byte[] page() throws IOException;
  }

  /// What a page took on average.
  private record Cost(double cpuMicros, double bytes) {}

  public static void main(String[] arguments) throws IOException {
    int rounds = Integer.parseInt(arguments[0]);
    Duration turn = Duration.ofMillis(Long.parseLong(arguments[1]));
    Duration warmUp = Duration.ofMillis(Long.parseLong(arguments[2]));
    Way asked = asked();
    Page page = Page.of(asked.page());
    Way byHand = page::write;
    if (!Arrays.equals(asked.page(), byHand.page())) {
      throw new IllegalStateException("what is written by hand is not the same");
    }
    cost(asked, warmUp);
    cost(byHand, warmUp);
    for (int round = 0; round < rounds; round++) {
      Cost ours = cost(asked, turn);
      Cost hand = cost(byHand, turn);
      System.out.println(
          ours.cpuMicros() + " " + ours.bytes() + " " + hand.cpuMicros() + " " + hand.bytes());
    }
  }

  private static Cost cost(Way way, Duration time) throws IOException {
    long cpu = SYSTEM.getProcessCpuTime();
    long bytes = THREADS.getTotalThreadAllocatedBytes();
    long end = System.nanoTime() + time.toNanos();
    long pages = 0;
    long length = 0;
    while (System.nanoTime() < end) {
      length += way.page().length;
      pages++;
    }
    if (length == 0) {
      throw new IllegalStateException("nothing was written");
    }
    double average = pages;
    return new Cost(
        (SYSTEM.getProcessCpuTime() - cpu) / 1e3 / average,
        (THREADS.getTotalThreadAllocatedBytes() - bytes) / average);
  }

  private static Way asked() {
    Scene scene = Scene.on(new InMemoryStore());
    Person alice = scene.alice();
    Person boris = scene.boris();
    CopyId chat = alice.chatWith(boris);
    CopyId back = boris.chatWith(alice);
    for (int i = 0; i < MESSAGES; i++) {
      boolean hers = i % 2 == 0;
      (hers ? alice : boris).sends(hers ? chat : back, "Shall we meet at the station? " + i);
      scene.later();
    }
    BuddyChatGraphQl graphQl =
        BuddyChatGraphQl.of(
            scene.buddyChat(),
            new JwtTokens(
                new Secret("a secret that nobody ever needs here"),
                Clock.systemUTC(),
                Duration.ofHours(1)),
            RateLimits.none());
    Connection connection = new Connection(Caller.of(alice.viewer()), "benchmark");
    GraphQlRequest request = new GraphQlRequest(QUERY, Optional.empty(), Map.of(), Map.of());
    return () ->
        switch (graphQl.execute(request, connection)) {
          case Outcome.Single(var result) -> Json.write(result);
          case Outcome other -> throw new IllegalStateException("no page: " + other);
        };
  }

  /// A message as it lies ready.
  private record Row(
      String cursor,
      String id,
      Optional<String> readAt,
      String message,
      String content,
      String date,
      String sender,
      String username) {

    static Row of(JsonNode edge) {
      JsonNode node = edge.get("node");
      JsonNode message = node.get("message");
      return new Row(
          edge.get("cursor").asText(),
          node.get("id").asText(),
          Optional.of(node.get("readAt")).filter(JsonNode::isTextual).map(JsonNode::asText),
          message.get("id").asText(),
          message.get("content").asText(),
          message.get("date").asText(),
          message.at("/sender/id").asText(),
          message.at("/sender/username").asText());
    }

    void write(JsonGenerator out) throws IOException {
      out.writeStartObject();
      out.writeStringField("cursor", cursor);
      out.writeObjectFieldStart("node");
      out.writeStringField("id", id);
      if (readAt.isPresent()) {
        out.writeStringField("readAt", readAt.get());
      } else {
        out.writeNullField("readAt");
      }
      out.writeObjectFieldStart("message");
      out.writeStringField("id", message);
      out.writeStringField("content", content);
      out.writeStringField("date", date);
      out.writeObjectFieldStart("sender");
      out.writeStringField("id", sender);
      out.writeStringField("username", username);
      out.writeEndObject();
      out.writeEndObject();
      out.writeEndObject();
      out.writeEndObject();
    }
  }

  /// The page as it lies ready.
  private record Page(List<Row> rows, boolean more, String end) {

    static Page of(byte[] answer) throws IOException {
      JsonNode messages =
          new ObjectMapper()
              .readTree(new String(answer, StandardCharsets.UTF_8))
              .at("/data/chats/edges/0/node/chatMessages");
      List<Row> rows = new ArrayList<>();
      messages.get("edges").forEach(edge -> rows.add(Row.of(edge)));
      if (rows.size() != PAGE) {
        throw new IllegalStateException("no page of " + PAGE + ": " + messages);
      }
      JsonNode info = messages.get("pageInfo");
      return new Page(rows, info.get("hasNextPage").asBoolean(), info.get("endCursor").asText());
    }

    byte[] write() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (JsonGenerator out = JSON.createGenerator(bytes)) {
        out.writeStartObject();
        out.writeObjectFieldStart("data");
        out.writeObjectFieldStart("chats");
        out.writeArrayFieldStart("edges");
        out.writeStartObject();
        out.writeObjectFieldStart("node");
        out.writeObjectFieldStart("chatMessages");
        out.writeArrayFieldStart("edges");
        for (Row row : rows) {
          row.write(out);
        }
        out.writeEndArray();
        out.writeObjectFieldStart("pageInfo");
        out.writeBooleanField("hasNextPage", more);
        out.writeStringField("endCursor", end);
        for (int open = 0; open < 4; open++) {
          out.writeEndObject();
        }
        out.writeEndArray();
        for (int open = 0; open < 3; open++) {
          out.writeEndObject();
        }
      }
      return bytes.toByteArray();
    }
  }
}
