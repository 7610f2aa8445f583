package io.buddychat.domain.inbox;

import io.buddychat.domain.user.UserId;
import java.util.List;
import java.util.Set;

/// What one commit wrote into logs, handed to those who follow them so that they need not read it.
///
/// It exists only once the commit is durable, and repeats what the logs say to the letter. It may
/// come late, out of order or not at all: who follows a log takes from it what comes exactly next,
/// and reads the log for everything else.
///
/// May be used by many threads.
public interface HandOver {

  /// Whose logs the commit wrote into.
  Set<UserId> owners();

  /// The entries it wrote into this log, in order and without holes; none for anybody else.
  List<Entry> entries(UserId owner);
}
