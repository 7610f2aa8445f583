package io.buddychat.testkit.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// Where a [BuddyChatClient] is tried, and what its contracts do again and again.
public interface ClientAtWork {

  String PASSWORD = "Correct-Horse-7";

  /// How long a server's tokens are good, as it comes.
  Duration TOKEN_LIFETIME = Duration.ofMinutes(50);

  /// Soon again: a test waits for nothing that it need not.
  Pace PACE = new Pace(Duration.ofMillis(1), Duration.ofMillis(50), Duration.ofSeconds(20), 5);

  /// Sockets to a server on which nobody has an account yet.
  Sockets sockets();

  /// The way to the same server that is tried.
  Transport transport();

  /// Lets the server's clock go on.
  void advance(Duration time);

  static NewUser newUser(String username) {
    CRC32 digits = new CRC32();
    digits.update(username.getBytes(StandardCharsets.UTF_8));
    return new NewUser(
        username,
        username + "@example.org",
        PASSWORD,
        "Ann",
        "Example",
        "49",
        String.valueOf(1_000_000_000L + digits.getValue()));
  }

  /// Signs somebody up, and in.
  default BuddyChatClient joins(String username) {
    return joins(username, transport());
  }

  static BuddyChatClient joins(String username, Transport transport) {
    BuddyChatClient client = BuddyChatClient.in(transport, PACE);
    client.signUp(newUser(username));
    return client.login(username, PASSWORD);
  }

  /// The next things that are said.
  static Stream<String> said(Inbox inbox, int messages) {
    return Stream.generate(inbox::take)
        .filter(event -> event.operation() == Operation.CHAT_MESSAGE_CREATED)
        .limit(messages)
        .map(event -> ((Subject.MessageChanged) event.subject()).copy().orElseThrow().content());
  }

  static List<String> texts(int from, int to) {
    return IntStream.range(from, to).mapToObj(number -> "text " + number).toList();
  }
}
