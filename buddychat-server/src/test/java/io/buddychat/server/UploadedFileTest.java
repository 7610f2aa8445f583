package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.junit.jupiter.api.Test;

/// How a form is read is in [UploadsTest]; this is what takes too long to wait for.
class UploadedFileTest {

  private static final byte[] FORM =
      FileClient.form(
          FileClient.part("file", "f", "text/plain", "text".getBytes(StandardCharsets.UTF_8)));

  private static UploadedFile within(Duration longest) {
    InputStream form = new ByteArrayInputStream(FORM);
    return UploadedFile.of(form, FileClient.BOUNDARY, 100, longest);
  }

  @Test
  void whatComesInTimeIsTaken() throws Exception {
    try (UploadedFile file = within(Duration.ofDays(1))) {
      assertThat(file.readAllBytes()).asString().isEqualTo("text");
    }
  }

  /// The time is over before the first byte, so that it does not matter how fast the machine is.
  @Test
  void whoeverTakesTooLongIsSentAway() {
    assertThatThrownBy(() -> within(Duration.ofSeconds(-1)))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.refusal().status()).isEqualTo(408);
              assertThat(refused.refusal().headers())
                  .containsExactly(new HttpField(HttpHeader.CONNECTION, "close"));
            });
  }
}
