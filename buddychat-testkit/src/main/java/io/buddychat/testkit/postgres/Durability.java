package io.buddychat.testkit.postgres;

import java.util.Map;

/// What a server still knows after the power was cut.
///
/// The names are meant to be read in a benchmark's first line: figures of the one kind say nothing
/// about the other.
public enum Durability {
  /// A commit that was answered is on the disk: `fsync`, `synchronous_commit` and
  /// `full_page_writes` are on, as in production.
  SURVIVES_POWER_CUT,

  /// Commits are answered before they reach the disk, or the data lie in memory altogether; even a
  /// killed server may lose the last of them. For tests of rules only, which look at answers and
  /// never at what a crash leaves.
  FORGETS_ON_CRASH;

  Map<String, String> settings() {
    return switch (this) {
      case SURVIVES_POWER_CUT ->
          Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");
      case FORGETS_ON_CRASH ->
          Map.of(
              "fsync", "off",
              "synchronous_commit", "off",
              "full_page_writes", "off",
              "max_wal_size", "128MB");
    };
  }
}
