package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.domain.user.Pbkdf2Passwords;
import io.buddychat.persistence.JdbiStore;
import io.buddychat.server.FileClient.Got;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files over real HTTP: uploaded, sent, downloaded and gone.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AttachmentsTest {

  private static final int LIMIT = 100_000;
  private static final byte[] TEXT = "some text".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private JdbiStore store;
  private BuddyChatServer server;
  private FileClient alice;
  private FileClient boris;
  private FileClient clara;
  private String chat;

  @BeforeEach
  void start() {
    open();
    alice = FileClient.join(server.uri(), "alice", 1);
    boris = FileClient.join(server.uri(), "boris", 2);
    clara = FileClient.join(server.uri(), "clara", 3);
    chat = alice.chatWith(boris);
  }

  private void open() {
    open(Map.of());
  }

  private void open(Map<String, String> more) {
    store = JdbiStore.open(JdbiStore.Options.of("jdbc:h2:" + folder.resolve("chat")));
    var settings =
        new HashMap<>(
            Map.of(
                "BUDDYCHAT_PORT", "0",
                "BUDDYCHAT_RATE_LIMIT", "0",
                "BUDDYCHAT_ATTACHMENT_SIZE", String.valueOf(LIMIT),
                "BUDDYCHAT_JWT_SECRET", "a secret for tests, as long as it must be",
                "BUDDYCHAT_DATA_DIR", folder.toString()));
    settings.putAll(more);
    server =
        BuddyChatServer.with(Settings.of(settings, Optional.empty()))
            .store(store)
            .passwords(new Pbkdf2Passwords(1, 8))
            .start();
  }

  @AfterEach
  void stop() {
    server.close();
    store.close();
  }

  private static byte[] some(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] oneFile(byte[] bytes) {
    return FileClient.form(FileClient.part("file", "f.bin", "application/octet-stream", bytes));
  }

  private List<String> filesKept() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("attachments"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static String path(String id) {
    return "/attachments/" + id;
  }

  private void refused(Got got, int status, String code) throws IOException {
    assertThat(got.status()).as(got.text()).isEqualTo(status);
    assertThat(got.at("/errors/0/extensions/code")).isEqualTo(code);
    assertThat(got.at("/errors/0/message")).matches("[A-Z].*\\.");
    assertThat(got.text()).doesNotContainIgnoringCase("jetty").doesNotContain("Exception");
  }

  /// Refused, with nothing kept.
  private void refusedFile(Got got, int status) throws IOException {
    refused(got, status, "INVALID_INPUT");
    assertThat(filesKept()).isEmpty();
  }

  @Test
  void aFileIsUploadedSentAndDownloadedByBoth() {
    byte[] picture = some(50_000);
    Got uploaded =
        alice.posts(FileClient.form(FileClient.part("file", "a b.png", "image/PNG", picture)));
    assertThat(uploaded.status()).isEqualTo(201);
    assertThat(uploaded.at("/name")).isEqualTo("a b.png");
    assertThat(uploaded.at("/contentType")).isEqualTo("image/png");
    assertThat(uploaded.json().at("/size").asInt()).isEqualTo(50_000);
    String id = uploaded.at("/id");
    assertThat(alice.gets(path(id)).response().body()).as("not sent yet").isEqualTo(picture);

    JsonNode sent =
        alice.sending(chat, "[\"" + id + "\"]").at("/data/createChatMessage/chatMessage");
    JsonNode attachment = sent.at("/message/attachments/0");
    assertThat(attachment.at("/id").asText()).isEqualTo(id);
    assertThat(attachment.at("/name").asText()).isEqualTo("a b.png");
    assertThat(attachment.at("/contentType").asText()).isEqualTo("image/png");
    assertThat(attachment.at("/size").asInt()).isEqualTo(50_000);
    assertThat(attachment.at("/message/content").asText()).isEqualTo("Look");
    assertThat(attachment.at("/file").asText()).isEqualTo(uploaded.at("/file"));
    for (FileClient each : new FileClient[] {alice, boris}) {
      Got got = each.gets(attachment.at("/file").asText());
      assertThat(got.status()).isEqualTo(200);
      assertThat(got.response().body()).isEqualTo(picture);
      assertThat(
              each.ask(
                      "{ node(id: \"%s\") { ... on Attachment { name message { content } } } }"
                          .formatted(id))
                  .at("/data/node/message/content")
                  .asText())
          .isEqualTo("Look");
    }
  }

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

  @Test
  void whoHoldsNoCopyFindsNothing() throws IOException {
    String id = alice.uploads("f", "text/plain", TEXT);
    refused(boris.gets(path(id)), 404, "NOT_FOUND");
    alice.sends(chat, id);
    refused(clara.gets(path(id)), 404, "NOT_FOUND");
    assertThat(clara.send("HEAD", path(id), BodyPublishers.noBody(), Map.of()).status())
        .isEqualTo(404);
    assertThat(clara.ask("{ node(id: \"%s\") { id } }".formatted(id)).at("/data/node").isNull())
        .isTrue();
    refused(alice.stranger().gets(path(id)), 401, "UNAUTHENTICATED");
    for (String none :
        new String[] {"x", "%20", "QXR0YWNobWVudDo5OTk=", chat, id + "x", id + "/x"}) {
      refused(alice.gets(path(none)), 404, "NOT_FOUND");
    }
  }

  @Test
  void unsendingTakesTheFileAway() throws IOException {
    String id = alice.uploads("f", "text/plain", TEXT);
    String message = alice.sends(chat, id);
    assertThat(filesKept()).hasSize(1);
    alice.does("unsendChatMessage(chatMessageId: \"%s\") { success }".formatted(message));
    refused(boris.gets(path(id)), 404, "NOT_FOUND");
    refused(alice.gets(path(id)), 404, "NOT_FOUND");
    assertThat(filesKept()).isEmpty();
  }

  @Test
  void theFileGoesWithTheLastHolder() throws IOException {
    String id = alice.uploads("f", "text/plain", TEXT);
    alice.sends(chat, id);
    alice.does("deleteChat(chatId: \"%s\") { success }".formatted(chat));
    refused(alice.gets(path(id)), 404, "NOT_FOUND");
    assertThat(boris.gets(path(id)).text()).isEqualTo("some text");
    boris.does("deleteChat(chatId: \"%s\") { success }".formatted(boris.chatWith(alice)));
    refused(boris.gets(path(id)), 404, "NOT_FOUND");
    assertThat(filesKept()).isEmpty();
  }

  @Test
  void aFormerMemberOfAGroupFindsNothing() throws IOException {
    String borisId = boris.ask("{ me { id } }").at("/data/me/id").asText();
    String group =
        alice
            .does(
                "createGroup(title: \"Group\", memberIds: [\"%s\"]) { groupCopy { id } }"
                    .formatted(borisId))
            .at("/createGroup/groupCopy/id")
            .asText();
    String id = alice.uploads("f", "text/plain", TEXT);
    JsonNode sent =
        alice.does(
            "createGroupMessage(groupCopyId: \"%s\", content: \"Look\", attachmentIds: [\"%s\"]) { message { message { attachments { id } } } }"
                .formatted(group, id));
    assertThat(sent.at("/createGroupMessage/message/message/attachments/0/id").asText())
        .isEqualTo(id);
    assertThat(boris.gets(path(id)).status()).isEqualTo(200);
    String theirs =
        boris
            .ask("{ groups { edges { node { id } } } }")
            .at("/data/groups/edges/0/node/id")
            .asText();
    boris.does("leaveGroup(groupCopyId: \"%s\") { success }".formatted(theirs));
    refused(boris.gets(path(id)), 404, "NOT_FOUND");
    assertThat(alice.gets(path(id)).status()).isEqualTo(200);
  }

  @Test
  void filesSurviveARestart() {
    String sent = alice.uploads("f", "text/plain", TEXT);
    String waiting = alice.uploads("f", "text/plain", TEXT);
    alice.sends(chat, sent);
    stop();
    open();
    assertThat(boris.at(server.uri()).gets(path(sent)).text()).isEqualTo("some text");
    alice.at(server.uri()).sends(chat, waiting);
    assertThat(boris.at(server.uri()).gets(path(waiting)).text()).isEqualTo("some text");
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
  void withoutATokenNothingIsTaken() throws IOException {
    Got got = alice.stranger().posts(oneFile(TEXT));
    refused(got, 401, "UNAUTHENTICATED");
    assertThat(got.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(filesKept()).isEmpty();
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
  void badIdsRefuseTheMessage() {
    String mine = alice.uploads("f", "text/plain", TEXT);
    String theirs = boris.uploads("f", "text/plain", TEXT);
    for (String id : new String[] {theirs, "nonsense", chat, "QXR0YWNobWVudDo5OTk="}) {
      assertThat(code(alice.sending(chat, "[\"%s\", \"%s\"]".formatted(mine, id))))
          .as(id)
          .isEqualTo("NOT_FOUND");
    }
    JsonNode twice = alice.sending(chat, "[\"%1$s\", \"%1$s\"]".formatted(mine));
    assertThat(code(twice)).isEqualTo("INVALID_INPUT");
    assertThat(twice.at("/errors/0/extensions/field").asText()).isEqualTo("attachmentIds");
    alice.sends(chat, mine);
    assertThat(code(alice.sending(chat, "[\"%s\"]".formatted(mine)))).isEqualTo("CONFLICT");
    assertThat(code(alice.sending(chat, "null"))).as("none is fine").isEmpty();
    assertThat(code(alice.sending(chat, "[]"))).as("none is fine").isEmpty();
  }

  private static String code(JsonNode answer) {
    return answer.at("/errors/0/extensions/code").asText();
  }

  @Test
  void ofTwoMessagesWithTheSameFileAtOnceOneIsSent() throws Exception {
    String notes = alice.chatWith(alice);
    String id = alice.uploads("f", "text/plain", TEXT);
    List<Callable<JsonNode>> both =
        List.of(
            () -> alice.sending(chat, "[\"" + id + "\"]"),
            () -> alice.sending(notes, "[\"" + id + "\"]"));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<String> codes = new ArrayList<>();
      for (Future<JsonNode> each : threads.invokeAll(both)) {
        codes.add(code(each.get()));
      }
      assertThat(codes).containsExactlyInAnyOrder("", "CONFLICT");
    }
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
  void downloadsCountAgainstTheLimit() throws IOException {
    stop();
    open(Map.of("BUDDYCHAT_RATE_LIMIT", "1"));
    FileClient again = alice.at(server.uri());
    refused(again.gets("/attachments/none"), 404, "NOT_FOUND");
    Got refused = again.gets("/attachments/none");
    refused(refused, 403, "RATE_LIMITED");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
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
