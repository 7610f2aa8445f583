package io.buddychat.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/// What [BuddyChatClient] promises, whichever way leads to the server.
public interface BuddyChatClientContract {

  String PASSWORD = "Correct-Horse-7";

  /// How long a server's tokens are good, as it comes.
  Duration TOKEN_LIFETIME = Duration.ofMinutes(50);

  /// Soon again: a test waits for nothing that it need not.
  Pace PACE = new Pace(Duration.ofMillis(1), Duration.ofMillis(50), Duration.ofSeconds(20), 5);

  /// Sockets to a server on which nobody has an account yet.
  Sockets sockets();

  /// The way to the same server that is tried.
  Transport transport();

  /// Lets the server's clock go on.
  void advance(Duration time);

  private static NewUser newUser(String username) {
    CRC32 digits = new CRC32();
    digits.update(username.getBytes(StandardCharsets.UTF_8));
    return new NewUser(
        username,
        username + "@example.org",
        PASSWORD,
        "Ann",
        "Example",
        "49",
        String.valueOf(1_000_000_000L + digits.getValue()));
  }

  private BuddyChatClient joins(String username) {
    return joins(username, transport());
  }

  private static BuddyChatClient joins(String username, Transport transport) {
    BuddyChatClient client = BuddyChatClient.in(transport, PACE);
    client.signUp(newUser(username));
    return client.login(username, PASSWORD);
  }

  private static Stream<String> said(Inbox inbox, int messages) {
    return Stream.generate(inbox::take)
        .filter(event -> event.operation() == Operation.CHAT_MESSAGE_CREATED)
        .limit(messages)
        .map(event -> ((Subject.MessageChanged) event.subject()).copy().orElseThrow().content());
  }

  private static List<String> texts(int from, int to) {
    return IntStream.range(from, to).mapToObj(number -> "text " + number).toList();
  }

  @Test
  default void whatOnePersonDoesTheOtherHears() {
    try (BuddyChatClient alice = joins("alice");
        BuddyChatClient boris = joins("boris");
        Inbox inbox = boris.inbox()) {
      Chat chat = alice.chatWith(boris.me());
      MessageCopy hello = alice.send(chat, "Hello");
      alice.edit(hello, "Hello, Boris");
      alice.unsend(hello);
      assertThat(Stream.generate(inbox::take).limit(6).map(InboxEvent::operation))
          .containsExactly(
              Operation.CHAT_CREATED,
              Operation.CHAT_MESSAGE_CREATED,
              Operation.NOTIFICATION_CREATED,
              Operation.CHAT_MESSAGE_UPDATED,
              Operation.CHAT_MESSAGE_UNSENT,
              Operation.NOTIFICATION_DELETED);
      assertThat(inbox.poll(Duration.ZERO)).isEmpty();
    }
  }

  @Test
  default void whatIsAskedIsAnsweredInTypes() {
    try (BuddyChatClient alice = joins("alice");
        BuddyChatClient boris = joins("boris")) {
      assertThat(boris.users("ali", 10).items()).containsExactly(alice.me());
      assertThat(boris.user(alice.me().id())).isEqualTo(alice.me());
      MessageCopy hello = alice.send(alice.chatWith(boris.me()), "Hello");
      Chat chat = boris.chats(10).items().get(0);
      assertThat(chat.other()).isEqualTo(alice.me());
      assertThat(chat.unreadCount()).isEqualTo(1);
      MessageCopy his = boris.messages(chat, 10).items().get(0);
      assertThat(chat.lastMessage()).contains(his);
      assertThat(his.message()).isEqualTo(hello.message());
      assertThat(his.conversationId()).isEqualTo(chat.id());
      boris.read(his);
      assertThat(boris.chat(chat.id()).unreadCount()).isZero();
      Notification notification = boris.notifications(10).items().get(0);
      assertThat(notification.message().id()).isEqualTo(hello.message().id());
      boris.read(notification);
      assertThat(boris.notifications(10).items().get(0).readAt()).isPresent();
      boris.archive(chat, true);
      assertThat(boris.chat(chat.id()).archived()).isTrue();
      boris.delete(his);
      assertThat(boris.messages(chat, 10).items()).isEmpty();
      Chat notes = alice.chatWithMyself();
      alice.send(notes, "Milk");
      alice.clear(notes);
      assertThat(alice.messages(notes, 10).items()).isEmpty();
      assertThat(alice.query("{ me { email } }", Map.of()).at("/me/email").asText())
          .isEqualTo("alice@example.org");
    }
  }

