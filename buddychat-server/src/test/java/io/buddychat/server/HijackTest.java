package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// A page of somebody else that wants to open a socket in the name of its visitor: by every way to
/// write an origin that might slip through, against a server with friends and one without. Who does
/// not belong gets 403, and no socket.
class HijackTest {

  /// The page's address, where the server thinks itself to be `chat.example:8080`.
  private static final List<String> FOREIGN =
      List.of(
          "",
          "null",
          "NULL",
          "*",
          "undefined",
          "http://evil.example",
          "http://evil.example:8080",
          "https://evil.example:8080",
          "http://chat.example",
          "http://chat.example:80",
          "http://chat.example:8081",
          "http://chat.example:08080x",
          "http://chat.example:80800",
          "http://chat.example:-8080",
          "http://chat.example:8080.evil.example",
          "http://chat.example.evil.example:8080",
          "http://evilchat.example:8080",
          "http://evil-chat.example:8080",
          "http://sub.chat.example:8080",
          "http://chat.example.:8080",
          "http://chat..example:8080",
          "http://chat.example:8080@evil.example",
          "http://chat.example:8080:evil@evil.example",
          "http://user@chat.example:8080",
          "http://chat.example:8080/",
          "http://chat.example:8080/graphql",
          "http://chat.example:8080?x",
          "http://chat.example:8080#x",
          "http://chat.example:8080 http://evil.example",
          "http://chat.example:8080, http://evil.example",
          "http://evil.example, http://chat.example:8080",
          "http://chat.example:8080\t.evil.example",
          "http://chat.example%2eevil.example:8080",
          "http://chat.example\\.evil.example:8080",
          "http:chat.example:8080",
          "http:///chat.example:8080",
          "http//chat.example:8080",
          "//chat.example:8080",
          "chat.example:8080",
          "ws://chat.example:8080",
          "wss://chat.example:8080",
          "file://",
          "file://chat.example:8080",
          "data:text/html,x",
          "javascript:alert(1)",
          "chrome-extension://chat.example",
          "http://[chat.example]:8080",
          "http://[::1]:8080",
          "http://127.0.0.1:8080",
          "http://localhost:8080",
          "http://0:8080",
          "http://xn--cht-ela.example:8080",
          "http://xn--chat-.example:8080",
          "http://ch\u00e4t.example:8080",
          "http://chat\u3002example:8080",
          "https://friend.example.evil.example",
          "https://evilfriend.example",
          "https://friend.example:444",
          "http://friend.example",
          "https://friend.example.",
          "https://friend.example@evil.example",
          "https://evil.example/https://friend.example",
          "h" + "t".repeat(5_000) + "p://chat.example:8080");

  private static TestServer alone;
  private static TestServer withFriends;

  @BeforeAll
  static void start() {
    alone = TestServer.start(Map.of("BUDDYCHAT_WS_MAX_SOCKETS", "1"));
    withFriends = TestServer.start(Map.of("BUDDYCHAT_CORS_ORIGINS", "https://friend.example"));
  }

  @AfterAll
  static void stop() {
    alone.close();
    withFriends.close();
  }

  private static int status(TestServer server, String... headers) {
    List<String> head = new ArrayList<>();
    head.add("GET /graphql HTTP/1.1");
    head.add("Host: chat.example:8080");
    head.add("Upgrade: websocket");
    head.add("Connection: Upgrade");
    head.add("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    head.add("Sec-WebSocket-Version: 13");
    head.add("Sec-WebSocket-Protocol: graphql-transport-ws");
    head.addAll(List.of(headers));
    return Raw.send(server.uri(), String.join("\r\n", head) + "\r\n\r\n").status();
  }

  @TestFactory
  Stream<DynamicTest> aForeignPageGets403() {
    return FOREIGN.stream()
        .map(
            origin ->
                DynamicTest.dynamicTest(
                    "origin " + origin.substring(0, Math.min(origin.length(), 60)),
                    () -> {
                      assertThat(status(alone, "Origin: " + origin)).isEqualTo(403);
                      assertThat(status(withFriends, "Origin: " + origin)).isEqualTo(403);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> whatAProxyOrAnAttackerAddsIsNotTrusted() {
    return Stream.of(
            "X-Forwarded-Host: evil.example",
            "X-Forwarded-Server: evil.example",
            "X-Original-Host: evil.example",
            "Forwarded: host=evil.example;proto=https",
            "X-Forwarded-Origin: http://chat.example:8080",
            "Sec-WebSocket-Origin: http://chat.example:8080",
            "Sec-Fetch-Site: same-origin",
            "Referer: http://chat.example:8080/")
        .map(
            header ->
                DynamicTest.dynamicTest(
                    header,
                    () ->
                        assertThat(status(withFriends, "Origin: http://evil.example", header))
                            .isEqualTo(403)));
  }

  @Test
  void severalOriginsAreForeignWhateverTheyAre() {
    String own = "Origin: http://chat.example:8080";
    assertThat(status(withFriends, own, own)).isEqualTo(403);
    assertThat(status(withFriends, own, "Origin: http://evil.example")).isEqualTo(403);
    assertThat(status(withFriends, "Origin: http://evil.example", "origin: https://friend.example"))
        .isEqualTo(403);
  }

  @Test
  void ownPagesFriendsAndProgramsMayConnect() {
    assertThat(status(withFriends)).isEqualTo(101);
    assertThat(status(withFriends, "Origin: http://chat.example:8080")).isEqualTo(101);
    assertThat(status(withFriends, "Origin: https://CHAT.example:8080")).isEqualTo(101);
    assertThat(status(withFriends, "Origin: https://friend.example")).isEqualTo(101);
    assertThat(status(withFriends, "Origin: https://friend.example:443")).isEqualTo(101);
  }
}
