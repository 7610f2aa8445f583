package io.buddychat.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.buddychat.domain.conversation.Changes;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.Scene;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the in-memory store refuses because it would be a mistake of ours. A database need not.
class MemoryTest {

  private final InMemoryStore store = new InMemoryStore();
  private final Scene scene = Scene.on(store);

  @Test
  void nothingIsWrittenOrLockedOutsideOfAUnitOfWork() {
    UserId alice = scene.alice().id();
    List<Runnable> attempts =
        List.of(
            () -> store.users().setPasswordHash(alice, "hash"),
            () -> store.users().lockCredentials(alice),
            () -> store.users().update(scene.alice().profile()),
            () -> store.sessions().present("hash"),
            () -> store.sessions().end(scene.alice().session(), scene.now()),
            () -> store.conversations().load(List.of()),
            () -> store.conversations().lockMailboxes(List.of(alice)),
            () -> store.conversations().loadAll(alice),
            () -> store.conversations().companions(alice),
            () -> store.conversations().pair(alice, alice),
            () -> store.conversations().destroyMailbox(alice));
    for (Runnable attempt : attempts) {
      assertThatIllegalStateException().isThrownBy(attempt::run);
    }
  }

  @Test
  void aLogWithAHoleIsNotWritten() {
    UserId alice = scene.alice().id();
    Changes hole =
        new Changes.Builder(Map.of(alice, 5L), scene.now(), Optional.empty())
            .log(alice, new Event.OfUser(Operation.USER_UPDATED, alice))
            .build();
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                store
                    .unitOfWork()
                    .execute(
                        () -> {
                          store.conversations().write(hole);
                          return true;
                        }));
    assertThat(scene.alice().head()).isZero();
    assertThat(scene.alice().log()).isEmpty();
  }

  @Test
  void aKeyIsTakenOnce() {
    Memory memory = new Memory();
    memory.execute(
        () -> {
          memory.takenNames.insert("name", new UserId(1));
          return true;
        });
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                memory.execute(
                    () -> {
                      memory.takenNames.remove("other");
                      memory.takenNames.insert("name", new UserId(2));
                      return true;
                    }));
    assertThat(memory.takenNames.get("name")).isEqualTo(new UserId(1));
  }

  @Test
  void rollingBackRestoresWhatWasChangedAddedAndRemoved() {
    Memory memory = new Memory();
    memory.execute(
        () -> {
          memory.takenNames.insert("changed", new UserId(1));
          memory.takenNames.insert("removed", new UserId(2));
          return true;
        });
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                memory.execute(
                    () -> {
                      memory.takenNames.put("changed", new UserId(9));
                      memory.takenNames.remove("removed");
                      memory.takenNames.insert("added", new UserId(3));
                      assertThat(memory.takenNames.rows()).containsOnlyKeys("changed", "added");
                      throw new IllegalStateException("on purpose");
                    }));
    Map<String, UserId> before = Map.of("changed", new UserId(1), "removed", new UserId(2));
    assertThat(memory.takenNames.rows()).isEqualTo(before);
    assertThat(memory.<Map<String, UserId>>execute(() -> Map.copyOf(memory.takenNames.rows())))
        .as("the next transaction begins with it")
        .isEqualTo(before);
  }
}
