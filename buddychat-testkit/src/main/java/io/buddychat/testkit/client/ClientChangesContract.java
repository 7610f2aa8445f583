package io.buddychat.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The same log as an inbox, as a [BuddyChatClient] shows it by things.
public interface ClientChangesContract extends ClientAtWork {

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
        ClientAtWork.texts(0, 40).forEach(text -> alice.send(notes, text));
        assertThat(Stream.generate(changes::take).limit(40))
            .extracting(change -> ((MessageCopy) change.node().orElseThrow()).content())
            .isEqualTo(ClientAtWork.texts(0, 40));
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
}
