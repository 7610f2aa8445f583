package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;

/// A file that was uploaded, to be sent with a message.
///
/// @param file the path to download it from
/// @param name what its uploader calls it; never a path
/// @param contentType what its uploader says it is; nothing vouches for it
/// @param size in bytes
public record Attachment(String id, String file, String name, String contentType, long size) {

  static final String FIELDS = "{ id file name contentType size }";

  static Attachment of(JsonNode attachment) {
    return new Attachment(
        Json.text(attachment, "id"),
        Json.text(attachment, "file"),
        Json.text(attachment, "name"),
        Json.text(attachment, "contentType"),
        attachment.path("size").asLong());
  }
}
