package io.buddychat.testkit.bench;

import java.time.Duration;
import java.util.List;

/// One of those who take turns.
interface Contestant extends AutoCloseable {

  String name();

  List<? extends Sender> senders();

  /// The time for which processors have worked for it until now, as far as that is known.
  Duration cpu();

  /// How many messages its database holds, each counted once for each person who must have it.
  long held();

  /// How many people have a copy of each message.
  int copies();

  @Override
  void close();
}
