package io.buddychat.testkit.kill;

import io.buddychat.testkit.program.GraphQlClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Those who talk in a chat or a group from its beginning to the end, so that their copies must
/// hold the same.
record Talk(List<Member> members) {

  /// Sends again what has no answer yet.
  ///
  /// @return how many that were
  int retry(GraphQlClient client) {
    int retried = 0;
    for (Member member : members) {
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
    members.stream()
        .map(Member::sent)
        .map(Sent::all)
        .flatMap(all -> all.entrySet().stream())
        .filter(each -> wanted.test(each.getKey()))
        .forEach(each -> sent.put(each.getKey(), each.getValue()));
    findings.compare(sent, members.stream().map(member -> member.read(client, wanted)).toList());
  }

  /// Nobody reads, so all that the others sent is unread; once nothing of it waits for an answer.
  void checkUnread(GraphQlClient client, Findings findings) {
    int all = members.stream().mapToInt(member -> member.sent().size()).sum();
    for (Member member : members) {
      findings.compareUnread(all - member.sent().size(), member.unread(client));
    }
  }

  /// How many messages of these talks were acknowledged.
  static long acknowledged(List<Talk> all) {
    return all.stream()
        .flatMap(talk -> talk.members().stream())
        .flatMap(member -> member.sent().all().values().stream())
        .filter(Sent::isAcknowledged)
        .count();
  }
}
