package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// How much of one client's documents is kept for its hashes.
class StoredDocumentsTest {

  /// Of which nine are kept in a minute, and not a tenth: each counts as 51 thousand.
  private static final int LONG = 50_000;

  private final AtomicLong now = new AtomicLong();
  private final Api api =
      new Api(
          new DocumentRules(
              DocumentLimits.STANDARD,
              Duration.ofSeconds(10),
              now::get,
              true,
              true,
              TrustedDocuments.NONE));

  private JsonNode ask(String address, String document, String hash) {
    return api.ask(
        new Connection(Caller.ANONYMOUS, address),
        new GraphQlRequest(
            document,
            Optional.empty(),
            Map.of(),
            Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", hash))));
  }

  private static String document(int number) {
    return "{ __typename }#" + number + "x".repeat(LONG);
  }

  /// Sends a document with its hash; it is answered in any case.
  ///
  /// @return whether it can be asked for by the hash afterwards
  private boolean isKept(String address, int number) {
    String document = document(number);
    String hash = StoredDocuments.hashOf(document);
    assertThat(ask(address, document, hash).at("/data/__typename").asText()).isEqualTo("Query");
    return ask(address, "", hash).has("data");
  }

  @Test
  void oneClientCanHaveHalfAMillionCharactersKeptInAMinute() {
    for (int i = 1; i <= 9; i++) {
      assertThat(isKept("10.0.0.1", i)).as("document " + i).isTrue();
    }
    assertThat(isKept("10.0.0.1", 10)).isFalse();
    assertThat(isKept("10.0.0.2", 11)).as("another client's").isTrue();
    now.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(isKept("10.0.0.1", 10)).isTrue();
  }
}
