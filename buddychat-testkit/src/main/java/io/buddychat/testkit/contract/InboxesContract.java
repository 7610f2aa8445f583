package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Inboxes;
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Reading a log from a cursor on. What is written into it is in [LogContract].
public interface InboxesContract extends FreshStore {

  private List<Long> numbers(Person owner, long after, int limit) {
    return store().inboxes().read(owner.id(), after, limit).stream().map(Entry::seq).toList();
  }

  @Test
  default void aNewPersonHasAnEmptyLog() {
    Person alice = Scene.on(store()).alice();
    assertThat(store().inboxes().bounds(alice.id())).isEqualTo(new Inboxes.Bounds(0, 0));
    assertThat(store().inboxes().read(alice.id(), 0, 10)).isEmpty();
  }

  @Test
  default void whoHasNoMailboxHasAnEmptyLog() {
    UserId nobody = new UserId(Long.MAX_VALUE);
    assertThat(store().inboxes().bounds(nobody)).isEqualTo(new Inboxes.Bounds(0, 0));
    assertThat(store().inboxes().read(nobody, 0, 10)).isEmpty();
  }

  @Test
  default void entriesAreReadInOrderAfterTheCursorUpToTheLimit() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    CopyId chat = alice.chatWith(boris);
    for (int i = 0; i < 3; i++) {
      boris.sends(boris.chatWith(alice), "Received: two entries " + i);
      alice.sends(chat, "Sent: one entry " + i);
    }
    assertThat(store().inboxes().bounds(alice.id())).isEqualTo(new Inboxes.Bounds(0, 10));
    for (int after = 0; after <= 11; after++) {
      for (int limit = 0; limit <= 11; limit++) {
        List<Long> expected = new ArrayList<>();
        for (long seq = after + 1L; seq <= Math.min(10, after + limit); seq++) {
          expected.add(seq);
        }
        assertThat(numbers(alice, after, limit))
            .as("%s after %s", limit, after)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  default void aLogIsItsOwnersOnly() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    alice.sends(alice.chatWith(boris), "Hello");
    alice.sends(alice.chatWith(alice), "Note");
    assertThat(alice.log()).isNotEmpty().allMatch(entry -> entry.owner().equals(alice.id()));
    assertThat(boris.log()).isNotEmpty().allMatch(entry -> entry.owner().equals(boris.id()));
    assertThat(scene.clara().log()).isEmpty();
  }

  @Test
  default void theHeadsOfManyLogsAreReadAtOnce() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    Person clara = scene.clara();
    alice.sends(alice.chatWith(boris), "Hello");
    assertThat(store().inboxes().heads(List.of(alice.id(), clara.id())))
        .isEqualTo(Map.of(alice.id(), alice.head(), clara.id(), 0L));
    assertThat(store().inboxes().heads(List.of(boris.id(), new UserId(Long.MAX_VALUE))))
        .containsEntry(boris.id(), boris.head());
    assertThat(store().inboxes().heads(List.of())).isEmpty();
  }

  @Test
  default void readingChangesNothing() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    alice.sends(alice.chatWith(alice), "Note");
    assertThat(alice.log()).isEqualTo(alice.log());
    assertThat(store().inboxes().bounds(alice.id())).isEqualTo(new Inboxes.Bounds(0, alice.head()));
  }
}