  @Test
  default void groupsAreMadeTogetherAndFoundByTitleAndPage() {
    try (BuddyChatClient alice = joins("alice");
        BuddyChatClient boris = joins("boris")) {
      List<NewGroup> made = alice.groups().createAll(List.of("Mango", "J", "Java"));
      assertThat(made.get(1).refusal()).contains(ErrorCode.INVALID_INPUT);
      assertThat(made.get(1).sentence()).endsWith(".");
      assertThat(made.get(1).group()).isEmpty();
      Group mango = made.get(0).group().orElseThrow();
      assertThat(mango.title()).isEqualTo("Mango");
      assertThat(alice.groups().getOrCreate("Mango", List.of(boris.me()))).isEqualTo(mango);
      Group desk = alice.groups().getOrCreate("Desk", List.of(boris.me()));
      assertThat(desk.membersCount()).isEqualTo(2);
      assertThat(alice.groups().page(1, 5, Map.of("title", "man")).items()).containsExactly(mango);
      NumberedPage<Group> second = alice.groups().page(2, 1, Map.of());
      assertThat(second.items()).hasSize(1);
      assertThat(second.hasNext()).isTrue();
      MessageCopy hello = alice.send(desk, "Hello");
      MessageCopy note = alice.send(alice.chatWithMyself(), "Milk");
      assertThat(alice.messagePage(1, 5, Map.of()))
          .isEqualTo(new NumberedPage<>(List.of(note, hello), false));
      assertThat(alice.messagePage(1, 5, Map.of("conversationId", desk.id())).items())
          .containsExactly(hello);
    }
  }

  @Test
  default void groupsAreMadeChangedAndLeft() {
    try (BuddyChatClient alice = joins("alice");
        BuddyChatClient boris = joins("boris");
        BuddyChatClient clara = joins("clara");
        Inbox inbox = clara.inbox()) {
      Group hers = alice.groups().create("Choir", List.of(boris.me()));
      assertThat(hers.admin()).isTrue();
      Member newcomer = alice.groups().add(hers, clara.me());
      assertThat(newcomer.user()).isEqualTo(clara.me());
      assertThat(alice.groups().members(hers, 2).all().map(Member::user))
          .containsExactly(alice.me(), boris.me(), clara.me());
      Group renamed =
          alice.groups().update(hers, Optional.of("Chorus"), Optional.empty(), Optional.empty());
      assertThat(renamed.title()).isEqualTo("Chorus");
      alice.send(hers, "Sing");
      assertThat(inbox.take().subject())
          .isInstanceOfSatisfying(
              Subject.MembershipChanged.class,
              joined -> assertThat(joined.member()).contains(newcomer));
      assertThat(inbox.take().subject())
          .isInstanceOfSatisfying(
              Subject.GroupChanged.class,
              changed -> assertThat(changed.group().orElseThrow().title()).isEqualTo("Chorus"));
      assertThat(inbox.take().subject())
          .isInstanceOfSatisfying(
              Subject.MessageChanged.class,
              sent -> assertThat(sent.copy().orElseThrow().content()).isEqualTo("Sing"));
      Group claras = clara.groups().all(10).items().get(0);
      assertThat(claras.groupId()).isEqualTo(hers.groupId());
      clara.read(clara.messages(claras, 10).items().get(0));
      assertThat(clara.groups().byId(claras.id()).unreadCount()).isZero();
      assertThat(alice.groups().changeAdmin(hers, newcomer, true).admin()).isTrue();
      alice.groups().remove(hers, newcomer);
      boris.groups().leave(boris.groups().all(10).items().get(0));
      alice.groups().removeForGood(hers);
      assertThat(alice.groups().all(10).items()).isEmpty();
    }
  }

