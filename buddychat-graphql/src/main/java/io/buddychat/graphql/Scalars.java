package io.buddychat.graphql;

import graphql.language.Description;
import graphql.language.ScalarTypeDefinition;
import graphql.scalars.ExtendedScalars;
import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;

/// The scalars beyond GraphQL's own.
final class Scalars {

  /// Always three digits of a second: one point in time has one text.
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");

  /// A text of which nothing is asked here: whether it is a cursor of the viewer's is asked where
  /// the viewer is known, so that what is wrong is told with the argument's name.
  private static final GraphQLScalarType CURSOR =
      GraphQLScalarType.newScalar()
          .name("Cursor")
          .coercing(graphql.Scalars.GraphQLString.getCoercing())
          .build();

  private Scalars() {}

  /// The library brings how they work; what they are is told by the schema's text, as of all else.
  static void wire(RuntimeWiring.Builder wiring, TypeDefinitionRegistry text) {
    wiring.scalar(described(ExtendedScalars.DateTime, text));
    wiring.scalar(described(ExtendedScalars.Json, text));
    wiring.scalar(described(CURSOR, text));
  }

  private static GraphQLScalarType described(
      GraphQLScalarType scalar, TypeDefinitionRegistry text) {
    ScalarTypeDefinition written = Objects.requireNonNull(text.scalars().get(scalar.getName()));
    Description description = Objects.requireNonNull(written.getDescription());
    return scalar.transform(it -> it.description(description.getContent()));
  }

  /// A time as the DateTime scalar takes it.
  static OffsetDateTime dateTime(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  /// A time as the DateTime scalar shows it.
  static String text(Instant time) {
    return MILLISECONDS.format(dateTime(time));
  }
}
