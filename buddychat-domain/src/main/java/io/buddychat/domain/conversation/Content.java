package io.buddychat.domain.conversation;

import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// The rules for what a message may say. It is kept as written: making it safe to show is the task
/// of the page that shows it.
final class Content {

  private static final int LONGEST = 10_000;

  private Content() {}

  static void checked(String content) {
    Text.checked("content", "The content", content, 1, LONGEST);
    if (Text.isBlank(content)) {
      throw new Failure.InvalidInput("content", "The content must not be blank.").asException();
    }
  }

  /// A hash by which two contents are told apart without keeping the first one.
  static String digest(String content) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