  @Test
  default void aListIsReadPageByPageToItsEnd() {
    try (BuddyChatClient alice = joins("alice")) {
      Chat notes = alice.chatWithMyself();
      texts(0, 7).forEach(text -> alice.send(notes, text));
      Page<MessageCopy> page = alice.messages(notes, 3);
      assertThat(page.items()).hasSize(3);
      assertThat(page.all().map(MessageCopy::content))
          .containsExactlyElementsOf(
              texts(0, 7).stream().sorted((one, other) -> other.compareTo(one)).toList());
    }
  }

  @Test
  default void aRefusalSaysWhyAndWhere() {
    try (BuddyChatClient alice = joins("alice")) {
      Chat notes = alice.chatWithMyself();
      RefusedException blank =
          catchThrowableOfType(RefusedException.class, () -> alice.send(notes, " "));
      assertThat(blank.code()).isEqualTo(ErrorCode.INVALID_INPUT);
      assertThat(blank.field()).contains("content");
      assertThat(blank.sentence()).isNotBlank();
      RefusedException taken =
          catchThrowableOfType(RefusedException.class, () -> alice.signUp(newUser("alice")));
      assertThat(taken.code()).isEqualTo(ErrorCode.CONFLICT);
      RefusedException missing =
          catchThrowableOfType(RefusedException.class, () -> alice.chat("no such id"));
      assertThat(missing.code()).isEqualTo(ErrorCode.NOT_FOUND);
      RefusedException nonsense =
          catchThrowableOfType(RefusedException.class, () -> alice.query("{ nonsense }", Map.of()));
      assertThat(nonsense.code()).isEqualTo(ErrorCode.INVALID_INPUT);
    }
  }

  @Test
  default void whatIsRefusedLeavesTheRestOfTheAnswerStanding() {
    try (BuddyChatClient alice = joins("alice");
        BuddyChatClient boris = joins("boris")) {
      Map<String, String> id = Map.of("id", boris.me().id());
      RefusedException refused =
          catchThrowableOfType(
              RefusedException.class,
              () -> alice.query("query ($id: ID!) { user(id: $id) { username email } }", id));
      assertThat(refused.code()).isEqualTo(ErrorCode.FORBIDDEN);
      assertThat(refused.partial().at("/user/username").asText()).isEqualTo("boris");
    }
  }

  @Test
  default void whatIsSentAgainUnderTheSameIdArrivesOnce() {
    try (BuddyChatClient alice = joins("alice")) {
      Chat notes = alice.chatWithMyself();
      Sent first = alice.send(notes, "Milk", List.of(), "shopping 1");
      Sent again = alice.send(notes, "Milk", List.of(), "shopping 1");
      assertThat(first.duplicate()).isFalse();
      assertThat(again.duplicate()).isTrue();
      assertThat(again.copy()).isEqualTo(first.copy());
      alice.send(notes, "Milk");
      assertThat(alice.messages(notes, 10).items()).hasSize(2);
    }
  }

  @Test
  default void anExpiredTokenIsRenewedOnceForAllWhoAsk() {
    Tokens old;
    try (BuddyChatClient alice = joins("alice")) {
      old = alice.tokens().orElseThrow();
    }
    advance(TOKEN_LIFETIME.plusSeconds(1));
    try (BuddyChatClient alice = BuddyChatClient.in(transport(), PACE).resume(old)) {
      // A refresh token that is used a second time would end the session.
      List<CompletableFuture<User>> all =
          Stream.generate(() -> CompletableFuture.supplyAsync(alice::me)).limit(8).toList();
      all.forEach(each -> assertThat(each.join().username()).isEqualTo("alice"));
      assertThat(alice.tokens().orElseThrow()).isNotEqualTo(old);
      assertThat(alice.me().username()).isEqualTo("alice");
    }
  }

