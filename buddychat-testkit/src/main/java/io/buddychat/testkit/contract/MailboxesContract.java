package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.Mailboxes;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.core.Position;
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Reading a mailbox: one's own and nobody else's, many at once, filtered. How pages behave is in
/// [MailboxPagingContract].
public interface MailboxesContract extends FreshStore {

  private Mailboxes mailboxes() {
    return store().mailboxes();
  }

  private static <K, V> V at(K key, Map<K, V> found) {
    return Optional.ofNullable(found.get(key)).orElseThrow();
  }

  @Test
  default void anEmptyMailboxHasNothing() {
    UserId alice = Scene.on(store()).alice().id();
    PageRequest ten = PageRequest.first(10);
    for (Family family : Family.values()) {
      assertThat(mailboxes().conversations(alice, family, Optional.empty(), ten))
          .isEqualTo(Page.empty());
    }
    assertThat(mailboxes().notifications(alice, Optional.empty(), ten)).isEqualTo(Page.empty());
    assertThat(mailboxes().conversations(alice, List.of())).isEmpty();
    assertThat(mailboxes().lastMessages(alice, List.of())).isEmpty();
    assertThat(mailboxes().messages(alice, List.<CopyId>of(), ten)).isEmpty();
    assertThat(mailboxes().messages(alice, List.<MessageCopyId>of())).isEmpty();
    assertThat(mailboxes().messagesById(alice, List.of())).isEmpty();
  }

  @Test
  default void whatIsNotMineIsLeftOut() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    Person clara = scene.clara();
    CopyId alices = alice.chatWith(boris);
    CopyId borises = boris.chatWith(alice);
    HeldMessage hello = alice.sends(alices, "Hello");
    HeldMessage secret = boris.sends(boris.chatWith(clara), "Secret");
    List<CopyId> copies = List.of(borises, alices, clara.chatWith(boris), new CopyId(999_999));
    PageRequest ten = PageRequest.first(10);
    UserId id = alice.id();

