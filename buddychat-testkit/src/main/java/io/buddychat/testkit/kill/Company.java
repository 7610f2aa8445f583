package io.buddychat.testkit.kill;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.testkit.program.GraphQlClient;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Everybody there is, and where they talk.
///
/// The people are pairs, each with a chat of its own. A group joins a pair and one of the next
/// pair, whose other one is the guest, so groups overlap.
record Company(List<Person> people, List<Talk> talks, List<Guest> guests) {

  private static final String OPEN =
      "mutation ($other: ID!) { createChat(otherUserId: $other) { chat { id } otherChat { id } } }";

  private static final String FOUND =
      """
      mutation ($title: String!, $members: [ID!]) {
        createGroup(title: $title, memberIds: $members) { userGroup { id } groupCopy { id } }
      }
      """;

  /// Signs up the people, opens the chats and founds the groups.
  static Company join(GraphQlClient client, int chats, int groups) {
    List<Person> people =
        IntStream.range(0, 2 * chats).mapToObj(i -> Person.join(client, "person." + i)).toList();
    Company company = new Company(people, new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < chats; i++) {
      company.talks.add(chat(client, people.get(2 * i), people.get(2 * i + 1)));
    }
    for (int i = 0; i < groups; i++) {
      company.found(client, i);
    }
    return company;
  }

  private static Talk chat(GraphQlClient client, Person first, Person second) {
    JsonNode opened = client.data(OPEN, Map.of("other", second.id()), first.token());
    return new Talk(
        List.of(
            new Member(Place.CHAT, first.token(), opened.at("/createChat/chat/id").asText()),
            new Member(
                Place.CHAT, second.token(), opened.at("/createChat/otherChat/id").asText())));
  }

  private void found(GraphQlClient client, int number) {
    Person founder = person(2 * number);
    Set<Person> others = new LinkedHashSet<>();
    others.add(person(2 * number + 1));
    others.add(person(2 * number + 2));
    others.remove(founder);
    List<String> ids = others.stream().map(Person::id).toList();
    Map<String, ?> variables = Map.of("title", "Group " + number, "members", ids);
    JsonNode founded = client.data(FOUND, variables, founder.token()).get("createGroup");
    String group = founded.at("/userGroup/id").asText();
    Member admin = new Member(Place.GROUP, founder.token(), founded.at("/groupCopy/id").asText());
    List<Member> members = new ArrayList<>(List.of(admin));
    for (Person other : others) {
      String copy = other.copyOf(client, group).orElseThrow();
      members.add(new Member(Place.GROUP, other.token(), copy));
    }
    talks.add(new Talk(List.copyOf(members)));
    Person guest = person(2 * number + 3);
    if (!others.contains(guest)) {
      guests.add(new Guest(admin, group, guest));
    }
  }

  private Person person(int number) {
    return people.get(number % people.size());
  }
}
