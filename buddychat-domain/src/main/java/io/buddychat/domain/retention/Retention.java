package io.buddychat.domain.retention;

import io.buddychat.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/// Port: forgets what nobody needs any more, a little at a time. Each call is a transaction of its
/// own and takes a bounded number of statements.
public interface Retention {

  /// Lets a few logs forget their oldest entries: of each, the longest beginning all of which is
  /// older than a moment. Only the log's horizon rises
  /// ([io.buddychat.domain.inbox.Inboxes.Bounds]); nothing else that anybody can see changes.
  ///
  /// @param before what happened at this moment or later stays, and so does all that came after it
  /// @param after the last owner whose log was looked at; empty to begin
  /// @param owners at how many logs to look, at most
  /// @param entries how many entries each of them may forget
  Step forgetEntries(Instant before, Optional<UserId> after, int owners, int entries);

  /// What came of a step.
  ///
  /// @param last the last owner whose log was looked at; empty when there was none left
  /// @param more whether one of these logs may have more to forget
  record Step(Optional<UserId> last, boolean more) {}

  /// Forgets under which ids messages were sent before this moment.
  ///
  /// @return how many it forgot, at most `most`
  int forgetSendKeys(Instant before, int most);

  /// Forgets sessions that would have expired before this moment if they had not been ended, with
  /// all their refresh tokens.
  ///
  /// @return how many it forgot, at most `most`
  int forgetSessions(Instant before, int most);
}
