package io.buddychat.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.Store;
import io.buddychat.domain.core.CopyId;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.Snapshot;
import io.buddychat.testkit.memory.ForwardingStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What only a file can show: that commits are in it, and stay.
@Timeout(120)
class H2FileTest {

  @TempDir private Path folder;

  private final Reopening store = new Reopening();

  /// A store that can be closed and opened again while a scene goes on upon it.
  private static final class Reopening implements ForwardingStore {

    private JdbiStore now = Databases.open(Databases.h2());

    @Override
    public Store kept() {
      return now;
    }

    void open(String url) {
      open(JdbiStore.Options.of(url));
    }

    void open(JdbiStore.Options options) {
      now.close();
      now = JdbiStore.open(options);
    }
  }

  private String url(String scheme) {
    return "jdbc:h2:" + scheme + folder.resolve("chat");
  }

  @BeforeEach
  void countSyncs() {
    SyncCountingFile.register();
  }

  @AfterEach
  void close() {
    store.now.close();
  }

  @Test
  void everythingOutlivesTheStore() {
    store.open(url(""));
    Scene scene = Scene.on(store);
    Person alice = scene.alice();
    Person boris = scene.boris();
    CopyId chat = alice.chatWith(boris);
    alice.sends(chat, "Still there?", "key");
    boris.reads(boris.copyOf(alice.sends(chat, "Hello?")));
    boris.sends(boris.chatWith(scene.clara()), "Alice is impatient");
    alice.clears(chat);
    alice.sends(chat, "After the clearing");
    Snapshot before = scene.everything();

    store.open(url(""));
    assertThat(scene.everything()).isEqualTo(before);
  }

  /// While it is open nothing in it is written over, so that a kill finds all of it.
  @Test
  void theFileGrowsWhileItIsOpenAndIsWrittenAnewWhenItIsClosed() throws Exception {
    store.open(url(""));
    Scene scene = Scene.on(store);
    Person alice = scene.alice();
    CopyId notes = alice.chatWith(alice);
    for (int i = 0; i < 300; i++) {
      alice.sends(notes, "Note " + i);
    }
    Snapshot before = scene.everything();
    long open = Files.size(folder.resolve("chat.mv.db"));
    store.now.close();
    assertThat(Files.size(folder.resolve("chat.mv.db"))).isLessThan(open / 3);
    store.open(url(""));
    assertThat(scene.everything()).isEqualTo(before);
  }

  /// Those who write and those who read go on as if nothing happened.
  @Test
  void aFileThatIsMostlyHistoryIsWrittenAnewWhileItIsInUse() throws Exception {
    store.open(JdbiStore.Options.of(url("")).rewriteAbove(1));
    Scene scene = Scene.on(store);
    Person alice = scene.alice();
    CopyId notes = alice.chatWith(alice);
    AtomicBoolean enough = new AtomicBoolean();
    ExecutorService readers = Executors.newFixedThreadPool(2);
    List<Future<?>> reading = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      reading.add(
          readers.submit(
              () -> {
                while (!enough.get()) {
                  assertThat(alice.sees()).isNotNull();
                }
              }));
    }
    Set<Object> files = new HashSet<>();
    int sent = 0;
    while (files.size() < 4) {
      alice.sends(notes, "Note " + sent);
      sent++;
      Object file =
          Files.readAttributes(folder.resolve("chat.mv.db"), BasicFileAttributes.class).fileKey();
      files.add(file == null ? "one that cannot be told apart" : file);
    }
    enough.set(true);
    for (Future<?> one : reading) {
      one.get();
    }
    readers.shutdown();
    Snapshot before = scene.everything();
    store.open(url(""));
    assertThat(scene.everything()).isEqualTo(before);
    assertThat(alice.head()).isGreaterThanOrEqualTo(sent);
  }

  @Test
  void aFileThatIsMostlyHistoryIsWrittenAnewWhenNobodyWrites() throws Exception {
    long above = 1 << 20;
    Path file = folder.resolve("chat.mv.db");
    store.open(JdbiStore.Options.of(url("")).rewriteAbove(above));
    Scene scene = Scene.on(store);
    Person alice = scene.alice();
    CopyId notes = alice.chatWith(alice);
    while (Files.size(file) <= above) {
      alice.sends(notes, "Note");
    }
    Snapshot before = scene.everything();
    await(() -> Files.size(file) < above);
    assertThat(scene.everything()).isEqualTo(before);
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  @Test
  void eachCommitIsOnTheDiskWhenItsCallReturns() {
    store.open(url("counting:"));
    Scene scene = Scene.on(store);
    Person alice = scene.alice();
    CopyId notes = alice.chatWith(alice);
    for (int i = 0; i < 10; i++) {
      long before = SyncCountingFile.SYNCS.get();
      alice.sends(notes, "Note " + i);
      assertThat(SyncCountingFile.SYNCS.get()).isGreaterThan(before);
    }
  }

  @Test
  void whatChangesNothingDoesNotTroubleTheDisk() {
    store.open(url("counting:"));
    Scene scene = Scene.on(store);
    Person alice = scene.alice();
    CopyId notes = alice.chatWith(alice);
    alice.sends(notes, "Note", "key");
    long before = SyncCountingFile.SYNCS.get();
    assertThat(alice.sends(notes, "Note", "key").duplicate()).isTrue();
    assertThat(alice.sees()).isNotNull();
    assertThat(SyncCountingFile.SYNCS).hasValue(before);
  }

  @Test
  void thoseWhoSendAtOnceShareSyncs() throws Exception {
    store.open(url("counting:"));
    Scene scene = Scene.on(store);
    int senders = 8;
    int each = 25;
    List<Person> people = new ArrayList<>();
    List<CopyId> chats = new ArrayList<>();
    for (int i = 0; i < senders; i++) {
      Person person = scene.person(People.somebody(i));
      people.add(person);
      chats.add(person.chatWith(person));
    }
    long before = SyncCountingFile.SYNCS.get();
    ExecutorService threads = Executors.newFixedThreadPool(senders);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < senders; i++) {
      Person person = people.get(i);
      CopyId notes = chats.get(i);
      running.add(
          threads.submit(
              () -> {
                for (int n = 0; n < each; n++) {
                  person.sends(notes, "Note " + n);
                }
              }));
    }
    for (Future<?> one : running) {
      one.get();
    }
    threads.shutdown();
    assertThat(SyncCountingFile.SYNCS.get() - before).isLessThan((long) senders * each);
  }

  @Test
  void whoIsInterruptedTakesNobodyElseDown() throws Exception {
    store.open(url(""));
    Scene scene = Scene.on(store);
    Person alice = scene.alice();
    CopyId notes = alice.chatWith(alice);
    Thread interrupted =
        new Thread(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                alice.sends(notes, "Busy");
              }
              alice.sends(notes, "While interrupted");
            });
    interrupted.setUncaughtExceptionHandler((thread, e) -> {});
    interrupted.start();
    while (alice.head() < 10) {
      Thread.onSpinWait();
    }
    interrupted.interrupt();
    interrupted.join();
    assertThat(alice.sends(notes, "After all").message().content()).isEqualTo("After all");
  }
}
