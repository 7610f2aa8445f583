package io.buddychat.server;

import io.buddychat.graphql.BuddyChatGraphQl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file of trusted documents, in either of two shapes that build tools of clients write: a JSON
/// object with the documents by their ids (Relay, GraphQL Code Generator), or Apollo's manifest,
/// whose `operations` are a list of objects with `id` and `body`.
///
/// An id is most often a hash, of whatever kind. One that looks like a SHA-256 must be that of its
/// document: otherwise the file was changed by hand, or by half.
final class TrustedFile {

  private TrustedFile() {}

  /// The documents of a file by their ids.
  ///
  /// @throws BuddyChatServer.StartFailed if it cannot be read or is of no such shape
  static Map<String, String> read(Path file) {
    Object json = json(file);
    if (!(json instanceof Map<?, ?> members)) {
      throw wrong("the file " + file + " must be a JSON object");
    }
    Map<String, String> byId = new LinkedHashMap<>();
    if (members.get("operations") instanceof List<?> operations) {
      operations.forEach(operation -> addOperation(operation, byId));
    } else {
      members.forEach((id, text) -> add(id, text, byId));
    }
    if (byId.isEmpty()) {
      throw wrong("the file " + file + " has no documents");
    }
    return byId;
  }

  private static Object json(Path file) {
    try {
      return Json.read(Files.readAllBytes(file))
          .map(Json.Value::value)
          .orElseThrow(() -> wrong("the file " + file + " is not valid JSON"));
    } catch (IOException e) {
      throw wrong("the file " + file + " cannot be read");
    }
  }

  private static void addOperation(@Nullable Object operation, Map<String, String> byId) {
    Map<?, ?> members = operation instanceof Map<?, ?> map ? map : Map.of();
    add(members.get("id"), members.get("body"), byId);
  }

  private static void add(@Nullable Object id, @Nullable Object text, Map<String, String> byId) {
    String known =
        Optional.ofNullable(id instanceof String s ? s : null)
            .map(TrustedFile::bare)
            .filter(bare -> bare.matches("[A-Za-z0-9_.:-]{1,256}"))
            .orElseThrow(() -> wrong("an id must be 1 to 256 letters, digits and _ . : -"));
    if (!(text instanceof String document)) {
      throw wrong("the document " + known + " must be a text");
    }
    if (known.matches("[0-9a-fA-F]{64}")
        && !known.equalsIgnoreCase(BuddyChatGraphQl.hashOf(document))) {
      throw wrong("the document " + known + ": this is not its SHA-256");
    }
    if (byId.put(known, document) != null) {
      throw wrong("the document " + known + " is there twice");
    }
  }

  /// Clients may write `sha256:` before an id, and so may the file.
  private static String bare(String id) {
    return id.startsWith("sha256:") ? id.substring("sha256:".length()) : id;
  }

  /// The one line about what is wrong with the file.
  static BuddyChatServer.StartFailed wrong(String problem) {
    return new BuddyChatServer.StartFailed(Setting.TRUSTED_DOCUMENTS.key() + ": " + problem);
  }
}
