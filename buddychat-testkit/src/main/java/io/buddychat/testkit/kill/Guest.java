package io.buddychat.testkit.kill;

import io.buddychat.testkit.program.GraphQlClient;
import java.util.Map;
import java.util.Optional;

/// Comes into a group and leaves it, again and again, and never says a word.
///
/// @param group the id of what all members have in common
record Guest(Member admin, String group, Person person) {

  private static final String ADD =
      """
      mutation ($copy: ID!, $person: ID!) {
        createGroupMember(groupCopyId: $copy, memberId: $person) { groupMember { id } }
      }
      """;

  private static final String LEAVE =
      "mutation ($copy: ID!) { leaveGroup(groupCopyId: $copy) { success } }";

  /// @throws GraphQlClient.Refused if the database is gone
  void comeAndGo(GraphQlClient client) {
    Optional<String> before = person.copyOf(client, group);
    if (before.isPresent()) {
      client.data(LEAVE, Map.of("copy", before.get()), person.token());
    } else {
      client.data(ADD, Map.of("copy", admin.copy(), "person", person.id()), admin.token());
    }
  }
}
