package io.buddychat.graphql;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Which documents are answered, and for how long.
///
/// @param limits how much a document may ask for
/// @param longest how long a query or mutation may run; a subscription runs as long as it likes
/// @param nanoTime a clock that only goes forward, in nanoseconds, to measure that by
/// @param introspection whether clients may ask about the schema
/// @param remembering whether documents that clients send with their hash are kept, so that they
///   can be asked for by it
/// @param trusted documents that are known beforehand
public record DocumentRules(
    DocumentLimits limits,
    Duration longest,
    LongSupplier nanoTime,
    boolean introspection,
    boolean remembering,
    TrustedDocuments trusted) {

  public static final DocumentRules STANDARD =
      new DocumentRules(
          DocumentLimits.STANDARD,
          Duration.ofSeconds(10),
          System::nanoTime,
          true,
          true,
          TrustedDocuments.NONE);

  /// The same with other limits.
  public DocumentRules with(DocumentLimits newLimits) {
    return new DocumentRules(newLimits, longest, nanoTime, introspection, remembering, trusted);
  }
}
