package io.buddychat.domain.conversation;

import io.buddychat.domain.core.CopyId;
import java.util.concurrent.atomic.AtomicLongArray;

/// What is known of conversations since they were last loaded, by the id of any copy: how many
/// copies there are, and which other copies are of the same conversation.
///
/// It is a memory of limited size: what has not been loaded lately may be forgotten, as another
/// conversation has taken the place, and once in a long while two conversations are taken for the
/// same. So it is good for deciding what is done when, and for nothing that must be right.
final class KnownRooms {

  private static final int PLACE_BITS = 14;

  /// In a place, the lowest bits are the size, the next ones tell which conversation it is, and the
  /// others whose copy.
  private static final int SIZE_BITS = 20;

  private static final int CONVERSATION_BITS = 16;
  private static final long MOST = (1L << SIZE_BITS) - 1;
  private static final long WHOSE = -1L << (SIZE_BITS + CONVERSATION_BITS);

  private final int small;
  private final AtomicLongArray places = new AtomicLongArray(1 << PLACE_BITS);

  /// @param small the largest size that is not large
  KnownRooms(int small) {
    this.small = small;
  }

  /// The size of the conversation that this is a copy of, up to a million; 1 when nothing is known.
  int size(CopyId copy) {
    long found = found(copy);
    return found == 0 ? 1 : (int) (found & MOST);
  }

  boolean isLarge(CopyId copy) {
    return size(copy) > small;
  }

  /// Whether both are known to be copies of one conversation.
  boolean areOfOne(CopyId one, CopyId other) {
    if (one.equals(other)) {
      return true;
    }
    long first = found(one);
    long second = found(other);
    return first != 0 && second != 0 && conversation(first) == conversation(second);
  }

  /// All who own a copy are known by it at once: the next to send is mostly somebody else.
  ///
  /// @param room with every copy there is
  void learn(Room room) {
    int size = room.copies().size();
    if (found(room.mine().id()) == 0 || size(room.mine().id()) != size) {
      room.copies().forEach(copy -> remember(copy, size));
    }
  }

  private void remember(Copy copy, int size) {
    long mixed = mixed(copy.id().value());
    long conversation = mixed(copy.conversation().value()) >>> (Long.SIZE - CONVERSATION_BITS);
    places.set(place(mixed), whose(mixed) | conversation << SIZE_BITS | Math.min(size, MOST));
  }

  /// What is remembered of this copy; 0 if nothing is.
  private long found(CopyId copy) {
    long mixed = mixed(copy.value());
    long found = places.get(place(mixed));
    return (found & WHOSE) == whose(mixed) ? found : 0;
  }

  /// What the place does not tell already.
  private static long whose(long mixed) {
    return mixed << PLACE_BITS & WHOSE;
  }

  private static long conversation(long found) {
    return found >>> SIZE_BITS & ((1L << CONVERSATION_BITS) - 1);
  }

  /// Ids that follow each other are spread over all places.
  private static long mixed(long id) {
    return id * 0x9E3779B97F4A7C15L;
  }

  private static int place(long mixed) {
    return (int) (mixed >>> (Long.SIZE - PLACE_BITS));
  }
}
