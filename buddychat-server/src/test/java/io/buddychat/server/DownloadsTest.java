package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.server.FileClient.Got;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How a file is given, over real HTTP, and by which requests.
class DownloadsTest extends FilesOnTheWire {

  @Test
  void aDownloadIsSavedAndNeverShown() {
    Got got = alice.gets(path(alice.uploads("x.html", "text/html", TEXT)));
    assertThat(got.header("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(got.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"x.html\"; filename*=UTF-8''x.html");
    assertThat(got.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(got.header("Content-Security-Policy")).isEqualTo("sandbox; default-src 'none'");
    assertThat(got.header("Cache-Control")).startsWith("private");
    assertThat(got.header("Content-Length")).isEqualTo("9");
    for (String type :
        new String[] {"image/svg+xml", "text/xml", "application/javascript", "x/y"}) {
      assertThat(alice.gets(path(alice.uploads("f", type, TEXT))).header("Content-Type"))
          .as(type)
          .isEqualTo("application/octet-stream");
    }
    assertThat(alice.gets(path(alice.uploads("f", "image/png", TEXT))).header("Content-Type"))
        .isEqualTo("image/png");
  }

  /// Whatever the path looks like, only an id in it finds a file.
  @Test
  void aPathLeadsToNoOtherFile() {
    for (String path :
        new String[] {
          "../chat.mv.db",
          "..%2Fchat.mv.db",
          "%2e%2e/chat.mv.db",
          "..%5Cchat.mv.db",
          "/etc/passwd",
          "%2Fetc%2Fpasswd",
          "1",
          "1%00",
          "1.part"
        }) {
      assertThat(raw("GET", "/attachments/" + path, "Authorization: JWT " + alice.token()))
          .as(path)
          .isIn(400, 404);
    }
  }

  /// Addresses are kept in logs and histories, and cookies are sent by pages of others.
  @Test
  void aTokenCountsInTheHeaderAlone() {
    String path = path(alice.uploads("f", "text/plain", TEXT));
    String token = alice.token();
    assertThat(raw("GET", path, "Authorization: JWT " + token)).isEqualTo(200);
    for (String name : new String[] {"token", "authorization", "access_token"}) {
      assertThat(raw("GET", path + "?" + name + "=" + token, "Cookie: " + name + "=" + token))
          .as(name)
          .isEqualTo(401);
    }
  }

  private int raw(String method, String target, String header) {
    return Raw.send(
            server.uri(),
            "%s %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n".formatted(method, target, header))
        .status();
  }

  @Test
  void otherMethodsAreNotAllowed() {
    String id = alice.uploads("f", "text/plain", TEXT);
    for (String method : new String[] {"POST", "PUT", "DELETE"}) {
      Got got = alice.send(method, path(id), BodyPublishers.noBody(), Map.of());
      assertThat(got.status()).isEqualTo(405);
      assertThat(got.header("Allow")).isEqualTo("GET, HEAD");
    }
    Got got = alice.gets("/attachments");
    assertThat(got.status()).isEqualTo(405);
    assertThat(got.header("Allow")).isEqualTo("POST");
  }

  @Test
  void headTellsTheSameWithoutTheBytes() {
    String id = alice.uploads("f.txt", "text/plain", TEXT);
    Got head = alice.send("HEAD", path(id), BodyPublishers.noBody(), Map.of());
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo("9");
    assertThat(head.header("Content-Disposition")).contains("f.txt");
    assertThat(head.response().body()).isEmpty();
  }

  @Test
  void aPartOfAFileIsGiven() {
    String id = alice.uploads("f.txt", "text/plain", TEXT);
    Map<String, String> parts =
        Map.of("bytes=0-3", "some", "bytes=5-", "text", "bytes=-4", "text", "bytes=5-99", "text");
    parts.forEach(
        (range, text) -> {
          Got got = range(id, range);
          assertThat(got.status()).as(range).isEqualTo(206);
          assertThat(got.text()).as(range).isEqualTo(text);
        });
    assertThat(range(id, "bytes=0-3").header("Content-Range")).isEqualTo("bytes 0-3/9");
    Got none = range(id, "bytes=9-");
    assertThat(none.status()).isEqualTo(416);
    assertThat(none.header("Content-Range")).isEqualTo("bytes */9");
    for (String whole :
        new String[] {"bytes=0-1,3-4", "lines=1-2", "bytes", "bytes=x-y", "bytes=-"}) {
      assertThat(range(id, whole).status()).as(whole).isEqualTo(200);
      assertThat(range(id, whole).text()).as(whole).isEqualTo("some text");
    }
  }

  @Test
  void aSenselessRangeIsNoFault() {
    String id = alice.uploads("f.txt", "text/plain", TEXT);
    for (String range :
        new String[] {
          "bytes=99999999999999999999-",
          "bytes=0-99999999999999999999",
          "bytes=-99999999999999999999",
          "bytes=-0",
          "bytes=5-2"
        }) {
      assertThat(range(id, range).status()).as(range).isEqualTo(416);
    }
    Got many = range(id, "bytes=" + "0-0,".repeat(2000) + "0-0");
    assertThat(many.status()).as("never a part for each").isEqualTo(200);
    assertThat(many.text()).isEqualTo("some text");
  }

  private Got range(String id, String range) {
    return alice.send("GET", path(id), BodyPublishers.noBody(), Map.of("Range", range));
  }

  @Test
  void downloadsCountAgainstTheLimit() throws IOException {
    stop();
    open(Map.of("BUDDYCHAT_RATE_LIMIT", "1"));
    FileClient again = alice.at(server.uri());
    refused(again.gets("/attachments/none"), 404, "NOT_FOUND");
    Got refused = again.gets("/attachments/none");
    refused(refused, 403, "RATE_LIMITED");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
  }
}
