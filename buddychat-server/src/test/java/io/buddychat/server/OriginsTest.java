package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {

  private static final String HOST = "chat.example:8080";

  private final Origins own = new Origins(Set.of());
  private final Origins friends = new Origins(Set.of("https://friend.example"));

  @Test
  void noOriginIsAllowed() {
    assertThat(own.allow(List.of(), HOST)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://chat.example:8080",
        "https://chat.example:8080",
        "http://CHAT.example:8080"
      })
  void ownPagesAreAllowed(String origin) {
    assertThat(own.allow(List.of(origin), HOST)).isTrue();
  }

  @Test
  void thePortMayBeLeftOutWhereItIsTheSchemesOwn() {
    assertThat(own.allow(List.of("https://chat.example"), "chat.example")).isTrue();
    assertThat(own.allow(List.of("https://chat.example:443"), "chat.example")).isTrue();
    assertThat(own.allow(List.of("http://chat.example"), "chat.example:80")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "*",
        "http://evil.example",
        "http://evil.example:8080",
        "http://chat.example",
        "http://chat.example:8081",
        "http://chat.example:80800",
        "http://chat.example.evil.example:8080",
        "http://evilchat.example:8080",
        "http://sub.chat.example:8080",
        "http://chat.example.:8080",
        "http://chat.example:8080.evil.example",
        "http://chat.example:8080@evil.example",
        "http://user@chat.example:8080",
        "http://chat.example:8080/",
        "http://chat.example:8080/page",
        "http://chat.example:8080?x",
        "http://chat.example:8080#x",
        "http://chat.example:8080 http://evil.example",
        "http://chat.example:8080,http://evil.example",
        "http:chat.example:8080",
        "//chat.example:8080",
        "chat.example:8080",
        "ws://chat.example:8080",
        "file://",
        "data:text/html,x",
        "http://[chat.example]:8080",
        "http://chat。example:8080",
        "http://xn--chat-.example:8080",
        "http://127.0.0.1:8080",
        "http://localhost:8080"
      })
  void allOthersAreForeign(String origin) {
    assertThat(own.allow(List.of(origin), HOST)).isFalse();
    assertThat(friends.allow(List.of(origin), HOST)).isFalse();
  }

  @Test
  void moreThanOneOriginIsForeign() {
    assertThat(own.allow(List.of("http://" + HOST, "http://" + HOST), HOST)).isFalse();
  }

  @Test
  void listedPagesAreAllowed() {
    assertThat(friends.allow(List.of("https://friend.example"), HOST)).isTrue();
    assertThat(friends.allow(List.of("https://friend.example:443"), HOST)).isTrue();
    assertThat(friends.allow(List.of("http://friend.example"), HOST)).isFalse();
    assertThat(friends.allow(List.of("https://friend.example.evil.example"), HOST)).isFalse();
  }

  @Test
  void aStarAllowsAll() {
    assertThat(new Origins(Set.of("*")).allow(List.of("https://anything.example"), HOST)).isTrue();
  }
}
