package io.buddychat.server;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Something nobody with good intentions sends.
///
/// @param kind what it belongs to, for the counts
/// @param way how it is sent
record HostileInput(String kind, Way way) {

  /// How something is sent.
  sealed interface Way {

    /// By a proper HTTP client, with Alice's token unless the headers have another.
    ///
    /// @param path from the root of the server
    record Http(String method, String path, Map<String, String> headers, Bytes body)
        implements Way {}

    /// As these very bytes; `@HOST@` stands for the server's address, `@TOKEN@` for Alice's token.
    record Raw(String text) implements Way {}

    /// Over a socket that has introduced itself as Alice's, unless it is a stranger to manners.
    record Frames(String protocol, boolean introduced, List<String> texts) implements Way {}

    /// A binary frame.
    record Binary(String protocol, Bytes bytes) implements Way {}
  }

  /// Bytes that are equal if they are the same, and show themselves.
  record Bytes(String latin1) {

    static Bytes of(byte[] bytes) {
      return new Bytes(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    static Bytes utf8(String text) {
      return of(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] array() {
      return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  static HostileInput body(String kind, String json) {
    return new HostileInput(
        kind,
        new Way.Http(
            "POST", "/graphql", Map.of("Content-Type", "application/json"), Bytes.utf8(json)));
  }

  static HostileInput document(String kind, String document) {
    return body(kind, TestClient.text(Map.of("query", document)));
  }

  /// What was sent, as a text that is not too long to print.
  String shown() {
    String text = way.toString();
    return text.length() <= 2_000 ? text : text.substring(0, 2_000) + "... " + text.length();
  }
}
