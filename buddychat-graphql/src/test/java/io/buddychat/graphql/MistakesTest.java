package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MistakesTest {

  private static final Pattern INSIDE =
      Pattern.compile("LinkedHashMap|ArrayList|Integer\\b|Double\\b|[A-Z]\\w+Value\\b");

  private final Api api = new Api();
  private final Connection alice = new Connection(Caller.of(api.scene.alice().viewer()), "test");

  private JsonNode ask(String document, Map<String, Object> variables) {
    return api.ask(
        alice, new GraphQlRequest(document, Optional.empty(), Map.copyOf(variables), Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ users(first: \"x\") { edges { cursor } } }|first|must be of the type Int",
        "{ user(id: {a: 1}) { id } }|id|must be of the type ID",
        "{ chats(archived: 1) { edges { cursor } } }|archived|must be of the type Boolean",
        "subscription { inbox(operations: [X]) { operation } }|operations[0]|of the type Operation",
        "mutation { createGroups(inputs: [{title: 1}]) { results { __typename } } }|inputs[0].title|must be of the type String",
        "mutation { createGroups(inputs: [{tidle: 1}]) { results { __typename } } }|inputs[0]|lacks required fields",
        "mutation { createGroups(inputs: [{title: \"x\", a: 1}]) { results { __typename } } }|inputs[0]|has a field that CreateGroupInput has not",
        "mutation { createGroups(inputs: \"x\") { results { __typename } } }|inputs|must be an input object",
      })
  void whatIsWrongWithAnArgumentIsToldByItsNameAndType(String document, String field, String rule) {
    JsonNode error = ask(document, Map.of()).at("/errors/0");
    assertThat(error.at("/extensions/code").asText()).isEqualTo("INVALID_INPUT");
    assertThat(error.at("/extensions/field").asText()).isEqualTo(field);
    assertThat(error.at("/message").asText()).contains("`" + field + "` ", rule).endsWith(".");
    assertThat(error.toString()).doesNotContainPattern(INSIDE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Int|{ users(first: $v) { edges { cursor } } }|of the type Int",
        "String|{ users(username: $v) { edges { cursor } } }|of the type String",
        "Boolean|{ chats(archived: $v) { edges { cursor } } }|of the type Boolean",
      })
  void whatIsWrongWithAVariableIsToldByItsNameAndType(String type, String selection, String rule) {
    for (Object value : List.of(Map.of("a", 1), List.of(Map.of("a", 1)), List.of(List.of(1)))) {
      JsonNode answer = ask("query ($v: " + type + ") " + selection, Map.of("v", value));
      assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("INVALID_INPUT");
      assertThat(answer.toString()).doesNotContainPattern(INSIDE);
      assertThat(answer.at("/errors/0/message").asText())
          .isEqualTo("The variable `v` must be " + rule + ".");
    }
  }

  @Test
  void aWrongDefaultNamesNoClassEither() {
    String document = "query ($n: Int = \"x\") { users(first: $n) { edges { cursor } } }";
    assertThat(ask(document, Map.of()).toString())
        .contains("INVALID_INPUT")
        .doesNotContainPattern(INSIDE);
  }
}
