package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.buddychat.domain.core.BuddyChatException;
import io.buddychat.domain.core.Failure;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.Snapshot;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Checks that something is refused, and how.
final class Refusals {

  private Refusals() {}

  /// Expects a refusal of this kind.
  static <F extends Failure> F refused(Class<F> kind, ThrowingCallable action) {
    Throwable thrown = catchThrowable(action);
    assertThat(thrown).as("a refusal").isInstanceOf(BuddyChatException.class);
    Failure failure = ((BuddyChatException) thrown).failure();
    assertThat(failure).isInstanceOf(kind);
    assertThat(failure.message()).as("one clear sentence").matches("[A-Z].*\\.");
    return kind.cast(failure);
  }

  /// Expects a refusal of this kind after which everybody sees exactly what they saw before.
  static <F extends Failure> F refusedInVain(Scene scene, Class<F> kind, ThrowingCallable action) {
    Snapshot before = scene.everything();
    F failure = refused(kind, action);
    assertThat(scene.everything()).isEqualTo(before);
    return failure;
  }

  /// Expects a refusal for a value that breaks its rule, with a sentence of its own.
  static void invalid(String field, ThrowingCallable action) {
    assertThat(refused(Failure.InvalidInput.class, action).field()).isEqualTo(field);
  }

  /// Expects a refusal for a value that somebody else has.
  static void conflict(String field, ThrowingCallable action) {
    assertThat(refused(Failure.Conflict.class, action).field()).contains(field);
  }
}