    assertThat(mailboxes().conversations(id, copies)).containsOnlyKeys(alices);
    assertThat(mailboxes().messages(id, copies, ten)).containsOnlyKeys(alices);
    assertThat(mailboxes().lastMessages(id, copies)).containsOnlyKeys(alices);
    assertThat(
            mailboxes()
                .messages(
                    id,
                    List.of(
                        boris.copyOf(hello),
                        alice.copyOf(hello),
                        secret.copy().id(),
                        new MessageCopyId(alices, 99))))
        .containsOnlyKeys(alice.copyOf(hello));
    assertThat(
            mailboxes()
                .messagesById(
                    id,
                    List.of(secret.message().id(), hello.message().id(), new MessageId(999_999))))
        .containsOnlyKeys(hello.message().id());
    assertThat(mailboxes().conversations(id, Family.CHAT, Optional.empty(), ten).items())
        .extracting(held -> held.copy().owner())
        .containsExactly(id);
    assertThat(mailboxes().notifications(id, Optional.empty(), ten).items()).isEmpty();
    assertThat(clara.notifications())
        .extracting(held -> held.message().content())
        .containsExactly("Secret");
  }

  @Test
  default void aMessageIsFoundByEachOfItsNames() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    HeldMessage hello = alice.sends(alice.chatWith(boris), "Hello");
    MessageCopyId own = boris.copyOf(hello);
    HeldMessage held = at(own, mailboxes().messages(boris.id(), List.of(own)));
    assertThat(held.copy().id()).isEqualTo(own);
    assertThat(held.copy().owner()).isEqualTo(boris.id());
    assertThat(held.message()).isEqualTo(hello.message());
    assertThat(mailboxes().messagesById(boris.id(), List.of(hello.message().id())))
        .containsEntry(hello.message().id(), held);
    assertThat(mailboxes().lastMessages(boris.id(), List.of(own.copy())))
        .containsEntry(own.copy(), held);
    assertThat(boris.messages(own.copy())).containsExactly(held);
    assertThat(boris.notifications()).containsExactly(held);
    boris.deletes(own);
    assertThat(mailboxes().messages(boris.id(), List.of(own))).isEmpty();
    assertThat(mailboxes().messagesById(boris.id(), List.of(hello.message().id()))).isEmpty();
    assertThat(mailboxes().lastMessages(boris.id(), List.of(own.copy()))).isEmpty();
    assertThat(boris.notifications()).isEmpty();
  }

  @Test
  default void manyConversationsAreReadAtOnceAsIfOneByOne() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    CopyId withBoris = alice.chatWith(scene.boris());
    CopyId withClara = alice.chatWith(scene.clara());
    CopyId notes = alice.chatWith(alice);
    CopyId silent = alice.chatWith(scene.david());
    for (int i = 1; i <= 5; i++) {
      alice.sends(withBoris, "To Boris " + i);
      alice.sends(notes, "Note " + i);
      scene.clara().sends(scene.clara().chatWith(alice), "From Clara " + i);
    }
    alice.deletes(new MessageCopyId(notes, 5));
    alice.deletes(new MessageCopyId(notes, 2));
    List<CopyId> all = List.of(notes, withClara, silent, withBoris);
    Position three = Position.of(3);
    for (PageRequest page :
        List.of(
            PageRequest.first(2),
            PageRequest.last(2),
            PageRequest.first(0),
            PageRequest.first(2).after(three),
            PageRequest.last(1).before(three),
            PageRequest.first(100))) {
      var together = mailboxes().messages(alice.id(), all, page);
      for (CopyId each : all) {
        assertThat(together.getOrDefault(each, Page.empty()))
            .as("%s of %s", page, each)
            .isEqualTo(
                mailboxes()
                    .messages(alice.id(), List.of(each), page)
                    .getOrDefault(each, Page.empty()));
      }
    }
    assertThat(at(notes, mailboxes().messages(alice.id(), all, PageRequest.first(2))).items())
        .extracting(held -> held.message().content())
        .containsExactly("Note 4", "Note 3");
    assertThat(mailboxes().lastMessages(alice.id(), all))
        .containsOnlyKeys(notes, withClara, withBoris);
    assertThat(at(notes, mailboxes().lastMessages(alice.id(), all)).message().content())
        .isEqualTo("Note 4");
    assertThat(mailboxes().conversations(alice.id(), all)).containsOnlyKeys(all);
  }

  @Test
  default void theSameIdTwiceIsAnsweredOnce() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    CopyId notes = alice.chatWith(alice);
    HeldMessage note = alice.sends(notes, "Note");
    List<CopyId> twice = List.of(notes, notes);
    assertThat(mailboxes().conversations(alice.id(), twice)).hasSize(1);
    assertThat(mailboxes().lastMessages(alice.id(), twice)).containsEntry(notes, note);
    assertThat(at(notes, mailboxes().messages(alice.id(), twice, PageRequest.first(5))).items())
        .containsExactly(note);
    assertThat(mailboxes().messages(alice.id(), List.of(note.copy().id(), note.copy().id())))
        .hasSize(1);
  }

  @Test
  default void conversationsAreFilteredByFamilyAndArchive() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    CopyId withBoris = alice.chatWith(scene.boris());
    scene.later();
    CopyId withClara = alice.chatWith(scene.clara());
    scene.later();
    CopyId notes = alice.chatWith(alice);
    alice.archives(withClara, true);
    assertThat(ids(alice, Family.CHAT, Optional.empty()))
        .containsExactly(notes, withClara, withBoris);
    assertThat(ids(alice, Family.CHAT, Optional.of(true))).containsExactly(withClara);
    assertThat(ids(alice, Family.CHAT, Optional.of(false))).containsExactly(notes, withBoris);
    assertThat(ids(alice, Family.GROUP, Optional.empty())).isEmpty();
    assertThat(ids(scene.clara(), Family.CHAT, Optional.of(true))).isEmpty();
  }

  private List<CopyId> ids(Person owner, Family family, Optional<Boolean> archived) {
    return mailboxes()
        .conversations(owner.id(), family, archived, PageRequest.first(10))
        .map(held -> held.copy().id())
        .items();
  }

  @Test
  default void notificationsAreFilteredByWhetherTheyWereNoticed() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    CopyId chat = alice.chatWith(boris);
    HeldMessage one = alice.sends(chat, "One");
    HeldMessage two = alice.sends(chat, "Two");
    HeldMessage three = alice.sends(chat, "Three");
    boris.notices(boris.copyOf(two));
    boris.reads(boris.copyOf(one));
    assertThat(noticed(boris, Optional.empty()))
        .containsExactly(boris.copyOf(three), boris.copyOf(two), boris.copyOf(one));
    assertThat(noticed(boris, Optional.of(true))).containsExactly(boris.copyOf(two));
    assertThat(noticed(boris, Optional.of(false)))
        .containsExactly(boris.copyOf(three), boris.copyOf(one));
    assertThat(noticed(alice, Optional.empty())).as("none for the sender").isEmpty();
  }

  private List<MessageCopyId> noticed(Person owner, Optional<Boolean> noticed) {
    return mailboxes()
        .notifications(owner.id(), noticed, PageRequest.first(10))
        .map(held -> held.copy().id())
        .items();
  }

  @Test
  default void latestActivityComesFirst() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    CopyId withBoris = alice.chatWith(scene.boris());
    CopyId withClara = alice.chatWith(scene.clara());
    CopyId notes = alice.chatWith(alice);
    assertThat(ids(alice, Family.CHAT, Optional.empty()))
        .as("at the same moment: the younger copy first")
        .containsExactly(notes, withClara, withBoris);
    scene.later();
    HeldMessage hello = scene.boris().sends(scene.boris().chatWith(alice), "Hello");
    scene.later();
    alice.sends(withClara, "Hi");
    assertThat(ids(alice, Family.CHAT, Optional.empty()))
        .containsExactly(withClara, withBoris, notes);
    scene.later();
    alice.reads(alice.copyOf(hello));
    alice.deletes(alice.copyOf(hello));
    alice.clears(notes);
    alice.archives(notes, true);
    assertThat(ids(alice, Family.CHAT, Optional.empty()))
        .as("only sending is activity")
        .containsExactly(withClara, withBoris, notes);
    List<Position> positions =
        alice.conversations().stream().map(HeldConversation::position).toList();
    assertThat(positions).isSortedAccordingTo((a, b) -> b.compareTo(a));
  }
}
