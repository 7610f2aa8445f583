package io.buddychat.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// A memory in which up to three copies are few.
class KnownSizesTest {

  private final KnownSizes sizes = new KnownSizes(3);

  private void learn(long first, long last) {
    List<Copy> copies = LongStream.rangeClosed(first, last).mapToObj(this::copy).toList();
    sizes.learn(
        new Room(
            new Conversation(
                new ConversationId(1),
                Conversation.Kind.GROUP,
                0,
                Instant.EPOCH,
                Instant.EPOCH,
                copies.size(),
                Optional.empty()),
            copies.get(0),
            copies,
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Map.of(),
            List.of(),
            Map.of()));
  }

  private Copy copy(long id) {
    return new Copy(
        new CopyId(id),
        new ConversationId(1),
        new UserId(id),
        Optional.empty(),
        false,
        Instant.EPOCH,
        false,
        0,
        0,
        0);
  }

  @Test
  void whatIsNotKnownIsTakenForSmall() {
    assertThat(sizes.of(new CopyId(7))).isEqualTo(1);
    assertThat(sizes.isLarge(new CopyId(7))).isFalse();
  }

  @Test
  void whoeverHasACopyOfALargeConversationIsKnownByIt() {
    learn(1, 4);
    assertThat(LongStream.rangeClosed(1, 4)).allMatch(id -> sizes.of(new CopyId(id)) == 4);
    assertThat(sizes.isLarge(new CopyId(5))).isFalse();
  }

  @Test
  void smallConversationsTakeNoPlace() {
    learn(1, 3);
    assertThat(sizes.of(new CopyId(1))).isEqualTo(1);
  }

  @Test
  void theNewestSizeCounts() {
    learn(1, 9);
    learn(1, 5);
    assertThat(sizes.of(new CopyId(1))).isEqualTo(5);
    learn(1, 2);
    assertThat(sizes.isLarge(new CopyId(1))).isFalse();
  }

  @Test
  void aPlaceThatSomebodyElseHasTakenSaysNothingOfTheOneBefore() {
    learn(1, 9);
    // More than there are places.
    learn(100, 200_000);
    assertThat(sizes.of(new CopyId(1))).isEqualTo(1);
    assertThat(sizes.of(new CopyId(200_000))).isEqualTo(199_901);
  }
}
