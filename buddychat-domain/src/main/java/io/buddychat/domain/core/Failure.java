package io.buddychat.domain.core;

import java.time.Duration;
import java.util.Optional;

/// Why a request was refused, as data. Every refusal a client can meet is one of these kinds.
///
/// A refusal changes nothing. Its message is one clear sentence that may be shown to the person who
/// asked: it never tells of things that are not theirs.
public sealed interface Failure {

  /// One sentence for the person who asked.
  String message();

  /// The refusal as an exception, to be thrown out of a transaction.
  default BuddyChatException asException() {
    return new BuddyChatException(this);
  }

  /// Nobody is signed in, or the proof of it is no longer good.
  record Unauthenticated(String message) implements Failure {}

  /// The thing is visible to the person, but this is not theirs to do.
  record Forbidden(String message) implements Failure {}

  /// There is no such thing, or it is not this person's to see: the answer is the same.
  record NotFound(String message) implements Failure {}

  /// A value breaks its rule. `field` is the argument's name as clients write it.
  record InvalidInput(String field, String message) implements Failure {}

  /// More came in than is taken. `field` is the argument's name as clients write it.
  record TooLarge(String field, String message) implements Failure {}

  /// The value is fine, but what is already there speaks against it. `field` names the argument
  /// where one is to blame.
  record Conflict(String message, Optional<String> field) implements Failure {

    public Conflict(String message) {
      this(message, Optional.empty());
    }

    public Conflict(String field, String message) {
      this(message, Optional.of(field));
    }
  }

  /// Too much at once. Trying again after `retryAfter` may succeed.
  record RateLimited(String message, Duration retryAfter) implements Failure {}

  /// The log no longer reaches back to the given cursor: read the state anew, then go on from
  /// there.
  record ResyncRequired(String message) implements Failure {}

  /// The one answer for what does not exist, is malformed, is of another type, or belongs to
  /// somebody else. `noun` says what was asked for, as in "chat".
  static NotFound notFound(String noun) {
    return new NotFound("There is no " + noun + " with this id.");
  }
}