  @Test
  default void aSessionGoesOnInAnotherClient() {
    try (BuddyChatClient alice = joins("alice");
        BuddyChatClient elsewhere = BuddyChatClient.in(transport())) {
      Chat notes = alice.chatWithMyself();
      String cursor;
      try (Inbox inbox = alice.inbox()) {
        texts(0, 3).forEach(text -> alice.send(notes, text));
        assertThat(said(inbox, 2)).isEqualTo(texts(0, 2));
        cursor = inbox.cursor();
      }
      elsewhere.resume(alice.tokens().orElseThrow());
      try (Inbox inbox = elsewhere.inbox(cursor, InboxFilter.ALL)) {
        assertThat(said(inbox, 1)).containsExactly("text 2");
      }
    }
  }

  @Test
  default void anInboxLosesAndRepeatsNothingWhereverItsLineIsCut() {
    CutSockets cut = new CutSockets(sockets(), socket -> socket % 9);
    try (BuddyChatClient alice = joins("alice");
        BuddyChatClient listener = BuddyChatClient.in(Transport.sockets(cut), PACE)) {
      Chat notes = alice.chatWithMyself();
      List<String> heard = new ArrayList<>();
      try (Inbox inbox =
          listener.resume(alice.tokens().orElseThrow()).inbox(alice.inboxHead(), InboxFilter.ALL)) {
        texts(0, 40).forEach(text -> alice.send(notes, text));
        heard.addAll(said(inbox, 40).toList());
        texts(40, 60).forEach(text -> alice.send(notes, text));
        heard.addAll(said(inbox, 20).toList());
        assertThat(inbox.poll(Duration.ZERO)).isEmpty();
      }
      assertThat(heard).isEqualTo(texts(0, 60));
      assertThat(cut.opened()).as("sockets").isGreaterThan(10);
    }
  }

  @Test
  default void whoTakesSlowlyGetsEverythingInTheEnd() {
    try (BuddyChatClient alice = joins("alice")) {
      Chat notes = alice.chatWithMyself();
      try (Inbox inbox = alice.inbox()) {
        alice.send(notes, "text 0");
        assertThat(said(inbox, 1)).containsExactly("text 0");
        texts(1, 700).forEach(text -> alice.send(notes, text));
        assertThat(said(inbox, 699)).isEqualTo(texts(1, 700));
      }
    }
  }

  @Test
  default void anInboxOutlivesItsToken() {
    try (BuddyChatClient alice = joins("alice")) {
      Chat notes = alice.chatWithMyself();
      Tokens old = alice.tokens().orElseThrow();
      try (Inbox inbox = alice.inbox()) {
        advance(TOKEN_LIFETIME.minusMillis(200));
        alice.send(notes, "before");
        assertThat(said(inbox, 1)).containsExactly("before");
        while (alice.tokens().orElseThrow().equals(old)) {
          assertThat(inbox.poll(Duration.ofMillis(10))).isEmpty();
        }
        alice.send(notes, "after");
        assertThat(said(inbox, 1)).containsExactly("after");
      }
    }
  }

