package io.buddychat.domain.inbox;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;

/// What a follower is handed out for what is in a log.
///
/// @param <T> the items
/// @param opening makes the first item, of the cursor the following begins at
/// @param entries makes an item of each of these entries, in their order, looking up what they tell
///   of
/// @param checkpoint makes the item that tells how far the log has been read, if there is such an
///   item; see [Checkpoints]
public record Rendering<T>(
    LongFunction<T> opening,
    Function<List<Entry>, List<T>> entries,
    Optional<LongFunction<T>> checkpoint) {

  /// Without checkpoints.
  public static <T> Rendering<T> of(
      LongFunction<T> opening, Function<List<Entry>, List<T>> entries) {
    return new Rendering<>(opening, entries, Optional.empty());
  }

  public Rendering<T> withCheckpoints(LongFunction<T> newCheckpoint) {
    return new Rendering<>(opening, entries, Optional.of(newCheckpoint));
  }
}
