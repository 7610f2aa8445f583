package io.buddychat.domain.inbox;

import io.buddychat.domain.user.UserId;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What has been handed over for one follower of a log and not been taken yet, and whether there
/// may be more in the log than that.
///
/// It never loses an entry, because it holds none that is not in the log: whatever it drops, and
/// whatever does not fit together, only makes the follower read.
///
/// ## Whether what else a hand-over tells still stands
///
/// A commit can tell what it wrote beside the entries: the text of a message. By the time that is
/// taken, the message may have been edited or unsent. Every such change writes an entry into this
/// log too, so it stands as long as nothing has come behind it but arrivals of other messages, one
/// after another without a hole. Otherwise the hand-over gives its entries and nothing else.
final class Arrivals {

  /// How many hand-overs may wait. There are several only while their follower waits for a turn:
  /// who has not asked for anything lets none wait, see [#nothingIsAskedFor]. All who are told by a
  /// commit share one. To read instead costs many times as much, and more so the more there is to
  /// do: so it is better that a few too many wait.
  private static final int MOST = 128;

  private static final Set<Operation> ARRIVING =
      Collections.unmodifiableSet(
          EnumSet.of(
              Operation.CHAT_MESSAGE_CREATED,
              Operation.GROUP_MESSAGE_CREATED,
              Operation.NOTIFICATION_CREATED));

  private final UserId owner;

  // Guarded by this.
  private final Deque<HandOver> unopened = new ArrayDeque<>(1);
  private final Deque<Part> waiting = new ArrayDeque<>(1);
  private boolean behind = true;

  /// How many of those that wait, counted from the last, have nothing behind them but arrivals.
  private int standing;

  /// @param owner whose log it is
  Arrivals(UserId owner) {
    this.owner = owner;
  }

  /// Consecutive entries of the log.
  ///
  /// @param source the hand-over that brought them, while what it tells beside them still stands
  record Part(List<Entry> entries, Optional<HandOver> source) {

    private long first() {
      return entries.get(0).seq();
    }

    private long last() {
      return entries.get(entries.size() - 1).seq();
    }

    private boolean onlyArrives() {
      for (Entry entry : entries) {
        if (!ARRIVING.contains(entry.event().operation())) {
          return false;
        }
      }
      return true;
    }

    private Part after(long cursor) {
      return cursor < first()
          ? this
          : new Part(entries.subList((int) (cursor - first() + 1), entries.size()), source);
    }

    private Part entriesAlone() {
      return new Part(entries, Optional.empty());
    }
  }

  /// Whoever hands over has more to do; what is in it for this log is looked for by who takes it.
  synchronized void add(HandOver news) {
    if (unopened.size() + waiting.size() >= MOST) {
      mayHaveMissed();
    } else {
      unopened.add(news);
    }
  }

  /// There may be something in the log that was not handed over.
  synchronized void mayHaveMissed() {
    unopened.clear();
    waiting.clear();
    standing = 0;
    behind = true;
  }

  /// Nothing is wanted at present. What waits would grow old; it is read when it is wanted.
  synchronized void nothingIsAskedFor() {
    if (!unopened.isEmpty() || !waiting.isEmpty()) {
      mayHaveMissed();
    }
  }

  /// Whether the log is to be read. It is asked before reading: what comes meanwhile counts anew.
  synchronized boolean mustRead() {
    boolean must = behind;
    behind = false;
    return must;
  }

  /// What comes exactly next behind this cursor. It waits on: whoever takes only some of it finds
  /// the rest behind their new cursor.
  synchronized Optional<Part> after(long cursor) {
    open();
    while (!waiting.isEmpty() && waiting.getFirst().last() <= cursor) {
      waiting.removeFirst();
      standing = Math.min(standing, waiting.size());
    }
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    Part next = waiting.getFirst();
    if (next.first() > cursor + 1) {
      mayHaveMissed();
      return Optional.empty();
    }
    Part rest = next.after(cursor);
    return Optional.of(stillStands() ? rest : rest.entriesAlone());
  }

  private void open() {
    while (!unopened.isEmpty()) {
      HandOver news = unopened.remove();
      List<Entry> entries = news.entries(owner);
      if (!entries.isEmpty()) {
        add(new Part(entries, Optional.of(news)));
      }
    }
  }

  private void add(Part part) {
    boolean follows = !waiting.isEmpty() && waiting.getLast().last() + 1 == part.first();
    standing = follows && part.onlyArrives() ? standing + 1 : 1;
    waiting.add(part);
  }

  /// Of the first one.
  private boolean stillStands() {
    return standing == waiting.size();
  }
}
