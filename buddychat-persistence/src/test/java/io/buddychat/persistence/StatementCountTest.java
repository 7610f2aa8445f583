package io.buddychat.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.conversation.ConversationFilter;
import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.MessageFilter;
import io.buddychat.domain.conversation.Scope;
import io.buddychat.domain.conversation.SendMessage;
import io.buddychat.domain.conversation.Visibility;
import io.buddychat.domain.conversation.Welcome;
import io.buddychat.domain.core.BuddyChatException;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.core.Position;
import io.buddychat.domain.group.CreateGroup;
import io.buddychat.domain.user.UserFilter;
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// How many statements things take, and how often they travel: neither must depend on how many
/// people or rows are concerned.
class StatementCountTest {

  private static final List<String> STATEMENTS = Collections.synchronizedList(new ArrayList<>());

  private static final AtomicInteger TRIPS = new AtomicInteger();

  /// No statement begins before it is open.
  private static final AtomicReference<CountDownLatch> GATE =
      new AtomicReference<>(new CountDownLatch(0));

  private static void begins(String statement) {
    try {
      GATE.get().await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    TRIPS.incrementAndGet();
    // A commit is none of them; it may travel with others, or by itself.
    STATEMENTS.addAll(
        Stream.of(statement.split(";")).filter(each -> !each.strip().equals("commit")).toList());
  }

  interface Counting {

    JdbiStore store();

    /// Whether what can travel together does.
    boolean isFarAway();

    @AfterEach
    default void close() {
      store().close();
    }

    private static int count(Runnable work) {
      STATEMENTS.clear();
      work.run();
      return STATEMENTS.size();
    }

    /// The members' own copies of a new group, in the order of the people.
    private static List<CopyId> group(Scene scene, List<Person> members) {
      scene.later();
      scene
          .buddyChat()
          .createGroup()
          .by(
              members.get(0).viewer(),
              new CreateGroup.Draft(
                  "Group of " + members.size(),
                  Optional.empty(),
                  Optional.empty(),
                  members.stream().skip(1).map(Person::id).toList()));
      return members.stream().map(member -> newestGroup(scene, member)).toList();
    }

    private static CopyId newestGroup(Scene scene, Person member) {
      return scene
          .buddyChat()
          .mailboxes()
          .conversations(member.id(), Family.GROUP, Optional.empty(), PageRequest.first(1))
          .items()
          .get(0)
          .copy()
          .id();
    }

    private static List<Person> people(Scene scene, int count) {
      return IntStream.range(0, count).mapToObj(i -> scene.person(People.somebody(i))).toList();
    }

    @Test
    default void groupsTakeTheSameStatementsForTwoMembersAndAThousand() {
      Scene scene = Scene.on(store());
      List<Person> people = people(scene, 1_000).stream().map(Person::inGroups).toList();
      List<List<Integer>> counts = new ArrayList<>();
      for (int size : new int[] {2, 10, 100, 1_000}) {
        counts.add(countsInAGroup(scene, people.subList(0, size)));
        assertThat(people.get(size - 1).head()).isGreaterThan(4);
      }
      assertThat(counts.get(0))
          .as("create, send, send with a key, edit, read, delete, unsend the unread, clear")
          .containsExactly(5, 7, 9, 7, 9, 9, 12, 11);
      assertThat(counts).as("the same for all sizes").containsOnly(counts.get(0));
    }

    @Test
    default void aSendTravelsTwiceForTwoMembersAndAThousand() {
      Scene scene = Scene.on(store());
      List<Person> people = people(scene, 1_000).stream().map(Person::inGroups).toList();
      for (int size : new int[] {2, 10, 100, 1_000}) {
        CopyId own = group(scene, people.subList(0, size)).get(0);
        for (Optional<String> key : List.of(Optional.<String>empty(), Optional.of("key"))) {
          TRIPS.set(0);
          int statements = count(() -> send(scene, people.get(0), own, key));
          assertThat(TRIPS).hasValue(isFarAway() ? 2 : statements);
        }
      }
    }

    private static List<Integer> countsInAGroup(Scene scene, List<Person> members) {
      Person first = members.get(0);
      Person second = members.get(1);
      List<CopyId> copies = new ArrayList<>();
      List<HeldMessage> sent = new ArrayList<>();
      List<Integer> counts = new ArrayList<>();
      List<UserId> others = members.stream().skip(1).map(Person::id).toList();
      scene.later();
      counts.add(count(() -> copies.add(first.groups().creates("Group", others))));
      CopyId own = copies.get(0);
      CopyId theirs = newestGroup(scene, second);
      counts.add(count(() -> sent.add(send(scene, first, own, Optional.empty()))));
      counts.add(count(() -> sent.add(send(scene, first, own, Optional.of("key")))));
      MessageCopyId read = new MessageCopyId(theirs, sent.get(0).copy().id().ordinal());
      counts.add(count(() -> first.edits(sent.get(0).copy().id(), "Edited")));
      counts.add(count(() -> second.reads(read)));
      counts.add(count(() -> second.deletes(read)));
      counts.add(count(() -> first.unsends(sent.get(1).copy().id())));
      counts.add(count(() -> first.clears(own)));
      return counts;
    }

    @Test
    default void joiningTakesTheSameStatementsForAnyGroupAndAnyHistory() {
      Scene scene = Scene.on(store());
      List<Person> people = people(scene, 60).stream().map(Person::inGroups).toList();
      List<Integer> counts = new ArrayList<>();
      for (int size : new int[] {2, 50}) {
        List<Person> members = people.subList(0, size);
        CopyId own = group(scene, members).get(0);
        Person first = members.get(0);
        IntStream.range(0, size).forEach(i -> first.sends(own, "Message " + i));
        first.groups().meets(own, Visibility.PUBLIC, Welcome.EVERYTHING);
        Person newcomer = people.get(58);
        ConversationId group = first.sees(own).conversation().id();
        counts.add(count(() -> newcomer.groups().joins(group)));
        counts.add(count(() -> first.groups().adds(own, people.get(59).id())));
        assertThat(newcomer.texts(newcomer.groups().copyOf(group).orElseThrow())).hasSize(size);
      }
      assertThat(counts)
          .as("join, add, in a small group and in a large one")
          .containsExactly(11, 10, 11, 10);
    }

    /// The first two hold up all others, who then share a transaction; they write into nothing,
    /// each into another.
    @Test
    default void messagesThatAreSentTogetherTakeTheStatementsOfOne() throws Exception {
      Scene scene = Scene.on(store());
      List<Person> people = people(scene, 12).stream().map(Person::inGroups).toList();
      List<CopyId> copies = group(scene, people);
      int nothing = count(() -> lost(people.get(0), -1));
      int alone = count(() -> people.get(0).sends(copies.get(0), "Alone"));

      GATE.set(new CountDownLatch(1));
      STATEMENTS.clear();
      List<Thread> threads = new ArrayList<>();
      threads.add(waiting(() -> lost(people.get(0), -1)));
      threads.add(waiting(() -> lost(people.get(0), -2)));
      for (int i = 0; i < people.size(); i++) {
        int number = i;
        threads.add(waiting(() -> people.get(number).sends(copies.get(number), "Together")));
      }
      GATE.get().countDown();
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(STATEMENTS).hasSize(alone + 2 * nothing);
      assertThat(people.get(0).texts(copies.get(0))).hasSize(13);
    }

    private static void lost(Person person, long copy) {
      assertThatThrownBy(() -> person.sends(new CopyId(copy), "Lost"))
          .isInstanceOf(BuddyChatException.class);
    }

    /// A thread that waits by now.
    private static Thread waiting(Runnable action) {
      Thread thread = new Thread(action);
      thread.start();
      while (thread.getState() != Thread.State.WAITING) {
        assertThat(thread.isAlive()).isTrue();
        Thread.onSpinWait();
      }
      return thread;
    }

    @Test
    default void tenAttachmentsTakeTheSameStatementsAsOne() {
      Scene scene = Scene.on(store());
      Person alice = scene.alice();
      CopyId chat = alice.chatWith(scene.boris());
      List<Integer> counts = new ArrayList<>();
      for (int files : new int[] {0, 1, 10}) {
        AttachmentId[] ids =
            IntStream.range(0, files)
                .mapToObj(i -> alice.uploads("f", "text"))
                .toArray(AttachmentId[]::new);
        counts.add(count(() -> alice.sends(chat, "Look", ids)));
      }
      assertThat(counts).as("one to find them and one to write them").containsExactly(7, 9, 9);
    }

    private static HeldMessage send(
        Scene scene, Person sender, CopyId copy, Optional<String> clientId) {
      return scene
          .buddyChat()
          .handle(new SendMessage(sender.viewer(), Family.GROUP, copy, "Hello", clientId))
          .message()
          .orElseThrow();
    }

    @Test
    default void loadingTakesTheSameStatementsForOneScopeAndFive() {
      Scene scene = Scene.on(store());
      List<Person> people = people(scene, 6);
      Person first = people.get(0);
      List<Scope> scopes = new ArrayList<>();
      for (Person other : people.subList(1, 6)) {
        HeldMessage sent =
            first.sends(first.chatWith(other), "Hello", "key").message().orElseThrow();
        scopes.add(
            new Scope(
                Optional.of(Family.CHAT),
                sent.copy().id().copy(),
                first.id(),
                Scope.Reach.EVERYONE,
                Optional.empty(),
                OptionalLong.of(sent.message().ordinal()),
                Optional.of("key"),
                List.of()));
      }
      int one = count(() -> load(scopes.subList(0, 1)));
      int five = count(() -> load(scopes));
      assertThat(one).isEqualTo(5);
      assertThat(five).isEqualTo(one);
    }

    private void load(List<Scope> scopes) {
      int found =
          store().unitOfWork().execute(() -> store().conversations().load(scopes)).stream()
              .mapToInt(room -> room.orElseThrow().holders().size())
              .sum();
      assertThat(found).isEqualTo(2 * scopes.size());
    }

    @Test
    default void readingAMailboxTakesOneStatementForAnyNumber() {
      Scene scene = Scene.on(store());
      List<Person> people = people(scene, 12);
      Person first = people.get(0);
      List<CopyId> chats = people.stream().map(first::chatWith).toList();
      List<HeldMessage> sent = new ArrayList<>();
      for (CopyId chat : chats) {
        for (int i = 0; i < 5; i++) {
          sent.add(first.sends(chat, "Message " + i));
        }
      }
      for (int size : new int[] {1, 50}) {
        PageRequest page = PageRequest.first(size).after(Position.of(4));
        List<CopyId> some = chats.subList(0, Math.min(size, chats.size()));
        List<HeldMessage> messages = sent.subList(0, Math.min(size, sent.size()));
        UserId id = first.id();
        var mailboxes = store().mailboxes();
        List<Runnable> calls =
            List.of(
                () -> mailboxes.conversations(id, some),
                () -> mailboxes.conversations(id, Family.CHAT, Optional.of(false), page),
                () ->
                    mailboxes.conversations(
                        id,
                        Family.GROUP,
                        ConversationFilter.NONE,
                        PageRequest.first(size).skipping(3)),
                () -> mailboxes.groupCalled(id, "Group"),
                () ->
                    mailboxes.messages(id, MessageFilter.NONE, PageRequest.first(size).skipping(3)),
                () -> mailboxes.messages(id, some, page),
                () -> mailboxes.messages(id, some, PageRequest.last(size)),
                () -> mailboxes.lastMessages(id, some),
                () -> mailboxes.messages(id, messages.stream().map(m -> m.copy().id()).toList()),
                () ->
                    mailboxes.messagesById(
                        id, messages.stream().map(m -> m.message().id()).toList()),
                () -> mailboxes.notifications(id, Optional.of(false), page),
                () -> mailboxes.messages(id, MessageFilter.NONE, page),
                () -> mailboxes.chatsWith(id, people.stream().map(Person::id).toList()),
                () -> mailboxes.publicGroups(id, Optional.of("group"), page),
                () -> store().inboxes().read(id, 0, size),
                () -> store().inboxes().bounds(id),
                () -> store().users().search(UserFilter.EVERYBODY, page),
                () -> store().users().byId(people.stream().map(Person::id).toList()),
                () -> store().users().phoneNumbers(people.stream().map(Person::id).toList()));
        assertThat(calls).allSatisfy(call -> assertThat(count(call)).isEqualTo(1));
        ConversationFilter titled =
            new ConversationFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("g"));
        assertThat(count(() -> mailboxes.conversations(id, Family.GROUP, titled, page)))
            .as("one more for the titles")
            .isEqualTo(2);
      }
    }

    @Test
    default void clearingAndLeavingTakeTheSameStatementsForAnyHistory() {
      Scene scene = Scene.on(store());
      List<Person> people = people(scene, 5);
      Person first = people.get(0);
      List<Integer> clearing = new ArrayList<>();
      for (int length : new int[] {1, 40}) {
        Person other = people.get(clearing.size() + 1);
        CopyId chat = first.chatWith(other);
        IntStream.range(0, length).forEach(i -> first.sends(chat, "Message " + i));
        clearing.add(count(() -> first.clears(chat)));
      }
      assertThat(clearing.get(1)).isEqualTo(clearing.get(0));

      CopyId last = people.get(3).chatWith(people.get(4));
      int alone = count(() -> store().unitOfWork().execute(() -> destroy(people.get(1))));
      IntStream.range(0, 40).forEach(i -> people.get(3).sends(last, "Message " + i));
      int busy = count(() -> store().unitOfWork().execute(() -> destroy(people.get(3))));
      assertThat(busy).isEqualTo(alone);
    }

    private boolean destroy(Person person) {
      store().conversations().destroyMailbox(person.id());
      return true;
    }
  }

