package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.Store;
import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.conversation.Committed;
import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.SendMessage;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.HandOver;
import io.buddychat.domain.inbox.InboxBus;
import io.buddychat.domain.inbox.LocalInboxBus;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.peer.Peers;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What a commit hands over is what can be read, and is handed over when it can be read.
public interface HandOverContract extends FreshStore {

  /// A bus that compares what it is handed with what is in the store at that moment.
  final class Checking implements InboxBus {

    private final Store store;
    private final LocalInboxBus local = new LocalInboxBus();
    private final Map<UserId, TreeMap<Long, Entry>> handed = new HashMap<>();
    private final Set<Operation> told = EnumSet.noneOf(Operation.class);
    private final List<HandOver> handOvers = new ArrayList<>();
    private final Set<UserId> woken = new TreeSet<>();

    Checking(Store store) {
      this.store = store;
    }

    @Override
    public void wake(Collection<UserId> owners) {
      assertThat(store.unitOfWork().isRunning()).as("before it is durable").isFalse();
      woken.addAll(owners);
      local.wake(owners);
    }

    @Override
    public Registration listen(UserId owner, Listener listener) {
      return local.listen(owner, listener);
    }

    @Override
    public Set<UserId> listenedTo() {
      return local.listenedTo();
    }

    @Override
    public synchronized void handOver(HandOver news) {
      assertThat(store.unitOfWork().isRunning()).as("before it is durable").isFalse();
      for (UserId owner : news.owners()) {
        List<Entry> entries = news.entries(owner);
        assertThat(entries)
            .isNotEmpty()
            .isEqualTo(store.inboxes().read(owner, entries.get(0).seq() - 1, entries.size()));
        entries.forEach(entry -> check(entry, (Committed) news));
      }
      handOvers.add(news);
      local.handOver(news);
    }

    private void check(Entry entry, Committed news) {
      UserId owner = entry.owner();
      told.add(entry.event().operation());
      assertThat(handed.computeIfAbsent(owner, id -> new TreeMap<>()).put(entry.seq(), entry))
          .as("handed over before")
          .isNull();
      if (entry.event() instanceof Event.OfMessage event) {
        Optional<HeldMessage> message = news.message(owner, event.copy());
        assertThat(message.isPresent()).isEqualTo(arrives(event.operation()));
        message.ifPresent(
            held -> {
              assertThat(held)
                  .isEqualTo(
                      store.mailboxes().messages(owner, List.of(event.copy())).get(event.copy()));
              assertThat(news.attachments(owner, event.message()))
                  .isEqualTo(
                      held.copy().isGiven()
                          ? Optional.empty()
                          : Optional.of(
                              store
                                  .attachments()
                                  .ofMessages(owner, List.of(event.message()))
                                  .getOrDefault(event.message(), List.of())));
            });
      }
    }

    private static boolean arrives(Operation operation) {
      return switch (operation) {
        case CHAT_MESSAGE_CREATED, GROUP_MESSAGE_CREATED, NOTIFICATION_CREATED -> true;
        default -> false;
      };
    }

    /// Everything in these people's logs has been handed over.
    void hasHandedOverAllOf(Collection<Person> people) {
      for (Person person : people) {
        assertThat(handed.getOrDefault(person.id(), new TreeMap<>()).values())
            .as("%s", person)
            .containsExactlyElementsOf(person.log());
      }
    }

    HandOver last() {
      return handOvers.get(handOvers.size() - 1);
    }
  }

  @Test
  default void whatIsHandedOverIsWhatIsInTheLogAndInTheMailbox() {
    Store store = store();
    Checking bus = new Checking(store);
    Scene scene = Scene.on(store, settings -> settings.bus(bus));
    Circle circle = Circle.on(scene);
    HeldMessage one = circle.alice().sends(circle.alices(), "One");
    HeldMessage two = circle.alice().sends(circle.alices(), "Two");
    circle.alice().edits(one.copy().id(), "One, edited");
    circle.boris().deletes(circle.boris().copyOf(two));
    circle.alice().unsends(one.copy().id());
    circle.clara().archives(circle.claras(), true);
    circle.clara().clears(circle.claras());
    for (Runnable command : AtomicityContract.Commands.of(scene).values()) {
      scene.clock().advance(Duration.ofNanos(1_234_567));
      command.run();
    }
    assertThat(bus.told).as("nothing left out").containsExactly(Operation.values());
    bus.hasHandedOverAllOf(List.of(circle.alice(), circle.clara(), circle.david()));
    assertThat(bus.woken).as("without being told what").isEmpty();
  }