  @Test
  default void anInboxEndsWithItsSession() {
    try (BuddyChatClient alice = joins("alice");
        Inbox inbox = alice.inbox()) {
      alice.chatWithMyself();
      assertThat(inbox.take().operation()).isEqualTo(Operation.CHAT_CREATED);
      alice.logout();
      RefusedException refused = catchThrowableOfType(RefusedException.class, inbox::take);
      assertThat(refused.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
      assertThatThrownBy(alice::me).isInstanceOf(RefusedException.class);
    }
  }

  @Test
  default void anInboxCanBeFiltered() {
    try (BuddyChatClient alice = joins("alice");
        BuddyChatClient boris = joins("boris")) {
      Chat chat = alice.chatWith(boris.me());
      Chat notes = boris.chatWithMyself();
      InboxFilter filter =
          InboxFilter.ALL
              .only(Operation.CHAT_MESSAGE_CREATED, Operation.CHAT_MESSAGE_READ)
              .in(chat)
              .from(boris.me())
              .withoutOwn();
      try (Inbox inbox = alice.inbox(alice.inboxHead(), filter)) {
        alice.send(chat, "mine");
        boris.send(notes, "elsewhere");
        boris.send(boris.chatWith(alice.me()), "his");
        assertThat(said(inbox, 1)).containsExactly("his");
        assertThat(inbox.poll(Duration.ZERO)).isEmpty();
      }
    }
  }

  @Test
  default void changesShowTheThingsAsTheyAre() {
    try (BuddyChatClient alice = joins("alice");
        BuddyChatClient boris = joins("boris");
        Feed<Change> changes = boris.changes(ChangeFilter.ALL)) {
      Chat chat = alice.chatWith(boris.me());
      MessageCopy hello = alice.send(chat, "Hello");
      Change created = changes.take();
      assertThat(created.kind()).isEqualTo(ChangeKind.CHAT);
      assertThat(created.action()).isEqualTo(ChangeAction.CREATE);
      Chat his = boris.chats(1).items().get(0);
      assertThat(created.nodeId()).isEqualTo(his.id());
      assertThat(created.node()).containsInstanceOf(Chat.class);
      assertThat(changes.take().node()).contains(boris.messages(his, 1).items().get(0));
      assertThat(changes.take().node()).contains(boris.notifications(1).items().get(0));
      alice.unsend(hello);
      Change gone = changes.take();
      assertThat(gone.action()).isEqualTo(ChangeAction.DELETE);
      assertThat(gone.actorId()).isEqualTo(alice.me().id());
      assertThat(gone.node()).isEmpty();
      changes.take();
      Group group = alice.groups().create("Choir", List.of(boris.me()));
      assertThat(changes.take().node()).containsInstanceOf(Group.class);
      assertThat(changes.take().node()).containsInstanceOf(Member.class);
      alice.send(group, "Sing");
      assertThat(changes.take().node())
          .hasValueSatisfying(
              sent -> assertThat(((MessageCopy) sent).kind()).isEqualTo(Kind.GROUP));
      changes.take();
      alice.query("mutation { updateUser(bio: \"Sings\") { user { id } } }", Map.of());
      assertThat(changes.take().node()).contains(alice.me());
    }
  }

  @Test
  default void changesCanBeFilteredAndGoOnWhereAnInboxStopped() {
    try (BuddyChatClient alice = joins("alice");
        BuddyChatClient boris = joins("boris")) {
      Chat chat = alice.chatWith(boris.me());
      String cursor = alice.inboxHead();
      MessageCopy hello = alice.send(chat, "Hello");
      alice.edit(hello, "Hello, Boris");
      boris.read(boris.messages(boris.chats(1).items().get(0), 1).items().get(0));
      ChangeFilter filter =
          ChangeFilter.ALL.of(hello).of(ChangeKind.MESSAGE).only(ChangeAction.UPDATE).withoutOwn();
      try (Feed<Change> changes = alice.changes(cursor, filter);
          Inbox inbox = alice.inbox(cursor, InboxFilter.ALL)) {
        Change read = changes.take();
        assertThat(read.operation()).isEqualTo(Operation.CHAT_MESSAGE_READ);
        assertThat(read.nodeId()).isEqualTo(hello.id());
        alice.unsend(hello);
        InboxEvent event = inbox.take();
        while (!event.cursor().equals(read.cursor())) {
          event = inbox.take();
        }
        assertThat(inbox.take().operation()).isEqualTo(Operation.CHAT_MESSAGE_UNSENT);
        assertThat(changes.poll(Duration.ZERO)).isEmpty();
      }
      try (Feed<Change> gone = alice.changes(cursor, filter)) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, gone::take);
        assertThat(refused.code()).isEqualTo(ErrorCode.NOT_FOUND);
      }
    }
  }

  @Test
  default void changesLoseAndRepeatNothingWhereverTheirLineIsCut() {
    CutSockets cut = new CutSockets(sockets(), socket -> socket % 9);
    try (BuddyChatClient alice = joins("alice");
        BuddyChatClient listener =
            BuddyChatClient.in(Transport.sockets(cut), PACE).resume(alice.tokens().orElseThrow())) {
      Chat notes = alice.chatWithMyself();
      try (Feed<Change> changes = listener.changes(alice.inboxHead(), ChangeFilter.ALL)) {
        texts(0, 40).forEach(text -> alice.send(notes, text));
        assertThat(Stream.generate(changes::take).limit(40))
            .extracting(change -> ((MessageCopy) change.node().orElseThrow()).content())
            .isEqualTo(texts(0, 40));
        assertThat(changes.poll(Duration.ZERO)).isEmpty();
      }
      assertThat(cut.opened()).as("sockets").isGreaterThan(10);
    }
  }

  @Test
  default void groupChangedTellsOfGroupsAndOfNothingSaidInThem() {
    try (BuddyChatClient alice = joins("alice");
        BuddyChatClient boris = joins("boris");
        Feed<GroupChange> all = boris.groupChanged()) {
      Group choir = alice.groups().create("Choir", List.of());
      Group other = alice.groups().create("Other", List.of());
      Member his = alice.groups().add(choir, boris.me());
      alice.groups().add(other, boris.me());
      GroupChange joined = all.take();
      assertThat(joined.action()).isEqualTo(ChangeAction.CREATE);
      Group borises = joined.group().orElseThrow();
      assertThat(borises.title()).isEqualTo("Choir");
      assertThat(all.take().group().orElseThrow().title()).isEqualTo("Other");
      try (Feed<GroupChange> one = boris.groupChanged(joined.cursor(), borises)) {
        alice.send(choir, "Sing");
        alice.groups().update(other, Optional.of("Others"), Optional.empty(), Optional.empty());
        alice.groups().update(choir, Optional.of("Chorus"), Optional.empty(), Optional.empty());
        GroupChange renamed = one.take();
        assertThat(renamed.action()).isEqualTo(ChangeAction.UPDATE);
        assertThat(renamed.group().orElseThrow().title()).isEqualTo("Chorus");
        alice.groups().remove(choir, his);
        GroupChange removed = one.take();
        assertThat(removed.action()).isEqualTo(ChangeAction.DELETE);
        assertThat(removed.groupCopyId()).isEqualTo(borises.id());
        assertThat(removed.subject()).isInstanceOf(Subject.MembershipChanged.class);
      }
    }
  }

  @Test
  default void aFilterThatNamesWhatIsNotThereIsRefused() {
    try (BuddyChatClient alice = joins("alice");
        Inbox inbox =
            alice.inbox(
                alice.inboxHead(),
                new InboxFilter(Set.of(), Optional.of("nonsense"), Optional.empty(), false))) {
      RefusedException refused = catchThrowableOfType(RefusedException.class, inbox::take);
      assertThat(refused.code()).isEqualTo(ErrorCode.NOT_FOUND);
    }
  }

  @Test
  default void whoeverWaitsGoesOnWhenTheClientIsClosed() {
    BuddyChatClient alice = joins("alice");
    Inbox inbox = alice.inbox();
    CompletableFuture<List<InboxEvent>> all =
        CompletableFuture.supplyAsync(
            () -> {
              List<InboxEvent> events = new ArrayList<>();
              inbox.forEach(events::add);
              return events;
            });
    String beginning = inbox.cursor();
    alice.chatWithMyself();
    while (inbox.cursor().equals(beginning) && !all.isDone()) {
      assertThat(Thread.interrupted()).as("waited in vain").isFalse();
    }
    alice.close();
    assertThat(all.join()).hasSize(1);
    assertThat(inbox.poll(Duration.ofDays(1))).isEmpty();
    assertThatThrownBy(inbox::take).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  default void whoLogsInOverASocketHasItForThemselves() {
    CutSockets counted = new CutSockets(sockets(), socket -> Integer.MAX_VALUE);
    try (BuddyChatClient alice = joins("alice", Transport.sockets(counted))) {
      assertThat(alice.me().username()).isEqualTo("alice");
      alice.send(alice.chatWithMyself(), "Milk");
      assertThat(counted.opened()).isEqualTo(1);
      advance(TOKEN_LIFETIME.plusSeconds(1));
      assertThat(alice.login("alice", PASSWORD).me().username()).isEqualTo("alice");
    }
  }
}
