package io.buddychat.server;

/// Who asks, as seen from what is asked for.
///
/// It all belongs to Alice: she owns the copies, sent the messages and is the admin who created the
/// group. Boris is the other side of the chat and a plain member of the group. Clara was a member
/// and has left. David has never met any of them but Clara. The last has no token.
enum Asker {
  OWNER("alice"),
  MEMBER("boris"),
  FORMER("clara"),
  STRANGER("david"),
  ANONYMOUS("");

  private final String username;

  Asker(String username) {
    this.username = username;
  }

  /// Empty for who has no account.
  String username() {
    return username;
  }
}
