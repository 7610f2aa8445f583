package io.buddychat.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.conversation.DeleteMessage;
import io.buddychat.domain.conversation.EditMessage;
import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.ReadMessage;
import io.buddychat.domain.conversation.SendMessage;
import io.buddychat.domain.conversation.UnsendMessage;
import io.buddychat.domain.core.BuddyChatException;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.user.ProfileChange;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Many threads act for the same few people, in conversations that overlap in every way: no command
/// is lost, none fails for a reason inside, and everybody's log is whole.
@Timeout(300)
class ContentionTest {

  private static final int THREADS = 12;
  private static final int COMMANDS = 40;

  interface Contending {

    JdbiStore store();

    @AfterEach
    default void close() {
      store().close();
    }

    /// What one thread did.
    record Done(Set<String> sent, Set<String> takenBack) {}

    @Test
    default void nothingIsLostAndNothingFails() throws Exception {
      Scene scene = Scene.on(store());
      List<Person> people =
          IntStream.range(0, 6).mapToObj(i -> scene.person(People.somebody(i))).toList();
      List<Done> done = allAtOnce(THREADS, thread -> act(scene, people, thread));

      Set<String> expected = new HashSet<>();
      done.forEach(each -> expected.addAll(each.sent()));
      done.forEach(each -> expected.removeAll(each.takenBack()));
      Set<String> held = new HashSet<>();
      for (Person person : people) {
        for (var conversation : person.conversations()) {
          held.addAll(person.texts(conversation.copy().id()));
        }
        assertThat(person.conversations()).as("one chat with each").hasSizeLessThanOrEqualTo(6);
        isWhole(person);
      }
      assertThat(held).isEqualTo(expected);
    }

    private static Done act(Scene scene, List<Person> people, int thread) {
      Random random = new Random(thread);
      BuddyChat chat = scene.buddyChat();
      Set<String> sent = new HashSet<>();
      Set<String> takenBack = new HashSet<>();
      for (int i = 0; i < COMMANDS; i++) {
        Person me = people.get(random.nextInt(people.size()));
        Person other = people.get(random.nextInt(people.size()));
        CopyId mine = chat.openChat().with(me.viewer(), other.id()).mine();
        String text = thread + "/" + i;
        HeldMessage message =
            chat.handle(new SendMessage(me.viewer(), Family.CHAT, mine, text, Optional.of(text)))
                .message()
                .orElseThrow();
        sent.add(text);
        switch (random.nextInt(6)) {
          case 0 -> {
            chat.handle(new UnsendMessage(me.viewer(), Family.CHAT, message.copy().id()));
            takenBack.add(text);
          }
          case 1 -> {
            chat.handle(
                new EditMessage(me.viewer(), Family.CHAT, message.copy().id(), text + " edited"));
            takenBack.add(text);
            sent.add(text + " edited");
          }
          case 2 -> {
            if (me != other) {
              chat.handle(new ReadMessage(other.viewer(), Family.CHAT, other.copyOf(message)));
            }
          }
          case 3 -> {
            if (me != other) {
              chat.handle(new DeleteMessage(me.viewer(), Family.CHAT, message.copy().id()));
            }
          }
          case 4 ->
              chat.profiles()
                  .update(
                      me.viewer(),
                      new ProfileChange(
                          Optional.of("Name " + text),
                          Optional.empty(),
                          Optional.empty(),
                          Optional.empty()));
          default -> {
            // Sending was enough.
          }
        }
      }
      return new Done(sent, takenBack);
    }

    @Test
    default void accountsEndWhileOthersWriteToThem() throws Exception {
      Scene scene = Scene.on(store());
      List<Person> people =
          IntStream.range(0, 8).mapToObj(i -> scene.person(People.somebody(i))).toList();
      List<Person> staying = people.subList(0, 4);
      List<Person> leaving = people.subList(4, 8);
      allAtOnce(
          8,
          thread -> {
            if (thread < leaving.size()) {
              leaving.get(thread).sends(leaving.get(thread).chatWith(staying.get(0)), "Farewell");
              leaving.get(thread).leavesForGood();
              return true;
            }
            Person me = staying.get(thread - leaving.size());
            for (Person other : leaving) {
              for (int i = 0; i < 5; i++) {
                writeUnlessGone(me, other, "Still there? " + i);
              }
            }
            return true;
          });
      for (Person person : staying) {
        isWhole(person);
        for (var conversation : person.conversations()) {
          assertThat(person.messages(conversation.copy().id()))
              .allSatisfy(
                  held -> {
                    assertThat(held.message().holders()).isEqualTo(1);
                    assertThat(held.message().awaiting()).isEqualTo(held.copy().received() ? 1 : 0);
                  });
        }
      }
      assertThat(staying.get(0).notifications()).hasSize(leaving.size());
    }

    private static void writeUnlessGone(Person me, Person other, String text) {
      try {
        me.sends(me.chatWith(other), text);
      } catch (BuddyChatException e) {
        assertThat(e.failure()).isInstanceOfAny(Failure.NotFound.class, Failure.Conflict.class);
      }
    }

    /// Its numbers have no holes, and each is told of once.
    private static void isWhole(Person person) {
      assertThat(person.log())
          .extracting(Entry::seq)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, person.head()).boxed().toList());
    }

    /// What a thread does.
    @FunctionalInterface
    interface Work<T> {

      T of(int thread) throws Exception;
    }

    private static <T> List<T> allAtOnce(int threads, Work<T> work) throws Exception {
      ExecutorService executor = Executors.newFixedThreadPool(threads);
      try {
        List<Future<T>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          int thread = i;
          running.add(executor.submit(() -> work.of(thread)));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> each : running) {
          results.add(each.get());
        }
        return results;
      } finally {
        executor.shutdownNow();
      }
    }
  }

  @Nested
  class OnH2 implements Contending {

    private final JdbiStore store = Databases.open(Databases.h2());

    @Override
    public JdbiStore store() {
      return store;
    }
  }

  @Nested
  class OnH2File implements Contending {

    private final JdbiStore store;

    OnH2File(@TempDir Path folder) {
      store = Databases.open("jdbc:h2:" + folder.resolve("chat"));
    }

    @Override
    public JdbiStore store() {
      return store;
    }
  }

  @Nested
  class OnPostgres implements Contending {

    private final JdbiStore store = Databases.open(Databases.postgres());

    @Override
    public JdbiStore store() {
      return store;
    }
  }
}
