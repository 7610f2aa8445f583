package io.buddychat.persistence;

import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.UserId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What is to be said to the other nodes the next time: each owner and each session once, however
/// many commits concerned them. It is bounded: instead of too much, it says that it may be
/// anything.
///
/// May be used by many threads.
final class PendingHints {

  /// PostgreSQL takes notifications of less than 8,000 bytes.
  static final int LONGEST = 7_900;

  /// How many owners and sessions are named; some 500 fit into a notification.
  static final int MOST = 4_000;

  // Guarded by this.
  private final Set<String> words = new LinkedHashSet<>();
  private boolean anything;

  synchronized void news(Set<UserId> owners) {
    for (UserId owner : owners) {
      add(PeerMessage.inboxOf(owner));
    }
  }

  synchronized void ends(Set<SessionId> sessions) {
    for (SessionId session : sessions) {
      add(PeerMessage.endOf(session));
    }
  }

  synchronized void anything() {
    anything = true;
    words.clear();
  }

  private void add(String word) {
    if (!anything) {
      words.add(word);
      if (words.size() > MOST) {
        anything();
      }
    }
  }

  /// The texts of as few notifications as can say it; none if there is nothing to say.
  synchronized List<String> take() {
    if (anything) {
      anything = false;
      return List.of(PeerMessage.ANYTHING);
    }
    List<String> texts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (String word : words) {
      if (text.length() + 1 + word.length() > LONGEST) {
        texts.add(text.toString());
        text.setLength(0);
      }
      if (text.length() > 0) {
        text.append(' ');
      }
      text.append(word);
    }
    if (text.length() > 0) {
      texts.add(text.toString());
    }
    words.clear();
    return texts;
  }
}
