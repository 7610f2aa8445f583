package io.buddychat.domain.conversation;

/// Who may find a group and come into it unasked.
///
/// @implNote Stores keep [#code]; a code is never given to another one.
public enum Visibility {
  /// Only its members know of it; admins make others members.
  PRIVATE(1),
  /// Everybody finds it and may join.
  PUBLIC(2);

  private final int code;

  Visibility(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  public static Visibility ofCode(int code) {
    return values()[code - 1];
  }
}
