package io.buddychat.graphql;

import graphql.scalars.ExtendedScalars;
import graphql.schema.idl.RuntimeWiring;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// The scalars beyond GraphQL's own.
final class Scalars {

  /// Always three digits of a second: one point in time has one text.
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");

  private Scalars() {}

  static void wire(RuntimeWiring.Builder wiring) {
    wiring.scalar(ExtendedScalars.DateTime);
    wiring.scalar(ExtendedScalars.Json);
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
