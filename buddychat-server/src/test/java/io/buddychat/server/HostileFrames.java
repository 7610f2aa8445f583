package io.buddychat.server;

import io.buddychat.server.HostileInput.Bytes;
import io.buddychat.server.HostileInput.Way;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What goes wrong on sockets, in both protocols.
final class HostileFrames {

  static final String NEWER = "graphql-transport-ws";
  static final String OLDER = "graphql-ws";

  private final Neighbourhood place;
  private final Random random;
  private final List<HostileInput> all = new ArrayList<>();

  HostileFrames(Neighbourhood place, Random random) {
    this.place = place;
    this.random = random;
  }

  List<HostileInput> all(int mutations) {
    for (String protocol : List.of(NEWER, OLDER)) {
      String start = protocol.equals(NEWER) ? "subscribe" : "start";
      String stop = protocol.equals(NEWER) ? "complete" : "stop";
      manners(protocol, start);
      frames(protocol, start, stop);
      documents(protocol, start);
      String good =
          "{\"id\":\"1\",\"type\":\"%s\",\"payload\":{\"query\":\"{ me { id } }\",\"variables\":{}}}"
              .formatted(start);
      for (int i = 0; i < mutations; i++) {
        add(protocol, BadValues.mutated(good, random));
      }
    }
    return all;
  }

  private void add(String protocol, String... texts) {
    all.add(new HostileInput("frames", new Way.Frames(protocol, true, List.of(texts))));
  }

  private void manners(String protocol, String start) {
    for (String first :
        new String[] {
          "",
          "{}",
          "x",
          "null",
          "{\"type\":\"%s\",\"id\":\"1\",\"payload\":{\"query\":\"{ me { id } }\"}}"
              .formatted(start),
          "{\"type\":\"%s\",\"id\":\"1\",\"payload\":{\"query\":\"mutation { createSelfChat { chat { id } } }\"}}"
              .formatted(start),
          "{\"type\":\"connection_init\",\"payload\":{\"token\":\"forged\"}}",
          "{\"type\":\"connection_init\",\"payload\":{\"token\":1}}",
          "{\"type\":\"connection_init\",\"payload\":{\"authorization\":[]}}",
          "{\"type\":\"connection_init\",\"payload\":1}",
          "{\"type\":\"connection_init\",\"payload\":\"x\"}",
          "{\"type\":\"connection_init\",\"payload\":[]}",
          "{\"type\":\"connection_init\",\"payload\":{\"authorization\":\"Bearer ' or 1=1 --\"}}",
          "{\"type\":\"Connection_Init\"}",
          "{\"type\":[\"connection_init\"]}"
        }) {
      all.add(new HostileInput("frames", new Way.Frames(protocol, false, List.of(first))));
    }
    for (String bytes : new String[] {"", "\0", "{\"type\":\"ping\"}", "\u00ff".repeat(70_000)}) {
      all.add(
          new HostileInput(
              "frames",
              new Way.Binary(protocol, Bytes.of(bytes.getBytes(StandardCharsets.ISO_8859_1)))));
    }
  }

  private void frames(String protocol, String start, String stop) {
    for (String text :
        new String[] {
          "",
          " ",
          "x",
          "{",
          "}",
          "[]",
          "[{\"type\":\"ping\"}]",
          "null",
          "1",
          "\"ping\"",
          "{}",
          "{\"type\":null}",
          "{\"type\":1}",
          "{\"type\":{}}",
          "{\"type\":\"\"}",
          "{\"type\":\"nothing\"}",
          "{\"type\":\"next\",\"id\":\"1\",\"payload\":{}}",
          "{\"type\":\"data\",\"id\":\"1\"}",
          "{\"type\":\"connection_ack\"}",
          "{\"type\":\"error\",\"id\":\"1\",\"payload\":[]}",
          "{\"type\":\"ka\"}",
          "{\"type\":\"connection_init\"}",
          "{\"type\":\"connection_init\",\"payload\":{}}",
          "{\"type\":\"ping\",\"type\":\"ping\"}",
          "{\"type\":\"ping\",\"payload\":1}",
          "{\"type\":\"pong\",\"payload\":[]}",
          "{\"TYPE\":\"ping\"}",
          "{\"type\":\"PING\"}",
          "{\"type\":\"ping\"} x",
          "{\"type\":\"ping\"}{\"type\":\"ping\"}",
          "\u0000",
          "\ufeff{\"type\":\"ping\"}",
          "{\"type\":\"START\"}",
          "{\"type\":\"STOP\"}".replace("STOP", stop),
          "{\"type\":\"STOP\",\"id\":1}".replace("STOP", stop),
          "{\"type\":\"STOP\",\"id\":\"\"}".replace("STOP", stop),
          "{\"type\":\"STOP\",\"id\":null}".replace("STOP", stop),
          "[".repeat(20_000),
          "{\"a\":".repeat(20_000),
          "{\"type\":\"" + "x".repeat(200_000) + "\"}",
          "{\"type\":\"ping\",\"payload\":{\"a\":\"" + "x".repeat(1 << 20) + "\"}}"
        }) {
      add(protocol, text.replace("START", start));
    }
    for (String rest :
        new String[] {
          "",
          ",\"id\":\"1\"",
          ",\"id\":1,\"payload\":{\"query\":\"{ me { id } }\"}",
          ",\"id\":\"\",\"payload\":{\"query\":\"{ me { id } }\"}",
          ",\"id\":null,\"payload\":{\"query\":\"{ me { id } }\"}",
          ",\"id\":{},\"payload\":{\"query\":\"{ me { id } }\"}",
          ",\"id\":\"1\",\"payload\":null",
          ",\"id\":\"1\",\"payload\":1",
          ",\"id\":\"1\",\"payload\":[]",
          ",\"id\":\"1\",\"payload\":\"{ me { id } }\"",
          ",\"id\":\"1\",\"payload\":{}",
          ",\"id\":\"1\",\"payload\":{\"query\":1}",
          ",\"id\":\"1\",\"payload\":{\"query\":null}",
          ",\"id\":\"1\",\"payload\":{\"query\":[]}",
          ",\"id\":\"1\",\"payload\":{\"query\":\"{ me { id } }\",\"variables\":1}",
          ",\"id\":\"1\",\"payload\":{\"query\":\"{ me { id } }\",\"variables\":\"x\"}",
          ",\"id\":\"1\",\"payload\":{\"query\":\"{ me { id } }\",\"variables\":[]}",
          ",\"id\":\"1\",\"payload\":{\"query\":\"{ me { id } }\",\"operationName\":1}",
          ",\"id\":\"1\",\"payload\":{\"query\":\"{ me { id } }\",\"extensions\":1}",
          ",\"id\":\"1\",\"payload\":{\"query\":\"{ me { id } }\",\"query\":\"{ me { id } }\"}",
          ",\"id\":\"1\",\"id\":\"2\",\"payload\":{\"query\":\"{ me { id } }\"}"
        }) {
      add(protocol, "{\"type\":\"" + start + "\"" + rest + "}");
    }
    String twice = operation(start, "1", "subscription { subscribe { success } }");
    add(protocol, twice, twice);
  }

