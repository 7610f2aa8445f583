package io.buddychat.domain.conversation;

import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

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

  /// A hash by which two contents with their attachments are told apart without keeping the first
  /// one. No content has a zero character in it.
  static String digest(String content, List<AttachmentId> attachments) {
    StringBuilder all = new StringBuilder(content);
    attachments.forEach(id -> all.append('\0').append(id.value()));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(all.toString().getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
