package io.buddychat.testkit.client;

/// What a session is carried by. Whoever keeps the newest one, safely, can [go on with the
/// session][BuddyChatClient#resume] in another program.
///
/// @param token shown with each request, for a short time
/// @param refreshToken good for one new pair of tokens, once
public record Tokens(String token, String refreshToken) {

  /// They are secret, so they are not printed.
  @Override
  public String toString() {
    return "Tokens[secret]";
  }
}
