package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.server.TestClient.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The pages `/graphiql` and `/try`, their files, and what is at `/`.
class PageTest {

  private static final Pattern FILE = Pattern.compile("\"((?:graphiql|try)/[^\"]+)\"");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<byte[]> fetch(String method, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri().resolve(path)).method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    return fetch("GET", path, headers);
  }

  private static String text(HttpResponse<byte[]> reply) {
    return new String(reply.body(), StandardCharsets.UTF_8);
  }

  private static String header(HttpResponse<?> reply, String name) {
    return reply.headers().firstValue(name).orElse("");
  }

  private static byte[] unpacked(HttpResponse<byte[]> reply) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(reply.body()))) {
      return in.readAllBytes();
    }
  }

  private List<String> files(String page) throws Exception {
    Matcher matcher = FILE.matcher(text(get(page)));
    return matcher.results().map(found -> "/" + found.group(1)).toList();
  }

  @ParameterizedTest
  @CsvSource({"/graphiql, 3", "/try, 2"})
  void everyFileThePageNamesIsThereInBothFormsAndOfItsType(String page, int many) throws Exception {
    List<String> files = files(page);
    assertThat(files).hasSize(many);
    for (String file : files) {
      HttpResponse<byte[]> plain = get(file);
      HttpResponse<byte[]> zipped = get(file, "Accept-Encoding", "br, gzip");
      assertThat(plain.statusCode()).as(file).isEqualTo(200);
      assertThat(header(plain, "Content-Encoding")).isEmpty();
      assertThat(header(zipped, "Content-Encoding")).isEqualTo("gzip");
      assertThat(unpacked(zipped)).isEqualTo(plain.body());
      assertThat(header(plain, "Content-Length")).isEqualTo("" + plain.body().length);
      assertThat(header(plain, "Content-Type"))
          .containsAnyOf("text/javascript", "text/css", "image/svg+xml");
      assertThat(header(plain, "ETag")).isNotEqualTo(header(zipped, "ETag"));
    }
  }

  @Test
  void aClientThatRefusesGzipGetsNone() throws Exception {
    assertThat(header(get("/graphiql", "Accept-Encoding", "gzip;q=0"), "Content-Encoding"))
        .isEmpty();
  }

  @Test
  void filesAreKeptForEverAndThePageIsAskedForAgain() throws Exception {
    HttpResponse<byte[]> page = get("/graphiql");
    assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(get(files("/graphiql").getFirst()), "Cache-Control")).contains("immutable");
    assertThat(header(get(files("/try").getFirst()), "Cache-Control")).isEqualTo("no-cache");
    HttpResponse<byte[]> again = get("/graphiql", "If-None-Match", "W/" + header(page, "ETag"));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void nobodyMayFrameItAndItMayRunItsOwnScriptsOnly() throws Exception {
    for (String path :
        List.of("/graphiql", files("/graphiql").getFirst(), "/try", files("/try").getFirst())) {
      HttpResponse<byte[]> reply = get(path);
      String policy = header(reply, "Content-Security-Policy");
      assertThat(policy)
          .contains("default-src 'none'")
          .contains("script-src 'self';")
          .contains("frame-ancestors 'none'")
          .contains("base-uri 'none'")
          .contains(
              "connect-src 'self' ws://%1$s wss://%1$s;".formatted(server.uri().getAuthority()));
      assertThat(header(reply, "X-Frame-Options")).isEqualTo("DENY");
      assertThat(header(reply, "X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(header(reply, "Referrer-Policy")).isEqualTo("no-referrer");
    }
  }

  @Test
  void onlyGetAndHeadAreAllowed() throws Exception {
    for (String path : List.of("/", "/graphiql", files("/graphiql").getFirst(), "/try")) {
      for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
        HttpResponse<byte[]> reply = fetch(method, path);
        assertThat(reply.statusCode()).as(method + path).isEqualTo(405);
        assertThat(header(reply, "Allow")).isEqualTo("GET, HEAD");
      }
    }
    HttpResponse<byte[]> head = fetch("HEAD", "/graphiql");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(header(head, "Content-Length")).isEqualTo("" + get("/graphiql").body().length);
  }

  @Test
  void nothingButItsFilesIsReached() {
    for (String path :
        List.of(
            "/graphiql/../application.properties",
            "/graphiql/..%2f..%2fSettings.class",
            "/graphiql/%2e%2e/%2e%2e/etc/passwd",
            "/graphiql//etc/passwd",
            "/graphiql/..\\..\\x",
            "/graphiql/files.txt",
            "/graphiql/index.html",
            "/graphiql/index.html.gz",
            "/graphiql/x;y",
            "/try/files.txt",
            "/try/index.html",
            "/try/../graphiql/files.txt",
            "/tryout",
            "/graphiql/%00")) {
      Reply reply =
          Raw.send(server.uri(), "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path));
      assertThat(reply.status()).as(path).isIn(400, 404);
    }
  }

  @Test
  void thePageIsTheSameWhateverIsSent() throws Exception {
    String usual = text(get("/graphiql"));
    String hostile = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E";
    assertThat(text(get("/graphiql?query=" + hostile + "#" + hostile))).isEqualTo(usual);
    assertThat(text(get("/graphiql/" + hostile))).doesNotContain("alert");
    for (String host : List.of("a;script-src", "a b", "a/'unsafe-inline'", "\"x\"")) {
      Reply reply =
          Raw.send(server.uri(), "GET /graphiql HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(host));
      assertThat(reply.body()).doesNotContain(host);
    }
  }

  @Test
  void browsersAreLedToThePageAndOthersAreToldWhereTheApiIs() throws Exception {
    HttpResponse<byte[]> browser = get("/", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    assertThat(browser.statusCode()).isEqualTo(302);
    assertThat(URI.create(header(browser, "Location"))).hasToString("graphiql");
    HttpResponse<byte[]> other = get("/");
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(text(other)).contains("/graphql");
    assertThat(header(get("/graphiql/"), "Location")).isEqualTo("../graphiql");
    assertThat(header(get("/try/"), "Location")).isEqualTo("../try");
  }

  @Test
  void theyCanBeSwitchedOff() throws Exception {
    server.close();
    server = TestServer.start(Map.of("BUDDYCHAT_GRAPHIQL", "false"));
    assertThat(get("/graphiql").statusCode()).isEqualTo(404);
    assertThat(get("/graphiql/x").statusCode()).isEqualTo(404);
    assertThat(get("/try").statusCode()).isEqualTo(404);
    assertThat(text(get("/", "Accept", "text/html"))).contains("/graphql");
  }

  @Test
  void theLicencesOfWhatIsInItComeWithIt() throws Exception {
    assertThat(text(get("/graphiql/LICENSES.txt")))
        .contains("== graphiql ")
        .contains("== react ")
        .contains("== monaco-editor ");
  }
}
