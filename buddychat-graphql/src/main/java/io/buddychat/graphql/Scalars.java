package io.buddychat.graphql;

import graphql.GraphQLContext;
import graphql.language.Description;
import graphql.language.ScalarTypeDefinition;
import graphql.scalars.ExtendedScalars;
import graphql.schema.Coercing;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/// The scalars beyond GraphQL's own.
final class Scalars {

  /// A text of which nothing is asked here: whether it is a cursor of the viewer's is asked where
  /// the viewer is known, so that what is wrong is told with the argument's name.
  private static final GraphQLScalarType CURSOR =
      GraphQLScalarType.newScalar()
          .name("Cursor")
          .coercing(graphql.Scalars.GraphQLString.getCoercing())
          .build();

  private static final GraphQLScalarType DATE_TIME =
      ExtendedScalars.DateTime.transform(it -> it.coercing(new Shown()));

  private Scalars() {}

  /// The library brings how they work; what they are is told by the schema's text, as of all else.
  static void wire(RuntimeWiring.Builder wiring, TypeDefinitionRegistry text) {
    wiring.scalar(described(DATE_TIME, text));
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
  static Instant dateTime(Instant time) {
    return time;
  }

  /// A time as the DateTime scalar shows it.
  static String text(Instant time) {
    return Times.text(time);
  }

  /// Times are only shown: no argument is one.
  private static final class Shown implements Coercing<Instant, String> {

    @Override
    public String serialize(Object time, GraphQLContext context, Locale locale) {
      if (time instanceof Instant instant) {
        return text(instant);
      }
      throw new CoercingSerializeException("not a time: " + time.getClass());
    }
  }
}
