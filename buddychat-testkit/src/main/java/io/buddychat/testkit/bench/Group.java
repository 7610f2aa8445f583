package io.buddychat.testkit.bench;

import io.buddychat.testkit.program.GraphQlClient;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A group in which nobody reads: so what somebody has not read is what has arrived.
record Group(List<Member> members) {

  private static final String CREATE =
      """
      mutation ($members: [ID!]) {
        createGroup(title: "Everybody", memberIds: $members) { groupCopy { id } }
      }
      """;

  private static final String MINE =
      """
      { groups(first: 1) { edges { node { id } } } }
      """;

  private static final String UNREAD =
      """
      query ($copy: ID!) { group(id: $copy) { unreadCount } }
      """;

  /// The newest group of all these people.
  static Group of(GraphQlClient client, List<Person> people) {
    List<String> others = people.stream().skip(1).map(Person::id).toList();
    client.data(CREATE, Map.of("members", others), people.get(0).token());
    return new Group(
        people.stream()
            .map(
                person ->
                    new Member(
                        person,
                        client
                            .data(MINE, Map.of(), person.token())
                            .at("/groups/edges/0/node/id")
                            .asText()))
            .toList());
  }

  /// Members take their turns; who is one more than once sends several messages at a time.
  List<Member> senders(int number) {
    return IntStream.range(0, number).mapToObj(i -> members.get(i % members.size())).toList();
  }

  /// How many messages have arrived, counted for each member but their senders.
  long received(GraphQlClient client) {
    return members.stream()
        .mapToLong(
            member ->
                client
                    .data(UNREAD, Map.of("copy", member.copy()), member.person().token())
                    .findValue("unreadCount")
                    .asLong())
        .sum();
  }
}
