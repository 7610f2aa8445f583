package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import org.junit.jupiter.api.Test;

class FieldsTest {

  private static final GraphQLSchema SCHEMA =
      UnExecutableSchemaGenerator.makeUnExecutableSchema(
          new SchemaParser().parse("type Query { name: String, age: Int }"));

  @Test
  void aFieldThatNothingStandsBehindStopsTheStart() {
    Fields fields = new Fields(Meter.NONE);
    fields.root("Query").field("name", (root, call) -> "Ann");
    assertThatThrownBy(() -> fields.check(SCHEMA)).hasMessageEndingWith("[Query.age]");

    fields.root("Query").field("age", (root, call) -> 7);
    fields.check(SCHEMA);
  }

  @Test
  void aLineForWhatIsNotInTheSchemaStopsItToo() {
    Fields fields = new Fields(Meter.NONE);
    fields
        .root("Query")
        .field("name", (root, call) -> "Ann")
        .field("age", (root, call) -> 7)
        .field("size", (root, call) -> 1.7);
    fields.root("Nothing").field("name", (root, call) -> "Ann");
    assertThatThrownBy(() -> fields.check(SCHEMA))
        .hasMessageEndingWith("[Nothing, Query.size (not in the schema)]");
  }
}
