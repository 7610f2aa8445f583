package io.buddychat.domain.peer;

import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.UserId;
import java.util.Set;

/// Port: the other processes that serve the same store, and the hints they give each other.
///
/// Telling returns at once, and only what is durable is told. It may be lost, but whoever missed
/// something is told in the end that [it may be anything][Listener#anything].
public interface Peers {

  /// Tells the others that these people's logs may have grown.
  void tellOfNews(Set<UserId> owners);

  /// Tells the others that these sessions may have ended.
  void tellOfEnds(Set<SessionId> sessions);

  /// Begins to hear the others. To be called once.
  void listen(Listener listener);

  /// Is given the hints of the others, one after another of each kind.
  interface Listener {

    /// These people's logs may have grown. Returns quickly.
    void news(Set<UserId> owners);

    /// These sessions may have ended. It asks the store, and may fail.
    void ends(Set<SessionId> sessions);

    /// Hints may have been missed; also told every so often without a reason. It asks the store,
    /// and may fail.
    void anything();
  }

  /// There are no others.
  static Peers none() {
    return new Peers() {
      @Override
      public void tellOfNews(Set<UserId> owners) {}

      @Override
      public void tellOfEnds(Set<SessionId> sessions) {}

      @Override
      public void listen(Listener listener) {}
    };
  }
}