  @Nested
  class OnH2 implements Counting {

    private final JdbiStore store =
        JdbiStore.open(
            JdbiStore.Options.of(Databases.h2()).onStatement(StatementCountTest::begins));

    @Override
    public JdbiStore store() {
      return store;
    }

    @Override
    public boolean isFarAway() {
      return false;
    }
  }

  @Nested
  class OnPostgres implements Counting {

    private final String url = Databases.postgres();
    private final JdbiStore store =
        JdbiStore.open(JdbiStore.Options.of(url).onStatement(StatementCountTest::begins));

    @Override
    public JdbiStore store() {
      return store;
    }

    @Override
    public boolean isFarAway() {
      return true;
    }

    /// PostgreSQL keeps with each row which transaction wrote it.
    @Test
    void allThatASendWritesIsWrittenByOneTransaction() throws SQLException {
      Scene scene = Scene.on(store);
      List<Person> people = Counting.people(scene, 100).stream().map(Person::inGroups).toList();
      CopyId own = Counting.group(scene, people).get(0);
      Counting.send(scene, people.get(0), own, Optional.of("key"));
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery(
                  """
                  select count(*), count(distinct written.by)
                  from (
                    select cast(xmin as varchar) as by from message
                    union all select cast(xmin as varchar) from message_copy
                    union all select cast(xmin as varchar) from send_key
                    union all select cast(xmin as varchar) from conversation
                    union all select cast(xmin as varchar) from conversation_copy where own_sent > 0
                    union all select cast(xmin as varchar) from mailbox
                  ) written
                  """)) {
        assertThat(row.next()).isTrue();
        assertThat(row.getInt(1)).isEqualTo(1 + 100 + 1 + 1 + 1 + 100);
        assertThat(row.getInt(2)).isEqualTo(1);
      }
    }
  }
}
