package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.ArchiveConversation;
import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.testkit.Snapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Archiving: my copy only, until I take it out again.
public interface ArchivingContract extends FreshStore {

  @Test
  default void archivingTouchesMyCopyOnly() {
    Talk talk = Talk.on(store());
    talk.alice().sends(talk.alices(), "Hello");
    Snapshot alicesBefore = talk.alice().sees();
    assertThat(talk.boris().archives(talk.borises(), true))
        .isEqualTo(talk.boris().sees(talk.borises()));
    assertThat(talk.boris().sees(talk.borises()).copy().archived()).isTrue();
    assertThat(talk.boris().texts(talk.borises())).containsExactly("Hello");
    assertThat(talk.boris().unread(talk.borises())).isEqualTo(1);
    assertThat(talk.alice().sees()).isEqualTo(alicesBefore);
    talk.boris().archives(talk.borises(), false);
    assertThat(talk.boris().sees(talk.borises()).copy().archived()).isFalse();
  }

  @Test
  default void itStaysArchivedWhateverComes() {
    Talk talk = Talk.on(store());
    talk.boris().archives(talk.borises(), true);
    var hello = talk.alice().sends(talk.alices(), "Hello");
    talk.boris().reads(talk.boris().copyOf(hello));
    talk.boris().sends(talk.borises(), "Hi");
    talk.alice().unsends(hello.copy().id());
    talk.boris().clears(talk.borises());
    talk.boris().chatWith(talk.alice());
    assertThat(talk.boris().sees(talk.borises()).copy().archived()).isTrue();
  }

  @Test
  default void theSameAgainChangesNothing() {
    Talk talk = Talk.on(store());
    talk.alice().archives(talk.alices(), true);
    Snapshot before = talk.scene().everything();
    talk.scene().later();
    talk.alice().archives(talk.alices(), true);
    talk.boris().archives(talk.borises(), false);
    assertThat(talk.scene().everything()).isEqualTo(before);
  }

  @Test
  default void onlyMyOwnCopyIsArchived() {
    Talk talk = Talk.on(store());
    for (CopyId foreign : List.of(talk.borises(), new CopyId(999_999))) {
      Refusals.refusedInVain(
          talk.scene(), Failure.NotFound.class, () -> talk.alice().archives(foreign, true));
    }
    Refusals.refusedInVain(
        talk.scene(),
        Failure.NotFound.class,
        () ->
            talk.scene()
                .buddyChat()
                .handle(
                    new ArchiveConversation(
                        talk.alice().viewer(), Family.GROUP, talk.alices(), true)));
  }
}
