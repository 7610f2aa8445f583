package io.buddychat.domain.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.buddychat.domain.core.BuddyChatException;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A log that forgets its beginning just when a page of it is read.
class ReadInboxTest {

  private static final UserId OWNER = new UserId(1);

  /// It was whole when it told how far it reaches, and begins with the third entry when it is read.
  private static final Inboxes FORGETTING =
      new Inboxes() {
        @Override
        public List<Entry> read(UserId owner, long after, int limit) {
          return List.of(
              new Entry(
                  owner,
                  3,
                  Instant.EPOCH,
                  Optional.empty(),
                  new Event.OfUser(Operation.USER_UPDATED, owner)));
        }

        @Override
        public Bounds bounds(UserId owner) {
          return new Bounds(0, 3);
        }
      };

  private final ReadInbox inbox = new ReadInbox(FORGETTING);

  @Test
  void aPageNeverBeginsWithAHole() {
    assertThatThrownBy(() -> inbox.page(OWNER, Optional.of(1L), 20))
        .isInstanceOfSatisfying(
            BuddyChatException.class,
            refusal -> assertThat(refusal.failure()).isInstanceOf(Failure.ResyncRequired.class));
  }

  @Test
  void whoHasNoCursorBeginsWithTheOldestThatIsLeft() {
    assertThat(inbox.page(OWNER, Optional.empty(), 20).items())
        .extracting(Entry::seq)
        .containsExactly(3L);
  }

  @Test
  void whatWasForgottenBeforeTheCursorIsNotMissed() {
    assertThat(inbox.page(OWNER, Optional.of(2L), 20).items()).hasSize(1);
  }
}
