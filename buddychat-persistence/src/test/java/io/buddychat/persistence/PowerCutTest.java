package io.buddychat.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.Store;
import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.SendMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.core.Position;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.user.Pbkdf2Passwords;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Viewer;
import io.buddychat.persistence.ForgetfulDisk.Cut;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The power goes at some write or sync of H2, again and again: what was acknowledged is there
/// afterwards, once and whole, and so is every entry of a log that somebody was shown.
///
/// A model of a disk, not a disk: see [ForgetfulDisk]. `-Dbuddychat.cuts=N` makes N cuts.
@Timeout(900)
class PowerCutTest {

  private static final int CUTS = Integer.getInteger("buddychat.cuts", 30);
  private static final List<Cut> KINDS = List.of(Cut.values());
  private static final long SEED = Long.getLong("buddychat.seed", 1);

  /// The file is written anew each time it has grown several times over.
  private static final long ALWAYS = 1;

  @TempDir private Path folder;

  /// What somebody was told before the cut.
  private record Told(List<String> acknowledged, long seen) {}

  /// Alice and Boris, who have a chat, in a file that nothing was cut from.
  private Path prepared;

  @BeforeEach
  void prepare() throws IOException {
    prepared = Files.createDirectory(folder.resolve("prepared"));
    try (JdbiStore store = Databases.open("jdbc:h2:" + prepared.resolve("chat"))) {
      Scene scene = Scene.on(store);
      assertThat(scene.alice().chatWith(scene.boris())).isNotNull();
    }
  }

  /// The two, signed in.
  private record Two(BuddyChat chat, Viewer alice, Viewer boris) {

    static Two in(Store store) {
      BuddyChat chat = BuddyChat.on(store).passwords(new Pbkdf2Passwords(1, 8)).build();
      return new Two(chat, signIn(chat, People.ALICE), signIn(chat, People.BORIS));
    }

    private static Viewer signIn(BuddyChat chat, People who) {
      var opened = chat.signIn().logIn(who.username(), People.PASSWORD);
      return new Viewer(opened.user().id(), opened.session().id());
    }

    CopyId copy(boolean ofAlice) {
      return ofAlice
          ? chat.openChat().with(alice, boris.user()).mine()
          : chat.openChat().with(boris, alice.user()).mine();
    }

    List<String> texts(boolean ofAlice) {
      UserId owner = (ofAlice ? alice : boris).user();
      CopyId copy = copy(ofAlice);
      List<String> texts = new ArrayList<>();
      PageRequest request = PageRequest.first(100);
      Page<HeldMessage> page;
      do {
        page =
            chat.mailboxes()
                .messages(owner, List.of(copy), request)
                .getOrDefault(copy, Page.empty());
        for (HeldMessage held : page.items()) {
          texts.add(held.message().content());
          request = request.after(Position.of(held.copy().id().ordinal()));
        }
      } while (page.hasNext());
      return texts;
    }

