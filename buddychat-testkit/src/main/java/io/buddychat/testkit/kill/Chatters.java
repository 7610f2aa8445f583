package io.buddychat.testkit.kill;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.testkit.program.GraphQlClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Two people in a chat of their own.
record Chatters(Member first, Member second) {

  private static final String OPEN =
      "mutation ($other: ID!) { createChat(otherUserId: $other) { chat { id } otherChat { id } } }";

  /// Signs up the people and opens the chats.
  static List<Chatters> join(GraphQlClient client, int chats) {
    List<Chatters> all = new ArrayList<>();
    for (int i = 0; i < chats; i++) {
      client.signUp("first." + i);
      String second = client.signUp("second." + i);
      String token = client.logIn("first." + i);
      JsonNode opened = client.data(OPEN, Map.of("other", second), token).get("createChat");
      all.add(
          new Chatters(
              new Member(token, opened.at("/chat/id").asText(), new Sent()),
              new Member(
                  client.logIn("second." + i), opened.at("/otherChat/id").asText(), new Sent())));
    }
    return all;
  }

  List<Member> both() {
    return List.of(first, second);
  }

  /// Sends again what has no answer yet.
  ///
  /// @return how many that were
  int retry(GraphQlClient client) {
    int retried = 0;
    for (Member member : both()) {
      for (Map.Entry<String, String> each : member.sent().all().entrySet()) {
        if (!Sent.isAcknowledged(each.getValue())) {
          member.send(client, each.getKey());
          retried++;
        }
      }
    }
    return retried;
  }

  /// Compares what was sent with what the server has, as far as it is wanted.
  void check(GraphQlClient client, Predicate<String> wanted, Findings findings) {
    Map<String, String> sent = new HashMap<>();
    both().stream()
        .map(Member::sent)
        .map(Sent::all)
        .flatMap(all -> all.entrySet().stream())
        .filter(each -> wanted.test(each.getKey()))
        .forEach(each -> sent.put(each.getKey(), each.getValue()));
    findings.compare(sent, both().stream().map(member -> member.read(client, wanted)).toList());
  }

  /// Nobody reads, so all that the other sent is unread; once nothing of it waits for an answer.
  void checkUnread(GraphQlClient client, Findings findings) {
    findings.compareUnread(second.sent().size(), first.unread(client));
    findings.compareUnread(first.sent().size(), second.unread(client));
  }

  /// How many messages of these people were acknowledged.
  static long acknowledged(List<Chatters> all) {
    return all.stream()
        .flatMap(chatters -> Stream.of(chatters.first, chatters.second))
        .flatMap(member -> member.sent().all().values().stream())
        .filter(Sent::isAcknowledged)
        .count();
  }
}
