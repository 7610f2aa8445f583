package io.buddychat.testkit.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The feeds of one client, which end with it.
final class Feeds {

  private final Session session;
  private final Transport transport;
  private final Pace pace;
  private final Set<Feed<?>> feeds = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Feeds(Session session, Transport transport, Pace pace) {
    this.session = session;
    this.transport = transport;
    this.pace = pace;
  }

  Inbox inbox(String cursor, InboxFilter filter) {
    return kept(new Inbox(session, transport.sockets(), cursor, filter, pace, feeds::remove));
  }

  <E> Feed<E> feed(String cursor, Feed.View<E> view) {
    return kept(new Feed<>(session, transport.sockets(), cursor, view, pace, feeds::remove));
  }

  private <F extends Feed<?>> F kept(F feed) {
    feeds.add(feed);
    if (closed) {
      feed.close();
    }
    return feed;
  }

  /// Ends each, also what is begun later.
  void close() {
    closed = true;
    feeds.forEach(Feed::close);
  }
}
