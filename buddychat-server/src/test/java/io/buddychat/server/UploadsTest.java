package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.server.FileClient.Got;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is taken as a file over real HTTP, and what is refused and leaves nothing.
class UploadsTest extends FilesOnTheWire {

  private static byte[] oneFile(byte[] bytes) {
    return FileClient.form(FileClient.part("file", "f.bin", "application/octet-stream", bytes));
  }

  /// Refused, with nothing kept.
  private void refusedFile(Got got, int status) throws IOException {
    refused(got, status, "INVALID_INPUT");
    assertThat(filesKept()).isEmpty();
  }

  @Test
  void anEmptyFileAndOneOfExactlyTheLimitAreTaken() {
    for (int length : new int[] {0, 1, LIMIT}) {
      String id = alice.uploads("f", "text/plain", some(length));
      assertThat(alice.gets(path(id)).response().body()).isEqualTo(some(length));
      assertThat(alice.gets(path(id)).header("Content-Length")).isEqualTo(String.valueOf(length));
    }
  }

  @Test
  void oneByteMoreIs413() throws IOException {
    refusedFile(alice.posts(oneFile(some(LIMIT + 1))), 413);
  }

  @Test
  void aLongBodyOfUnknownLengthIs413() throws IOException {
    List<byte[]> pieces = new ArrayList<>();
    byte[] form = oneFile(some(LIMIT + 1));
    for (int at = 0; at < form.length; at += 10_000) {
      pieces.add(Arrays.copyOfRange(form, at, Math.min(form.length, at + 10_000)));
    }
    refusedFile(alice.posts(BodyPublishers.ofByteArrays(pieces)), 413);
  }

  @Test
  void aBodyThatSaysItIsTooLongIsNotAwaited() {
    String head =
        """
        POST /attachments HTTP/1.1
        Host: localhost
        Authorization: JWT %s
        Content-Type: multipart/form-data; boundary=x
        Content-Length: 1000000000

        """
            .formatted(alice.token());
    assertThat(Raw.send(server.uri(), head.replace("\n", "\r\n")).status()).isEqualTo(413);
  }

  /// Without saying how long it is, so that only counting tells.
  @Test
  void aFormWithEndlessThingsAroundTheFileIs413() throws IOException {
    byte[] preamble =
        "x".repeat(LIMIT + UploadedFile.MOST_AROUND + 1).getBytes(StandardCharsets.UTF_8);
    refusedFile(alice.posts(BodyPublishers.ofByteArrays(List.of(preamble))), 413);
  }

  @Test
  void aFormHasOneFile() throws IOException {
    byte[] file = FileClient.part("file", "f", "text/plain", TEXT);
    byte[] field =
        "--%s\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n"
            .formatted(FileClient.BOUNDARY)
            .getBytes(StandardCharsets.UTF_8);
    for (byte[] form :
        new byte[][] {
          FileClient.form(),
          FileClient.form(file, file),
          FileClient.form(FileClient.part("other", "f", "text/plain", TEXT)),
          FileClient.form(field),
          FileClient.form(file, field)
        }) {
      refusedFile(alice.posts(form), 400);
    }
  }

  @Test
  void whatIsNoFormIsRefused() throws IOException {
    for (String type :
        new String[] {
          "application/json", "text/plain", "multipart/form-data", "multipart/mixed; boundary=x"
        }) {
      refusedFile(
          alice.send(
              "POST",
              "/attachments",
              BodyPublishers.ofByteArray(oneFile(TEXT)),
              Map.of("Content-Type", type)),
          415);
    }
    for (String form :
        new String[] {
          "",
          "x",
          "--the-boundary\r\n",
          "--the-boundary\r\nContent-Disposition\r\n\r\nx\r\n--the-boundary--"
        }) {
      refusedFile(alice.posts(form.getBytes(StandardCharsets.UTF_8)), 400);
    }
  }

  @Test
  void aFormThatBreaksOffLeavesNothing() throws IOException {
    byte[] form = oneFile(some(90_000));
    for (int length : new int[] {150, 50_000, form.length - 10}) {
      refusedFile(alice.posts(Arrays.copyOf(form, length)), 400);
    }
  }

  @Test
  void aNameIsKeptButForItsPath() throws IOException {
    Map<String, String> names =
        Map.of(
            "../../etc/passwd", "passwd",
            "C:\\\\temp\\\\notes.txt", "notes.txt",
            "\u00FC \uD83D\uDE00;'.txt", "\u00FC \uD83D\uDE00;'.txt",
            "%41\\\"b", "%41\"b");
    names.forEach(
        (given, kept) ->
            assertThat(
                    alice
                        .posts(FileClient.form(FileClient.part("file", given, "text/plain", TEXT)))
                        .at("/name"))
                .as(given)
                .isEqualTo(kept));
    for (String file : filesKept()) {
      assertThat(file).matches("[0-9]+");
    }
    String id =
        alice.uploads("\u00FC \"\uD83D\uDE00;.txt".replace("\"", "\\\""), "text/plain", TEXT);
    assertThat(alice.gets(path(id)).header("Content-Disposition"))
        .isEqualTo(
            "attachment; filename=\"_ __;.txt\"; filename*=UTF-8''%C3%BC%20%22%F0%9F%98%80%3B.txt");
  }

  @Test
  void aBadNameIsRefused() throws IOException {
    for (String name : new String[] {"", "dir/", "..", "n".repeat(256)}) {
      Got got = alice.posts(FileClient.form(FileClient.part("file", name, "text/plain", TEXT)));
      refusedFile(got, 400);
      assertThat(got.at("/errors/0/extensions/field")).as(name).isEqualTo("file");
    }
  }

  @Test
  void controlCharactersInANameAreRefused() throws IOException {
    for (String name : new String[] {"a\u0001b", "a\u007Fb", "a\u0085b"}) {
      Got got = alice.posts(FileClient.form(FileClient.part("file", name, "text/plain", TEXT)));
      refusedFile(got, 400);
    }
  }

  @Test
  void withoutATokenNothingIsTaken() throws IOException {
    Got got = alice.stranger().posts(oneFile(TEXT));
    refused(got, 401, "UNAUTHENTICATED");
    assertThat(got.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(filesKept()).isEmpty();
  }

  @Test
  void uploadsCountAgainstTheLimit() throws IOException {
    stop();
    open(Map.of("BUDDYCHAT_RATE_LIMIT", "1"));
    FileClient again = alice.at(server.uri());
    assertThat(again.posts(oneFile(TEXT)).status()).isEqualTo(201);
    Got refused = again.posts(oneFile(TEXT));
    refused(refused, 403, "RATE_LIMITED");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    assertThat(filesKept()).hasSize(1);
  }

  @Test
  void pagesOfOtherHostsMayUploadWhereTheSettingSaysSo() {
    stop();
    open(Map.of("BUDDYCHAT_CORS_ORIGINS", "https://chat.example"));
    TestClient.Reply preflight =
        new TestClient(URI.create(server.uri().resolve("/attachments").toString()))
            .send(
                "OPTIONS",
                "",
                BodyPublishers.noBody(),
                Map.of("Origin", "https://chat.example", "Access-Control-Request-Method", "POST"));
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.header("Access-Control-Allow-Origin")).contains("https://chat.example");
  }
}