  private void documents(String protocol, String start) {
    int number = 0;
    for (String document :
        new String[] {
          "",
          "{",
          "{ nothing }",
          "query {",
          "subscription",
          "subscription { nothing }",
          "subscription { subscribe }",
          "subscription { subscribe { nothing } }",
          "subscription { subscribe { success } inbox { cursor } }",
          "subscription { a: inbox { cursor } b: inbox { cursor } }",
          "subscription { __typename }",
          "subscription { inbox(after: \"x\") { cursor } }",
          "subscription { inbox(after: 1) { cursor } }",
          "subscription { inbox(after: \"$page\") { cursor } }",
          "subscription { inbox(operations: [NOTHING]) { cursor } }",
          "subscription { inbox(operations: \"x\") { cursor } }",
          "subscription { inbox(conversationId: \"x\") { cursor } }",
          "subscription { inbox(conversationId: \"$claras\") { cursor } }",
          "subscription { inbox(conversationId: \"$alice\") { cursor } }",
          "subscription { inbox(fromUserId: \"x\") { cursor } }",
          "subscription { inbox(fromUserId: \"$chat\") { cursor } }",
          "subscription { inbox(fromUserId: \"' or 1=1 --\") { cursor } }",
          "subscription { inbox(skipOwn: \"yes\") { cursor } }",
          "subscription { inbox(skipOwn: 1) { cursor } }",
          "subscription { inbox(more: 1) { cursor } }",
          "subscription ($x: ID!) { inbox(conversationId: $x) { cursor } }",
          "subscription { inbox { cursor } changes { cursor } }",
          "subscription { changes { cursor } groupChanged { cursor } }",
          "subscription { changes }",
          "subscription { changes { node } }",
          "subscription { changes(after: \"x\") { cursor } }",
          "subscription { changes(after: \"$page\") { cursor } }",
          "subscription { changes(kinds: [NOTHING]) { cursor } }",
          "subscription { changes(kinds: [[USER]]) { cursor } }",
          "subscription { changes(action: \"ALL\") { cursor } }",
          "subscription { changes(action: [UPDATE, DELETE]) { cursor } }",
          "subscription { changes(id: \"x\") { cursor } }",
          "subscription { changes(id: \"$claras\") { cursor } }",
          "subscription { changes(id: \"$clarasMessage\") { cursor } }",
          "subscription { changes(id: \"' or 1=1 --\") { cursor } }",
          "subscription { changes(id: [\"$chat\"]) { cursor } }",
          "subscription { changes { node { ...N } } } fragment N on Node { ...N }",
          "subscription { groupChanged(id: \"$chat\") { cursor } }",
          "subscription { groupChanged(id: \"x\") { cursor } }",
          "subscription { groupChanged(after: 1) { cursor } }",
          "subscription { groupChanged(skipOwn: true) { cursor } }",
          "mutation { createChatMessage(chatId: \"$claras\", content: \"x\") { duplicate } }",
          "mutation { deleteUser(password: \"wrong\") { userId } }",
          "{ chat(id: \"$claras\") { id } }",
          "{ ...A } fragment A on Query { ...A }",
          "query A { me { id } } query B { me { id } }"
        }) {
      add(protocol, operation(start, "d" + number++, place.meant(document, Asker.OWNER)));
    }
    for (String id : BadValues.idsLike(place.names().get("group"), 40, random)) {
      add(
          protocol,
          operation(
              start,
              "i",
              "subscription { inbox(conversationId: " + TestClient.text(id) + ") { cursor } }"));
    }
    for (String name : List.of("sent", "notification", "group", "borisMember")) {
      for (String id : BadValues.idsLike(place.names().get(name), 10, random)) {
        add(
            protocol,
            operation(
                start,
                "n",
                "subscription { changes(id: " + TestClient.text(id) + ") { cursor } }"));
      }
    }
    for (String cursor : BadValues.idsLike(place.names().get("cursor"), 40, random)) {
      add(
          protocol,
          operation(
              start,
              "c",
              "subscription { inbox(after: " + TestClient.text(cursor) + ") { cursor } }"));
    }
  }

  static String operation(String start, String id, String document) {
    return "{\"id\":%s,\"type\":\"%s\",\"payload\":{\"query\":%s}}"
        .formatted(TestClient.text(id), start, TestClient.text(document));
  }
}
