package io.buddychat.persistence;

import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.UserId;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one node says to the others in one notification: words with spaces between them.
///
/// `+` says that the node is there, `-` that it goes, `*` that anything may have happened; `i` and
/// a number that the inbox of this owner may have grown, `s` and a number that this session may
/// have ended. What is none of these is passed over: another version may say more, and anybody who
/// has a login can say anything.
record PeerMessage(
    boolean here, boolean gone, boolean anything, Set<UserId> owners, Set<SessionId> sessions) {

  static final String HERE = "+";
  static final String GONE = "-";
  static final String ANYTHING = "*";

  /// As short as digits and letters allow.
  private static final int RADIX = 36;

  static String inboxOf(UserId owner) {
    return "i" + Long.toString(owner.value(), RADIX);
  }

  static String endOf(SessionId session) {
    return "s" + Long.toString(session.value(), RADIX);
  }

  static PeerMessage parse(String text) {
    boolean here = false;
    boolean gone = false;
    boolean anything = false;
    Set<UserId> owners = new HashSet<>();
    Set<SessionId> sessions = new HashSet<>();
    for (String word : text.split(" ", -1)) {
      Long number = number(word);
      if (word.equals(HERE)) {
        here = true;
      } else if (word.equals(GONE)) {
        gone = true;
      } else if (word.equals(ANYTHING)) {
        anything = true;
      } else if (number != null && word.startsWith("i")) {
        owners.add(new UserId(number));
      } else if (number != null && word.startsWith("s")) {
        sessions.add(new SessionId(number));
      }
    }
    return new PeerMessage(here, gone, anything, owners, sessions);
  }

  private static @Nullable Long number(String word) {
    try {
      return word.isEmpty() ? null : Long.valueOf(word.substring(1), RADIX);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
