package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.domain.core.CopyId;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every list of the API, paged forward and backward. Each has five items for Alice.
class ListsTest {

  private final Api api = new Api();
  private final Person alice = api.scene.alice();

  ListsTest() {
    List<Person> others =
        IntStream.rangeClosed(1, 4)
            .mapToObj(number -> api.scene.person(People.somebody(number)))
            .toList();
    for (Person other : others) {
      api.scene.later();
      CopyId chat = alice.chatWith(other);
      assertThat(chat).isNotNull();
    }
    CopyId notes = alice.chatWith(alice);
    Person admin = alice.inGroups();
    for (int i = 1; i <= 5; i++) {
      api.scene.later();
      others.getFirst().sends(others.getFirst().chatWith(alice), "Hello " + i);
      alice.sends(notes, "Note " + i);
      CopyId group = admin.groups().creates("Group " + i, others.stream().map(Person::id).toList());
      if (i == 5) {
        for (int j = 1; j <= 5; j++) {
          admin.sends(group, "Kettle " + j);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          users                                                      | /users
          chats                                                      | /chats
          groups                                                     | /groups
          notifications                                              | /notifications
          me { chats }                                               | /me/chats
          me { notifications }                                       | /me/notifications
          chats(first: 1) { edges { node { chatMessages } } }        | /chats/edges/0/node/chatMessages
          chats(first: 1) { edges { node { chat_messages } } }       | /chats/edges/0/node/chat_messages
          groups(first: 1) { edges { node { groupMessages } } }      | /groups/edges/0/node/groupMessages
          groups(first: 1) { edges { node { group_messages } } }     | /groups/edges/0/node/group_messages
          groups(first: 1) { edges { node { member { group { members } } } } } | /groups/edges/0/node/member/group/members
          """)
  void isPagedForwardAndBackward(String list, String place) {
    JsonNode all = page(list, place, "first: 100");
    List<String> ids = ids(all);
    assertThat(ids).hasSize(5).doesNotHaveDuplicates();
    assertInfo(all, false, false);
    assertThat(ids(page(list, place, "last: 100"))).isEqualTo(ids);

    List<String> forward = new ArrayList<>();
    JsonNode page = page(list, place, "first: 2");
    assertInfo(page, false, true);
    forward.addAll(ids(page));
    page = page(list, place, "first: 2, after: " + page.at("/pageInfo/endCursor"));
    assertInfo(page, true, true);
    forward.addAll(ids(page));
    page = page(list, place, "first: 2, after: " + page.at("/pageInfo/endCursor"));
    assertInfo(page, true, false);
    forward.addAll(ids(page));
    assertThat(forward).isEqualTo(ids);

    page = page(list, place, "last: 2");
    assertInfo(page, true, false);
    assertThat(ids(page)).isEqualTo(ids.subList(3, 5));
    page = page(list, place, "last: 2, before: " + page.at("/pageInfo/startCursor"));
    assertInfo(page, true, true);
    assertThat(ids(page)).isEqualTo(ids.subList(1, 3));
    page = page(list, place, "last: 2, before: " + page.at("/pageInfo/startCursor"));
    assertInfo(page, false, true);
    assertThat(ids(page)).isEqualTo(ids.subList(0, 1));
  }

  private JsonNode page(String list, String place, String arguments) {
    String name = place.substring(place.lastIndexOf('/') + 1);
    String items =
        "%s(%s) { edges { cursor node { id } } pageInfo { hasPreviousPage hasNextPage startCursor endCursor } }"
            .formatted(name, arguments);
    int at = list.lastIndexOf(name);
    JsonNode answer =
        api.ask(
            alice,
            "{ %s%s%s }"
                .formatted(list.substring(0, at), items, list.substring(at + name.length())));
    assertThat(answer.has("errors")).as(answer.toString()).isFalse();
    JsonNode page = answer.at("/data" + place);
    JsonNode edges = page.at("/edges");
    assertThat(page.at("/pageInfo/startCursor")).isEqualTo(edges.at("/0/cursor"));
    assertThat(page.at("/pageInfo/endCursor"))
        .isEqualTo(edges.at("/" + (edges.size() - 1) + "/cursor"));
    return page;
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.at("/edges").forEach(edge -> ids.add(edge.at("/node/id").asText()));
    return ids;
  }

  private static void assertInfo(JsonNode page, boolean previous, boolean next) {
    assertThat(page.at("/pageInfo/hasPreviousPage").asBoolean()).isEqualTo(previous);
    assertThat(page.at("/pageInfo/hasNextPage").asBoolean()).isEqualTo(next);
  }
}
