package io.buddychat.domain.inbox;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongFunction;

/// What a follower is handed out for what is in a log.
///
/// @param <T> the items
/// @param opening makes the first item, of the cursor the following begins at
/// @param entries makes an item of each of these entries, in their order, looking up what they tell
///   of. It is also given the hand-over that brought them, if one did and what it tells beside them
///   still stands
/// @param checkpoint makes the item that tells how far the log has been read, if there is such an
///   item; see [Checkpoints]
public record Rendering<T>(
    LongFunction<T> opening,
    BiFunction<List<Entry>, Optional<HandOver>, List<T>> entries,
    Optional<LongFunction<T>> checkpoint) {

  /// Without checkpoints.
  public static <T> Rendering<T> of(
      LongFunction<T> opening, BiFunction<List<Entry>, Optional<HandOver>, List<T>> entries) {
    return new Rendering<>(opening, entries, Optional.empty());
  }

  /// Without checkpoints, and without a use for hand-overs.
  public static <T> Rendering<T> of(
      LongFunction<T> opening, Function<List<Entry>, List<T>> entries) {
    return of(opening, (some, source) -> entries.apply(some));
  }

  public Rendering<T> withCheckpoints(LongFunction<T> newCheckpoint) {
    return new Rendering<>(opening, entries, Optional.of(newCheckpoint));
  }
}
