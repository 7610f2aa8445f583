package io.buddychat.testkit.bench;

import java.time.Duration;

/// One of those who take turns.
interface Contestant extends AutoCloseable {

  String name();

  /// Works for this long.
  Turn turn(Duration time);

  /// How many messages were answered and are not there, or are there and were not answered; asked
  /// once, after the last turn.
  long missing();

  @Override
  void close();
}
