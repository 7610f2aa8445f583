package io.buddychat.domain.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.buddychat.domain.core.BuddyChatException;
import io.buddychat.domain.core.Failure;
import org.junit.jupiter.api.Test;

class UploadRulesTest {

  @Test
  void aNameIsKeptAsGiven() {
    for (String name :
        new String[] {
          "a", "a b.txt", ".hidden", "...", "\u00FC\uD83D\uDE00.png", "n".repeat(255)
        }) {
      assertThat(UploadRules.name(name)).isEqualTo(name);
    }
  }

  @Test
  void ofAPathTheLastSegmentCounts() {
    assertThat(UploadRules.name("../../etc/passwd")).isEqualTo("passwd");
    assertThat(UploadRules.name("C:\\Users\\me\\notes.txt")).isEqualTo("notes.txt");
    assertThat(UploadRules.name("/a\\b/c")).isEqualTo("c");
  }

  @Test
  void whatIsNoNameIsRefused() {
    for (String name :
        new String[] {
          "",
          " ",
          "dir/",
          "..",
          ".",
          "a/..",
          "n".repeat(256),
          "a\nb",
          "a\u0000b",
          "a\u007Fb",
          "a\u0085b",
          "half\uD83D"
        }) {
      assertThatThrownBy(() -> UploadRules.name(name))
          .as(name)
          .isInstanceOfSatisfying(
              BuddyChatException.class,
              refusal ->
                  assertThat(refusal.failure())
                      .isInstanceOfSatisfying(
                          Failure.InvalidInput.class,
                          failure -> assertThat(failure.field()).isEqualTo("file")));
    }
  }

  @Test
  void aTypeIsTwoWordsInLowerCase() {
    assertThat(UploadRules.contentType("image/PNG")).isEqualTo("image/png");
    assertThat(UploadRules.contentType(" text/plain ; charset=utf-8")).isEqualTo("text/plain");
    assertThat(UploadRules.contentType("image/svg+xml")).isEqualTo("image/svg+xml");
    for (String none :
        new String[] {"", "text", "text/", "/plain", "a/b/c", "text/pl ain", "text/html\r\nX: y"}) {
      assertThat(UploadRules.contentType(none)).as(none).isEqualTo("application/octet-stream");
    }
  }
}
