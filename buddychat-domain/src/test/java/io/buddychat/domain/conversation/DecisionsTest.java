package io.buddychat.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Viewer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Decisions about a conversation of three. What becomes of them in a store is in the contracts of
/// the testkit.
class DecisionsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final ConversationId GROUP = new ConversationId(100);
  private static final UserId ANN = new UserId(1);
  private static final UserId BEN = new UserId(2);
  private static final UserId CLEO = new UserId(3);
  private static final Viewer ANN_ASKS = new Viewer(ANN, new SessionId(7));
  private static final Viewer BEN_ASKS = new Viewer(BEN, new SessionId(8));

  private final Conversation conversation =
      new Conversation(
          GROUP,
          Conversation.Kind.GROUP,
          4,
          NOW.minusSeconds(60),
          Instant.EPOCH,
          3,
          Optional.empty());
  private final List<Copy> copies = List.of(copyOf(ANN), copyOf(BEN), copyOf(CLEO));
  private final Map<UserId, Long> heads = Map.of(ANN, 10L, BEN, 20L, CLEO, 30L);

  private static CopyId copyId(UserId owner) {
    return new CopyId(owner.value() * 10);
  }

  private static Copy copyOf(UserId owner) {
    return new Copy(
        copyId(owner), GROUP, owner, Optional.empty(), false, Instant.EPOCH, false, 0, 1, 1);
  }

  private static Message message(long holders, long awaiting) {
    return new Message(
        new MessageId(500),
        GROUP,
        4,
        ANN,
        ANN_ASKS.session(),
        "Hello",
        NOW.minusSeconds(60),
        Optional.empty(),
        holders,
        awaiting,
        Optional.empty());
  }

  private static MessageCopy held(UserId owner) {
    return new MessageCopy(
        new MessageCopyId(copyId(owner), 4),
        owner,
        new MessageId(500),
        !owner.equals(ANN),
        5,
        Optional.empty(),
        Optional.empty());
  }

  private Room room(UserId asking, Optional<Message> message, List<UserId> holders) {
    Map<CopyId, MessageCopy> held = new LinkedHashMap<>();
    holders.forEach(owner -> held.put(copyId(owner), held(owner)));
    return new Room(
        conversation,
        copyOf(asking),
        copies,
        message,
        held,
        Optional.empty(),
        Map.of(),
        List.of(),
        heads);
  }

  private static Context context() {
    return new Context(NOW, new AtomicLong(900)::incrementAndGet, Optional.of(new SessionId(7)));
  }

  private static Map<UserId, List<Operation>> told(Changes changes) {
    return changes.entries().stream()
        .collect(
            Collectors.groupingBy(
                Entry::owner,
                TreeMap::new,
                Collectors.mapping(entry -> entry.event().operation(), Collectors.toList())));
  }

  @Test
  void sendingTouchesOneRowPerOwnerAndOnlyTheSendersCopy() {
    Room room = room(ANN, Optional.empty(), List.of());
    Changes changes =
        new SendMessage(ANN_ASKS, Family.GROUP, copyId(ANN), "Hi", Optional.empty())
            .decide(room, context())
            .changes();
    assertThat(changes.delivered()).extracting(MessageCopy::owner).containsExactly(ANN, BEN, CLEO);
    assertThat(changes.delivered()).extracting(MessageCopy::seq).containsExactly(11L, 21L, 31L);
    assertThat(changes.heads()).isEqualTo(Map.of(ANN, 11L, BEN, 22L, CLEO, 32L));
    assertThat(changes.copies()).extracting(Copy::owner).containsExactly(ANN);
    assertThat(changes.entries()).as("arrivals lie in the copies").isEmpty();
    assertThat(changes.sent()).hasSize(1);
    assertThat(changes.sent().get(0).awaiting()).isEqualTo(2);
  }

  @Test
  void theLogNamesThingsByTheFamily() {
    List<Entry> arrival = held(BEN).arrival(message(3, 2), Conversation.Kind.GROUP);
    assertThat(arrival)
        .extracting(entry -> entry.event().operation())
        .containsExactly(Operation.GROUP_MESSAGE_CREATED, Operation.NOTIFICATION_CREATED);
    assertThat(arrival).extracting(Entry::seq).containsExactly(5L, 6L);
    for (Happening happening : Happening.values()) {
      assertThat(happening.in(Conversation.Kind.PAIR).name()).startsWith("CHAT_");
      assertThat(happening.in(Conversation.Kind.SELF))
          .isEqualTo(happening.in(Conversation.Kind.PAIR));
      assertThat(happening.in(Conversation.Kind.GROUP).name()).startsWith("GROUP_");
    }
  }

  @Test
  void aGroupsMessageIsReadWhenTheLastRecipientHasReadIt() {
    Message sent = message(3, 2);
    Message once = sent.read(NOW);
    assertThat(once.readAt()).isEmpty();
    assertThat(once.read(NOW.plusSeconds(5)).readAt()).contains(NOW.plusSeconds(5));
    assertThat(once.dropped().readAt()).as("letting go is not reading").isEmpty();
  }

  @Test
  void readingIsToldToReaderAndSenderOnly() {
    Room both =
        new Room(
            conversation,
            copyOf(BEN),
            List.of(copyOf(ANN), copyOf(BEN)),
            Optional.of(message(3, 2)),
            new LinkedHashMap<>(Map.of(copyId(ANN), held(ANN), copyId(BEN), held(BEN))),
            Optional.empty(),
            Map.of(),
            List.of(),
            heads);
    Changes changes =
        new ReadMessage(BEN_ASKS, Family.GROUP, held(BEN).id()).decide(both, context()).changes();
    assertThat(told(changes))
        .isEqualTo(
            Map.of(
                ANN, List.of(Operation.GROUP_MESSAGE_READ),
                BEN, List.of(Operation.GROUP_MESSAGE_READ)));
    assertThat(changes.messageCopies()).extracting(MessageCopy::owner).containsExactly(BEN);
  }

  @Test
  void unsendingReachesThoseWhoHoldItAndNobodyElse() {
    Room room = room(ANN, Optional.of(message(2, 1)), List.of(ANN, CLEO));
    Changes changes =
        new UnsendMessage(ANN_ASKS, Family.GROUP, held(ANN).id()).decide(room, context()).changes();
    assertThat(told(changes))
        .isEqualTo(
            Map.of(
                ANN, List.of(Operation.GROUP_MESSAGE_UNSENT),
                CLEO, List.of(Operation.GROUP_MESSAGE_UNSENT, Operation.NOTIFICATION_DELETED)));
    assertThat(changes.dropped()).extracting(MessageCopy::owner).containsExactly(ANN, CLEO);
    assertThat(changes.gone()).containsExactly(new MessageId(500));
    assertThat(changes.copies()).extracting(Copy::owner).containsExactly(CLEO);
  }

  @Test
  void deletingOneOfManyCopiesKeepsTheText() {
    Room own =
        new Room(
            conversation,
            copyOf(BEN),
            List.of(copyOf(BEN)),
            Optional.of(message(3, 2)),
            new LinkedHashMap<>(Map.of(copyId(BEN), held(BEN))),
            Optional.empty(),
            Map.of(),
            List.of(),
            heads);
    Changes changes =
        new DeleteMessage(BEN_ASKS, Family.GROUP, held(BEN).id()).decide(own, context()).changes();
    assertThat(changes.gone()).isEmpty();
    assertThat(changes.messages()).containsExactly(message(2, 2));
    assertThat(told(changes)).containsOnlyKeys(BEN);
  }

  @Test
  void theSameQuestionHasTheSameAnswer() {
    Room room = room(ANN, Optional.of(message(3, 2)), List.of(ANN, BEN, CLEO));
    List<Command<?>> commands =
        List.of(
            new SendMessage(ANN_ASKS, Family.GROUP, copyId(ANN), "Hi", Optional.of("key")),
            new EditMessage(ANN_ASKS, Family.GROUP, held(ANN).id(), "Edited"),
            new UnsendMessage(ANN_ASKS, Family.GROUP, held(ANN).id()),
            new DeleteMessage(ANN_ASKS, Family.GROUP, held(ANN).id()),
            new ClearConversation(ANN_ASKS, Family.GROUP, copyId(ANN)),
            new ArchiveConversation(ANN_ASKS, Family.GROUP, copyId(ANN), true));
    for (Command<?> command : commands) {
      assertThat(command.decide(room, context())).isEqualTo(command.decide(room, context()));
    }
  }

  @Test
  void aCommandLocksNoMoreThanItChanges() {
    MessageCopyId message = held(ANN).id();
    assertThat(
            List.of(
                    new DeleteMessage(ANN_ASKS, Family.GROUP, message),
                    new NoticeMessage(ANN_ASKS, message),
                    new ClearConversation(ANN_ASKS, Family.GROUP, copyId(ANN)),
                    new ArchiveConversation(ANN_ASKS, Family.GROUP, copyId(ANN), true))
                .stream()
                .map(command -> command.scope().reach()))
        .containsOnly(Scope.Reach.OWNER);
    assertThat(new ReadMessage(ANN_ASKS, Family.GROUP, message).scope().reach())
        .isEqualTo(Scope.Reach.OWNER_AND_SENDER);
  }

  @Test
  void nothingIsLoggedForWhoseMailboxIsNotLocked() {
    Changes.Builder changes = new Changes.Builder(Map.of(ANN, 10L), NOW, Optional.empty());
    Event event = new Event.OfUser(Operation.USER_UPDATED, ANN);
    changes.log(ANN, event).log(ANN, event);
    assertThatIllegalStateException().isThrownBy(() -> changes.log(BEN, event));
    assertThat(changes.build().entries()).extracting(Entry::seq).containsExactly(11L, 12L);
    assertThat(changes.build().heads()).isEqualTo(Map.of(ANN, 12L));
    assertThat(Changes.none().isEmpty()).isTrue();
    assertThat(changes.build().isEmpty()).isFalse();
  }

  @Test
  void textsAreHashedByWhatTheySayAndWhatComesWithThem() {
    List<String> digests = new ArrayList<>();
    for (String content : List.of("Hello", "hello", "Hello ", "e\u0301", "\u00E9")) {
      digests.add(Content.digest(content, List.of()));
    }
    for (List<Integer> files : List.of(List.of(1), List.of(1, 2), List.of(2, 1), List.of(12))) {
      digests.add(Content.digest("Hello", ids(files)));
    }
    digests.add(Content.digest("Hello1", List.of()));
    assertThat(digests).doesNotHaveDuplicates();
    assertThat(Content.digest("Hello", List.of())).isEqualTo(digests.get(0));
    assertThat(Content.digest("Hello", ids(List.of(1, 2)))).isEqualTo(digests.get(6));
  }

  private static List<AttachmentId> ids(List<Integer> keys) {
    return keys.stream().map(key -> new AttachmentId(key)).toList();
  }
}
