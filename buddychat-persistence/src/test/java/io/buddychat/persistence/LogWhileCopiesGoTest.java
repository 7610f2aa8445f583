package io.buddychat.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A log is read while the copies that stand for its entries go, each moving its entries to the
/// other table: whoever reads sees every entry once, and always the same.
@Timeout(120)
class LogWhileCopiesGoTest {

  private static final int ROUNDS = 6;
  private static final int MESSAGES = 15;

  interface Reading {

    JdbiStore store();

    @AfterEach
    default void close() {
      store().close();
    }

    @Test
    default void noEntryIsMissedOrSeenTwice() throws Exception {
      Scene scene = Scene.on(store());
      Person alice = scene.alice();
      Person boris = scene.boris();
      CopyId alices = alice.chatWith(boris);
      CopyId borises = boris.chatWith(alice);
      for (int round = 0; round < ROUNDS; round++) {
        List<HeldMessage> sent = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
          sent.add(alice.sends(alices, "Message " + i));
        }
        List<Entry> before = boris.log();
        boolean oneByOne = round % 2 == 0;
        FutureTask<Boolean> going =
            new FutureTask<>(
                () -> {
                  if (oneByOne) {
                    sent.forEach(message -> alice.unsends(message.copy().id()));
                  } else {
                    boris.clears(borises);
                  }
                  return true;
                });
        new Thread(going).start();
        do {
          List<Entry> now = store().inboxes().read(boris.id(), 0, Integer.MAX_VALUE - 1);
          assertThat(now)
              .extracting(Entry::seq)
              .containsExactlyElementsOf(LongStream.rangeClosed(1, now.size()).boxed().toList());
          assertThat(now.subList(0, before.size())).isEqualTo(before);
        } while (!going.isDone());
        assertThat(going.get()).isTrue();
      }
    }
  }

  @Nested
  class OnH2 implements Reading {

    private final JdbiStore store = Databases.open(Databases.h2());

    @Override
    public JdbiStore store() {
      return store;
    }
  }

  @Nested
  class OnPostgres implements Reading {

    private final JdbiStore store = Databases.open(Databases.postgres());

    @Override
    public JdbiStore store() {
      return store;
    }
  }
}
