package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.memory.InMemoryStore;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// A filter as JSON has what the typed one has.
class FilterTest {

  private static final GraphQLSchema SCHEMA =
      ApiSchema.of(Scene.on(new InMemoryStore()).buddyChat(), Api.tokens(), Meter.NONE);

  private static Map<String, Filter.Kind> members(String type) {
    return ((GraphQLInputObjectType) SCHEMA.getTypeAs(type))
        .getFieldDefinitions().stream()
            .collect(
                Collectors.toMap(
                    member -> member.getName(),
                    member ->
                        switch (GraphQLTypeUtil.simplePrint(member.getType())) {
                          case "Boolean" -> Filter.Kind.FLAG;
                          case "String", "ID" -> Filter.Kind.TEXT;
                          default -> throw new AssertionError(member);
                        }));
  }

  @Test
  void ofGroups() {
    assertThat(GroupFields.FILTER).isEqualTo(members("GroupFilter"));
  }

  @Test
  void ofMessages() {
    assertThat(MailboxFields.FILTER).isEqualTo(members("MessageFilter"));
  }
}
