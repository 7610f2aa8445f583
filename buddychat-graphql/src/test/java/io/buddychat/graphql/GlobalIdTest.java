package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlobalIdTest {

  @Test
  void anIdIsBase64OfTypeAndKey() {
    assertThat(GlobalId.of(NodeType.CHAT, 7)).isEqualTo(base64("Chat:7"));
    assertThat(GlobalId.of(NodeType.CHAT_MESSAGE, new MessageCopyId(new CopyId(7), 3)))
        .isEqualTo(base64("ChatMessage:7.3"));
  }

  @Test
  void whatWasMadeIsRead() {
    assertThat(GlobalId.parse(GlobalId.of(NodeType.CUSTOM_USER, Long.MAX_VALUE)))
        .contains(new GlobalId(NodeType.CUSTOM_USER, Long.MAX_VALUE, 0));
    assertThat(GlobalId.parse(base64("Notification:7.3")).map(GlobalId::messageCopy))
        .contains(new MessageCopyId(new CopyId(7), 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Chat",
        "Chat:",
        "Chat:0",
        "Chat:-1",
        "Chat:07",
        "Chat:7.1",
        "Chat:7 ",
        " Chat:7",
        "chat:7",
        "Nothing:7",
        "ChatMessage:7",
        "ChatMessage:7.0",
        "ChatMessage:7.",
        "Chat:9223372036854775808",
        "Chat:7\n",
        "Chat:٧",
        ":7",
        ""
      })
  void everythingElseIsNoId(String decoded) {
    assertThat(GlobalId.parse(base64(decoded))).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "Chat:7", "Q2hhdDo3=", "Q2hhdDo3\n", "Q2hhdDp3", "%%%", "💬"})
  void textThatIsNotItsOneEncodingIsNoId(String text) {
    assertThat(GlobalId.parse(text)).isEqualTo(Optional.empty());
  }

  @Test
  void aHugeTextIsNoId() {
    assertThat(GlobalId.parse("Q".repeat(1_000_000))).isEqualTo(Optional.empty());
  }

  private static String base64(String decoded) {
    return Base64.getEncoder().encodeToString(decoded.getBytes(StandardCharsets.UTF_8));
  }
}
