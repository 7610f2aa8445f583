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
class KnownRoomsTest {

  private final KnownRooms known = new KnownRooms(3);

  private void learn(long first, long last) {
    learn(1, first, last);
  }

  private void learn(long conversation, long first, long last) {
    List<Copy> copies =
        LongStream.rangeClosed(first, last).mapToObj(id -> copy(conversation, id)).toList();
    known.learn(
        new Room(
            new Conversation(
                new ConversationId(conversation),
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

  private static Copy copy(long conversation, long id) {
    return new Copy(
        new CopyId(id),
        new ConversationId(conversation),
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
    assertThat(known.size(new CopyId(7))).isEqualTo(1);
    assertThat(known.isLarge(new CopyId(7))).isFalse();
  }

  @Test
  void whoeverHasACopyOfALargeConversationIsKnownByIt() {
    learn(1, 4);
    assertThat(LongStream.rangeClosed(1, 4)).allMatch(id -> known.size(new CopyId(id)) == 4);
    assertThat(known.isLarge(new CopyId(5))).isFalse();
  }

  @Test
  void smallOnesAreKnownAsWell() {
    learn(1, 3);
    assertThat(known.size(new CopyId(1))).isEqualTo(3);
    assertThat(known.isLarge(new CopyId(1))).isFalse();
  }

  @Test
  void copiesOfOneConversationAreKnownToBeThat() {
    learn(7, 1, 2);
    learn(8, 3, 12);
    assertThat(known.areOfOne(new CopyId(1), new CopyId(2))).isTrue();
    assertThat(known.areOfOne(new CopyId(3), new CopyId(12))).isTrue();
    assertThat(known.areOfOne(new CopyId(2), new CopyId(3))).isFalse();
  }

  @Test
  void ofWhatIsNotKnownOnlyTheCopyItselfIsOfOne() {
    learn(7, 1, 2);
    assertThat(known.areOfOne(new CopyId(1), new CopyId(5))).isFalse();
    assertThat(known.areOfOne(new CopyId(5), new CopyId(6))).isFalse();
    assertThat(known.areOfOne(new CopyId(5), new CopyId(5))).isTrue();
  }

  @Test
  void theNewestSizeCounts() {
    learn(1, 9);
    learn(1, 5);
    assertThat(known.size(new CopyId(1))).isEqualTo(5);
    learn(1, 2);
    assertThat(known.isLarge(new CopyId(1))).isFalse();
  }

  @Test
  void aPlaceThatSomebodyElseHasTakenSaysNothingOfTheOneBefore() {
    learn(1, 9);
    // More than there are places.
    learn(100, 200_000);
    assertThat(known.size(new CopyId(1))).isEqualTo(1);
    assertThat(known.size(new CopyId(200_000))).isEqualTo(199_901);
  }
}
