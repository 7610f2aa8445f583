package io.buddychat.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.SendMessage;
import io.buddychat.domain.conversation.UnsendMessage;
import io.buddychat.domain.conversation.Visibility;
import io.buddychat.domain.conversation.Welcome;
import io.buddychat.domain.core.BuddyChatException;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who has nothing to do with a conversation is refused while the mailboxes of its owners are
/// locked: they take no such lock, so they hold nobody up either. On PostgreSQL, for H2 has one
/// transaction at a time anyway.
@Timeout(120)
class StrangersWaitForNobodyTest {

  private final JdbiStore store = Databases.open(Databases.postgres());
  private final Scene scene = Scene.on(store);
  private final Person alice = scene.alice();
  private final Person boris = scene.boris();
  private final Person clara = scene.clara();
  private ConversationId group;
  private CopyId alices;
  private CopyId borises;

  @BeforeEach
  void form() {
    alices = alice.groups().creates("Friends", List.of(boris.id()));
    group = alice.sees(alices).conversation().id();
    borises = boris.groups().copyOf(group).orElseThrow();
  }

  @AfterEach
  void close() {
    store.close();
  }

  /// Does it while the mailboxes of all members are locked, which they are until it is done.
  private void whileTheirMailboxesAreLocked(ThrowingCallable act) throws Exception {
    CountDownLatch locked = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    Thread holder =
        new Thread(
            () ->
                store
                    .unitOfWork()
                    .execute(
                        () -> {
                          List<UserId> members = List.of(alice.id(), boris.id());
                          store.conversations().lockMailboxes(members);
                          locked.countDown();
                          return await(done, 100);
                        }));
    holder.start();
    try {
      assertThat(await(locked, 100)).isTrue();
      Thread actor = new Thread(() -> doAndTell(act, done));
      actor.start();
      assertThat(await(done, 20)).as("was answered meanwhile").isTrue();
      actor.join();
    } finally {
      done.countDown();
      holder.join();
    }
  }

  private Throwable thrown = new AssertionError("nothing was refused");

  private void doAndTell(ThrowingCallable act, CountDownLatch done) {
    Throwable found = catchThrowable(act);
    if (found != null) {
      thrown = found;
    }
    done.countDown();
  }

  private static boolean await(CountDownLatch latch, int seconds) {
    try {
      return latch.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Class<?> refusal() {
    assertThat(thrown).isInstanceOf(BuddyChatException.class);
    return ((BuddyChatException) thrown).failure().getClass();
  }

  @Test
  void sendingIntoAnothersCopyIsRefusedAtOnce() throws Exception {
    whileTheirMailboxesAreLocked(
        () ->
            scene
                .buddyChat()
                .handle(
                    new SendMessage(
                        clara.viewer(), Family.GROUP, borises, "Let me in", Optional.empty())));
    assertThat(refusal()).isEqualTo(Failure.NotFound.class);
  }

  @Test
  void takingBackWhatLiesInAnothersCopyIsRefusedAtOnce() throws Exception {
    var message = alice.inGroups().sends(alices, "Among us");
    var theirs = boris.inGroups().copyOf(message);
    whileTheirMailboxesAreLocked(
        () -> scene.buddyChat().handle(new UnsendMessage(clara.viewer(), Family.GROUP, theirs)));
    assertThat(refusal()).isEqualTo(Failure.NotFound.class);
  }

  @Test
  void joiningAPrivateGroupIsRefusedAtOnce() throws Exception {
    whileTheirMailboxesAreLocked(() -> clara.groups().joins(group));
    assertThat(refusal()).isEqualTo(Failure.NotFound.class);
  }

  @Test
  void whoWasRemovedIsRefusedAtOnce() throws Exception {
    alice.groups().meets(alices, Visibility.PUBLIC, Welcome.EVERYTHING);
    CopyId claras = clara.groups().joins(group);
    alice.groups().removes(alices, claras);
    whileTheirMailboxesAreLocked(() -> clara.groups().joins(group));
    assertThat(refusal()).isEqualTo(Failure.Forbidden.class);
  }
}