    /// The numbers of the entries, and how far the log says it reaches.
    void logIsWhole(boolean ofAlice, String when) {
      UserId owner = (ofAlice ? alice : boris).user();
      long head = chat.inboxes().bounds(owner).head();
      List<Long> numbers = new ArrayList<>();
      List<Entry> part;
      do {
        part = chat.inboxes().read(owner, numbers.size(), 500);
        part.forEach(entry -> numbers.add(entry.seq()));
      } while (!part.isEmpty());
      assertThat(numbers)
          .as("log, %s", when)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, head).boxed().toList());
    }
  }

  @Test
  void whatWasAcknowledgedOrShownOutlivesEveryCut() throws Exception {
    int acknowledged = 0;
    int unsettled = 0;
    int rewritten = 0;
    for (int cut = 0; cut < CUTS; cut++) {
      long seed = SEED + cut;
      Cut kind = KINDS.get(cut % KINDS.size());
      Path whole = copy("whole" + cut);
      Path remains = Files.createDirectory(folder.resolve("remains" + cut));
      ForgetfulDisk disk = new ForgetfulDisk(whole, remains, kind, operations(seed), seed, true);
      Told told = talkUntilCut(whole, disk, ALWAYS);
      rewritten += disk.moves();
      List<String> found = lookAfterwards(remains, told, "seed " + seed + ", " + kind);
      acknowledged += told.acknowledged().size();
      unsettled += found.size() - told.acknowledged().size();
    }
    assertThat(acknowledged).as("acknowledged before %s cuts", CUTS).isGreaterThan(CUTS);
    System.out.printf(
        "%d power cuts: %d messages acknowledged, lost 0, twice 0, half 0; %d more were there,"
            + " stored and not yet acknowledged; the file was written anew %d times%n",
        CUTS, acknowledged, unsettled, rewritten);
    assertThat(rewritten).as("times that the file was written anew").isPositive();
  }

  private static long operations(long seed) {
    return 20L + new Random(seed).nextInt(400);
  }

  /// The check would see a loss: on a disk that lies about its syncs there is one.
  @Test
  void onADiskThatLiesSomethingIsLost() throws Exception {
    int lost = 0;
    for (int cut = 0; cut < 5; cut++) {
      Path whole = copy("whole" + cut);
      Path remains = Files.createDirectory(folder.resolve("remains" + cut));
      Told told =
          talkUntilCut(
              whole,
              new ForgetfulDisk(whole, remains, Cut.FORGETS_ALL, 400, cut, false),
              Long.MAX_VALUE);
      try (JdbiStore store = Databases.open("jdbc:h2:" + remains.resolve("chat"))) {
        List<String> found = Two.in(store).texts(true);
        lost += (int) told.acknowledged().stream().filter(text -> !found.contains(text)).count();
      }
    }
    assertThat(lost).isPositive();
  }

  /// What H2 does when nobody asks for more.
  @Test
  void aPlainDatabaseOfH2LosesWhatItHasAcknowledged() throws Exception {
    Path plain = Files.createDirectory(folder.resolve("plain"));
    Path remains = Files.createDirectory(folder.resolve("remains"));
    String url = "jdbc:h2:%s%s/plain";
    try (Connection connection = DriverManager.getConnection(url.formatted("", plain))) {
      connection.createStatement().execute("create table t (id int primary key)");
    }
    ForgetfulDisk disk =
        new ForgetfulDisk(plain, remains, Cut.FORGETS_ALL, Long.MAX_VALUE, 0, true);
    ForgetfulFile.insert(disk);
    try (Connection doomed = DriverManager.getConnection(url.formatted("forgetful:", plain))) {
      for (int i = 0; i < 100; i++) {
        doomed.createStatement().execute("insert into t values (" + i + ")");
      }
      disk.cut();
    }
    try (Connection connection = DriverManager.getConnection(url.formatted("", remains));
        ResultSet count = connection.createStatement().executeQuery("select count(*) from t")) {
      count.next();
      assertThat(count.getInt(1)).as("of 100 rows that were committed").isLessThan(100);
    }
  }

  private Path copy(String name) throws IOException {
    Path copy = Files.createDirectory(folder.resolve(name));
    Files.copy(prepared.resolve("chat.mv.db"), copy.resolve("chat.mv.db"));
    return copy;
  }

  /// Both send from two threads each, Alice's other device sends again what may be under way, and
  /// somebody follows Boris's log, until the power goes.
  private static Told talkUntilCut(Path where, ForgetfulDisk disk, long rewriteAbove)
      throws Exception {
    ForgetfulFile.insert(disk);
    List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
    AtomicLong seen = new AtomicLong();
    JdbiStore.Options options =
        JdbiStore.Options.of("jdbc:h2:forgetful:" + where.resolve("chat"))
            .rewriteAbove(rewriteAbove);
    try (JdbiStore store = JdbiStore.open(options)) {
      Two two = Two.in(store);
      List<Callable<Boolean>> threads = new ArrayList<>();
      for (int sender = 0; sender < 4; sender++) {
        String name = "Text " + sender + ".";
        boolean ofAlice = sender % 2 == 0;
        threads.add(() -> sends(two, ofAlice, name, disk, acknowledged));
      }
      threads.add(() -> repeats(two, disk, acknowledged));
      threads.add(() -> follows(two, disk, seen));
      ExecutorService executor = Executors.newFixedThreadPool(threads.size());
      for (Future<Boolean> each : executor.invokeAll(threads)) {
        each.get();
      }
      executor.shutdown();
    }
    disk.cut();
    return new Told(acknowledged.stream().distinct().toList(), seen.get());
  }

  private static boolean sends(
      Two two, boolean ofAlice, String name, ForgetfulDisk disk, List<String> acknowledged) {
    Viewer me = ofAlice ? two.alice() : two.boris();
    CopyId own = two.copy(ofAlice);
    for (int i = 0; disk.isOn(); i++) {
      String text = name + i;
      two.chat().handle(new SendMessage(me, Family.CHAT, own, text, Optional.of(text)));
      if (disk.isOn()) {
        acknowledged.add(text);
      }
    }
    return true;
  }

  /// Sends what one of Alice's threads is about to send, under the same ids. Whoever comes second
  /// is told that it was sent before, and may rely on that.
  private static boolean repeats(Two two, ForgetfulDisk disk, List<String> acknowledged) {
    CopyId own = two.copy(true);
    for (int i = 0; disk.isOn(); ) {
      String text = "Text 0." + i;
      two.chat().handle(new SendMessage(two.alice(), Family.CHAT, own, text, Optional.of(text)));
      if (disk.isOn()) {
        acknowledged.add(text);
        i++;
      }
    }
    return true;
  }

  private static boolean follows(Two two, ForgetfulDisk disk, AtomicLong seen) {
    while (disk.isOn()) {
      for (Entry entry : two.chat().inboxes().read(two.boris().user(), seen.get(), 100)) {
        if (disk.isOn()) {
          seen.set(entry.seq());
        }
      }
    }
    return true;
  }

  /// Opens what the cut has left.
  private static List<String> lookAfterwards(Path remains, Told told, String when) {
    try (JdbiStore store = Databases.open("jdbc:h2:" + remains.resolve("chat"))) {
      Two two = Two.in(store);
      List<String> found = two.texts(true);
      assertThat(found).as("what Alice holds, %s", when).doesNotHaveDuplicates();
      assertThat(found).as("acknowledged, %s", when).containsAll(told.acknowledged());
      assertThat(two.texts(false)).as("what Boris holds, %s", when).isEqualTo(found);
      two.logIsWhole(true, when);
      two.logIsWhole(false, when);
      assertThat(store.inboxes().bounds(two.boris().user()).head())
          .as("Boris's log reaches as far as somebody was shown, %s", when)
          .isGreaterThanOrEqualTo(told.seen());
      return found;
    }
  }
}
