package io.buddychat.domain.conversation;

import io.buddychat.domain.core.CopyId;
import java.util.concurrent.atomic.AtomicLongArray;

/// How many copies large conversations had when they were last loaded, by the id of any copy.
///
/// It is a memory of limited size: what has not been loaded lately may be forgotten, as another
/// conversation has taken the place. So it is good for deciding what is done when, and for nothing
/// that must be right.
final class KnownSizes {

  private static final int PLACE_BITS = 14;

  /// In a place, the lowest bits are the size, and the others tell whose it is.
  private static final int SIZE_BITS = 20;

  private static final long MOST = (1L << SIZE_BITS) - 1;

  private final int small;
  private final AtomicLongArray places = new AtomicLongArray(1 << PLACE_BITS);

  /// @param small conversations of up to so many copies are not remembered
  KnownSizes(int small) {
    this.small = small;
  }

  /// The size of the conversation that this is a copy of, up to a million; 1 when nothing is known,
  /// as of most small ones.
  int of(CopyId copy) {
    long mixed = mixed(copy);
    long found = places.get(place(mixed));
    return found != 0 && owner(found) == owner(mixed << SIZE_BITS) ? (int) (found & MOST) : 1;
  }

  boolean isLarge(CopyId copy) {
    return of(copy) > small;
  }

  /// All who own a copy are known by it at once: the next to send is mostly somebody else.
  ///
  /// @param room with every copy there is
  void learn(Room room) {
    int size = room.copies().size();
    int known = of(room.mine().id());
    if (size > small && known != size) {
      room.copies().forEach(copy -> remember(copy.id(), size));
    } else if (size <= small && known > small) {
      remember(room.mine().id(), size);
    }
  }

  private void remember(CopyId copy, int size) {
    long mixed = mixed(copy);
    places.set(place(mixed), mixed << SIZE_BITS | Math.min(size, MOST));
  }

  /// Ids that follow each other are spread over all places.
  private static long mixed(CopyId copy) {
    return copy.value() * 0x9E3779B97F4A7C15L;
  }

  private static int place(long mixed) {
    return (int) (mixed >>> (Long.SIZE - PLACE_BITS));
  }

  private static long owner(long kept) {
    return kept >>> SIZE_BITS;
  }
}
