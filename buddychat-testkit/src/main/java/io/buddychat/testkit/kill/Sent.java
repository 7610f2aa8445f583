package io.buddychat.testkit.kill;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What one person sent in a chat or group, noted outside of the server.
///
/// A message's `clientMessageId` is its text too, so that it is known again wherever it turns up.
final class Sent {

  private static final String UNKNOWN = "";

  /// Per text, under which id the server acknowledged it.
  private final Map<String, String> ids = new ConcurrentHashMap<>();

  /// Noted before it is sent: from here on it may be there.
  void attempted(String text) {
    ids.putIfAbsent(text, UNKNOWN);
  }

  void acknowledged(String text, String id) {
    ids.put(text, id);
  }

  int size() {
    return ids.size();
  }

  /// All that were sent.
  Map<String, String> all() {
    return Map.copyOf(ids);
  }

  static boolean isAcknowledged(String id) {
    return !id.equals(UNKNOWN);
  }
}