  @Test
  default void whatIsSentTogetherIsHandedOverTogether() {
    HeldUpStore store = new HeldUpStore(store());
    Checking bus = new Checking(store());
    Scene scene = Scene.on(store, settings -> settings.bus(bus));
    Circle circle = Circle.on(scene);
    AttachmentId file = circle.clara().uploads("list.txt", "Buy milk");
    store.hold();
    Queue queue = new Queue();
    List<CompletableFuture<HeldMessage>> sent = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String text = "Message " + i;
      sent.add(queue.add(() -> circle.alice().sends(circle.alices(), text)));
    }
    store.letGo();
    sent.forEach(each -> assertThat(Queue.outcome(each).thrown()).isEmpty());
    assertThat(bus.handOvers)
        .as("several messages, each with its notification")
        .anyMatch(news -> news.entries(circle.boris().id()).size() > 2);
    bus.hasHandedOverAllOf(scene.people());
    circle.clara().sends(circle.claras(), "With a file", file);
    assertThat(((Committed) bus.last()).attachments(circle.boris().id(), newest(circle)))
        .hasValueSatisfying(files -> assertThat(files).hasSize(1));
  }

  private static MessageId newest(Circle circle) {
    return circle.boris().lastMessage(circle.borises()).orElseThrow().message().id();
  }

  @Test
  default void nobodyIsToldOfAnothersCopy() {
    Store store = store();
    Checking bus = new Checking(store);
    Talk talk = Talk.on(Scene.on(store, settings -> settings.bus(bus)));
    HeldMessage sent = talk.alice().sends(talk.alices(), "Hello");
    Committed news = (Committed) bus.last();
    Person stranger = talk.scene().clara();
    MessageCopyId borises = talk.boris().copyOf(sent);
    assertThat(news.message(talk.boris().id(), borises)).isPresent();
    assertThat(news.message(talk.alice().id(), borises)).isEmpty();
    assertThat(news.message(stranger.id(), borises)).isEmpty();
    assertThat(news.attachments(stranger.id(), sent.message().id())).isEmpty();
    assertThat(news.entries(stranger.id())).isEmpty();
  }

  @Test
  default void whatIsPartOfAnotherTransactionIsNotHandedOver() {
    Store store = store();
    Checking bus = new Checking(store);
    Talk talk = Talk.on(Scene.on(store, settings -> settings.bus(bus)));
    int before = bus.handOvers.size();
    store
        .unitOfWork()
        .execute(
            () ->
                talk.scene()
                    .buddyChat()
                    .handle(
                        new SendMessage(
                            talk.alice().viewer(),
                            Family.CHAT,
                            talk.alices(),
                            "Not durable yet",
                            Optional.empty())));
    assertThat(bus.handOvers).hasSize(before);
    assertThat(bus.woken).containsExactlyInAnyOrder(talk.alice().id(), talk.boris().id());
  }

  /// Fails whenever it has something to tell.
  final class Failing implements InboxBus, Peers {

    private final LocalInboxBus local = new LocalInboxBus();

    private static RuntimeException failure() {
      return new IllegalStateException("on purpose");
    }

    @Override
    public void wake(Collection<UserId> owners) {
      throw failure();
    }

    @Override
    public Registration listen(UserId owner, InboxBus.Listener listener) {
      return local.listen(owner, listener);
    }

    @Override
    public Set<UserId> listenedTo() {
      return local.listenedTo();
    }

    @Override
    public void tellOfNews(Set<UserId> owners) {
      throw failure();
    }

    @Override
    public void tellOfEnds(Set<SessionId> sessions) {
      throw failure();
    }

    @Override
    public void listen(Peers.Listener listener) {}
  }

  @Test
  default void whoCannotBeToldMakesNothingFail() {
    Failing failing = new Failing();
    Scene scene = Scene.on(store(), settings -> settings.bus(failing).peers(failing));
    List<Throwable> reported =
        Reported.during(
            () -> {
              Talk talk = Talk.on(scene);
              scene
                  .buddyChat()
                  .sessionEnds()
                  .listen(
                      talk.alice().session(),
                      () -> {
                        throw Failing.failure();
                      });
              talk.alice().sends(talk.alices(), "Shared");
              HeldMessage alone = talk.alice().sends(talk.alices(), "To be edited");
              talk.alice().edits(talk.alice().copyOf(alone), "Edited alone");
              scene.buddyChat().signIn().revoke(talk.alice().refreshToken());
              assertThat(talk.boris().texts(talk.borises())).hasSize(2);
            });
    assertThat(reported).hasSizeGreaterThan(6).allMatch(e -> "on purpose".equals(e.getMessage()));
  }

  @Test
  default void aRefusalHandsNothingOver() {
    Store store = store();
    Checking bus = new Checking(store);
    Talk talk = Talk.on(Scene.on(store, settings -> settings.bus(bus)));
    int before = bus.handOvers.size();
    Refusals.refused(
        Failure.NotFound.class, () -> talk.boris().sends(talk.alices(), "Not through this"));
    assertThat(bus.handOvers).hasSize(before);
  }
}
