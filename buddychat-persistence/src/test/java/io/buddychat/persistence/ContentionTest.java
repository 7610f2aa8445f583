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
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
                    assertThat(held.message().awaiting()).isEqualTo(1);
                  });
        }
      }
      assertThat(staying.get(0).notifications()).hasSize(leaving.size());
    }

    /// Everybody is in every group, so all commands want the same mailboxes, and each wants those
    /// of some conversation first.
    @Test
    default void overlappingGroupsNeverWaitForEachOtherInACircle() throws Exception {
      Scene scene = Scene.on(store());
      List<Person> people =
          IntStream.range(0, 8).mapToObj(i -> scene.person(People.somebody(i)).inGroups()).toList();
      List<CopyId> groups = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        List<UserId> others = new ArrayList<>(people.stream().map(Person::id).toList());
        others.remove(i);
        groups.add(people.get(i).groups().creates("Group " + i, others));
      }
      List<Integer> sent =
          allAtOnce(
              THREADS,
              thread -> {
                Random random = new Random(thread);
                int mine = 0;
                for (int i = 0; i < COMMANDS; i++) {
                  int group = random.nextInt(groups.size());
                  Person admin = people.get(group);
                  mine += comeAndGo(people, admin, groups.get(group), thread, i) ? 1 : 0;
                }
                return mine;
              });
      people.forEach(Contending::isWhole);
      assertThat(
              IntStream.range(0, groups.size())
                  .mapToLong(i -> people.get(i).sees(groups.get(i)).conversation().lastOrdinal())
                  .sum())
          .isEqualTo(sent.stream().mapToInt(Integer::intValue).sum());
      store().close();
      assertThat(deadlocks()).isZero();
    }

    /// How many deadlocks the database has found, if it tells; the store is closed.
    default long deadlocks() {
      return 0;
    }

    /// Sends, or lets somebody come or go, who may have done so already in another thread.
    ///
    /// @return whether it has sent something
    private static boolean comeAndGo(
        List<Person> people, Person admin, CopyId group, int thread, int i) {
      Person member = people.get(3 + thread % 5);
      switch (i % 4) {
        case 0 -> {
          try {
            CopyId own =
                member
                    .groups()
                    .copyOf(admin.sees(group).conversation().id())
                    .orElseThrow(() -> Failure.notFound("group").asException());
            if (thread % 2 == 0) {
              member.groups().leaves(own);
            } else {
              admin.groups().removes(group, own);
            }
          } catch (BuddyChatException e) {
            assertThat(e.failure()).isInstanceOf(Failure.NotFound.class);
          }
          return false;
        }
        case 2 -> {
          try {
            admin.groups().adds(group, member.id());
          } catch (BuddyChatException e) {
            assertThat(e.failure()).isInstanceOf(Failure.Conflict.class);
          }
          return false;
        }
        default -> {
          admin.sends(group, thread + "/" + i);
          return true;
        }
      }
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

    private static final String OF_THIS = " where datname = current_database()";

    private final String url = Databases.postgres();
    private final JdbiStore store = Databases.open(url);

    /// A session may tell what it has counted as late as when it ends.
    @Override
    public long deadlocks() {
      try (Connection connection = DriverManager.getConnection(url)) {
        while (number(connection, "select count(*) from pg_stat_activity" + OF_THIS) > 1) {
          Thread.onSpinWait();
        }
        return number(connection, "select deadlocks from pg_stat_database" + OF_THIS);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private static long number(Connection connection, String query) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(query)) {
        row.next();
        return row.getLong(1);
      }
    }

    @Override
    public JdbiStore store() {
      return store;
    }
  }
}
