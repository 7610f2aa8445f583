package io.buddychat.testkit.contract;

import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.testkit.Scene;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The bytes of files, as texts.
final class Bytes {

  private Bytes() {}

  static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /// What is kept of a file, whoever may see it.
  static Optional<String> of(Scene scene, AttachmentId file) {
    try (InputStream bytes = scene.blobs().open(file).orElseGet(InputStream::nullInputStream)) {
      String text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
