package io.buddychat.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Finds the document that a request means, by its id if it does not bring one along.
///
/// There are two kinds of ids: `documentId`, of a trusted document; and the hash in
/// `extensions.persistedQuery`, of a trusted document or of one that a client has sent together
/// with its hash before (automatic persisted queries, as Apollo has them: an unknown hash is told
/// as `PersistedQueryNotFound`, and the client sends the document along once).
///
/// ## What keeps one client from pushing out the documents of others
///
/// Each person, or address that nobody is signed in at, can have 500,000 characters kept in a
/// minute, so that it takes one of them half an hour to fill the space there is; what is over that
/// is answered and not kept. And when the space is full, what was asked for more often stays.
final class StoredDocuments {

  private static final long MOST_CHARACTERS = 16_000_000;
  private static final int THOUSANDS_A_MINUTE = 500;
  private static final String SHA_256 = "sha256:";

  private final TrustedDocuments trusted;
  private final boolean remembering;
  private final RateLimits newcomers;
  private final Cache<String, String> remembered =
      Caffeine.newBuilder()
          .maximumWeight(MOST_CHARACTERS)
          .weigher((String hash, String text) -> hash.length() + text.length())
          .executor(Runnable::run)
          .build();

  StoredDocuments(TrustedDocuments trusted, boolean remembering, LongSupplier nanoTime) {
    this.trusted = trusted;
    this.remembering = remembering;
    this.newcomers = new RateLimits(THOUSANDS_A_MINUTE, nanoTime);
  }

  /// The text of the document that a request means.
  ///
  /// @throws graphql.execution.AbortExecutionException if it may not be used or is not known
  String text(GraphQlRequest request) {
    Optional<String> hash = hash(request);
    if (request.query().isEmpty()) {
      return byId(request.documentId().or(() -> hash));
    }
    if (request.documentId().isPresent()) {
      throw Refusals.INVALID_INPUT.abort("Give either `query` or `documentId`, not both.");
    }
    if (hash.filter(given -> !given.equals(hashOf(request.query()))).isPresent()) {
      throw Refusals.INVALID_INPUT.abort("provided sha does not match query");
    }
    if (trusted.only() && !trusted.hold(request.query())) {
      throw Refusals.PERSISTED_QUERY_NOT_FOUND.abort(
          "Only trusted documents are answered here, and this is none of them.");
    }
    return request.query();
  }

  /// Keeps the document of a request that came with its hash, once it is known to be good.
  void remember(GraphQlRequest request, Connection connection) {
    String text = request.query();
    if (remembering && !trusted.only() && !text.isEmpty()) {
      hash(request)
          .filter(hash -> remembered.getIfPresent(hash) == null)
          .filter(hash -> newcomers.take(connection, 1 + text.length() / 1_000, 0).isEmpty())
          .ifPresent(hash -> remembered.put(hash, text));
    }
  }

  private String byId(Optional<String> id) {
    String bare =
        id.map(given -> given.startsWith(SHA_256) ? given.substring(SHA_256.length()) : given)
            .orElseThrow(() -> Refusals.INVALID_INPUT.abort("The document is empty."));
    Optional<String> text =
        trusted.text(bare).or(() -> Optional.ofNullable(remembered.getIfPresent(bare)));
    return text.orElseThrow(
        () ->
            remembers() || !trusted.none()
                ? Refusals.PERSISTED_QUERY_NOT_FOUND.abort("PersistedQueryNotFound")
                : Refusals.INVALID_INPUT.abort("PersistedQueryNotSupported"));
  }

  private boolean remembers() {
    return remembering && !trusted.only();
  }

  /// The hash that a client gives.
  private static Optional<String> hash(GraphQlRequest request) {
    Object given = request.extensions().get("persistedQuery");
    if (given == null) {
      return Optional.empty();
    }
    if (given instanceof Map<?, ?> members
        && isOne(members.get("version"))
        && members.get("sha256Hash") instanceof String hash) {
      return Optional.of(hash);
    }
    throw Refusals.INVALID_INPUT.abort(
        "`extensions.persistedQuery` must be {\"version\": 1, \"sha256Hash\": \"...\"}.");
  }

  private static boolean isOne(@Nullable Object version) {
    return version instanceof Number number && number.doubleValue() == 1;
  }

  static String hashOf(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
