package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.testkit.Person;
import org.junit.jupiter.api.Test;

/// What is refused before anything of it runs.
class GuardTest {

  private final Api api = new Api();
  private final Person alice = api.scene.alice();

  /// A query of five levels, four more for each round, and one for what is asked for in the end.
  private static String nested(int rounds) {
    String round = "chats { edges { node { user { ";
    return "{ me { " + round + round.repeat(rounds) + "id " + "} ".repeat(6 + 4 * rounds);
  }

  @Test
  void aDocumentOfMoreThanTwentyLevelsIsTooComplex() {
    assertThat(api.ask(alice, nested(3)).has("errors")).isFalse();
    JsonNode refused = api.ask(alice, nested(4));
    assertThat(refused.at("/errors/0/extensions/code").asText()).isEqualTo("TOO_COMPLEX");
    assertThat(refused.has("data")).isFalse();
  }

  @Test
  void levelsAreCountedThroughFragments() {
    String query =
        """
        { me { ...a } }
        fragment a on CustomUser { chats { edges { node { user { ...b } } } } }
        fragment b on CustomUser { chats { edges { node { user { ...c } } } } }
        fragment c on CustomUser { chats { edges { node { user { ...d } } } } }
        fragment d on CustomUser { chats { edges { node { user { ...e } } } } }
        fragment e on CustomUser { chats { edges { node { user { id } } } } }
        """;
    assertThat(api.ask(alice, query).at("/errors/0/extensions/code").asText())
        .isEqualTo("TOO_COMPLEX");
  }
}
