package io.buddychat.domain.conversation;

import io.buddychat.domain.core.Failure;

/// What a newcomer to a group finds of what was said before: the newest messages that somebody
/// still holds, so many at most.
///
/// ## Why it is bounded
///
/// They are given in the transaction in which the newcomer comes, while the group is locked. A
/// thousand copies is what a message to the largest group writes in one transaction, so nothing
/// waits longer for a newcomer than for a message.
///
/// @param newest how many; [#EVERYTHING] has more than are ever given
public record Welcome(int newest) {

  /// How many messages are given at most, also as [#EVERYTHING].
  public static final int MOST = 1000;

  private static final int LARGEST_CHOICE = 100;

  /// The copy starts empty.
  public static final Welcome NOTHING = new Welcome(0);

  /// All that there is, as far as one transaction can bear it.
  public static final Welcome EVERYTHING = new Welcome(Integer.MAX_VALUE);

  /// The newest few.
  ///
  /// @param count 1 to 100
  public static Welcome newest(int count) {
    if (count < 1 || count > LARGEST_CHOICE) {
      throw new Failure.InvalidInput(
              "historyCount", "Newcomers can be given 1 to " + LARGEST_CHOICE + " messages.")
          .asException();
    }
    return new Welcome(count);
  }

  /// How many messages are looked for.
  public int limit() {
    return Math.min(newest, MOST);
  }
}
