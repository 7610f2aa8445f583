package io.buddychat.testkit;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.Store;
import io.buddychat.domain.attachment.Blobs;
import io.buddychat.domain.user.Accounts.Registration;
import io.buddychat.domain.user.Pbkdf2Passwords;
import io.buddychat.testkit.memory.InMemoryBlobs;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A BuddyChat to play a scenario in: time stands still until somebody lets it go on, keys count,
/// passwords are quick to check, and who follows a log gets its news on the thread that made them.
///
/// ```java
/// Scene scene = Scene.on(store);
/// Person alice = scene.alice();
/// Person boris = scene.boris();
/// HeldMessage hello = alice.sends(alice.chatWith(boris), "Hello");
/// boris.deletes(boris.copyOf(hello));
/// ```
public final class Scene {

  /// When every scene begins.
  public static final Instant BEGINNING = Instant.parse("2026-01-01T12:00:00Z");

  /// How long a session lasts here.
  public static final Duration SESSION_LIFETIME = Duration.ofDays(7);

  private final Store store;
  private final MutableClock clock = new MutableClock(BEGINNING);
  private final Blobs blobs;
  private final BuddyChat buddyChat;
  private final Map<String, Person> people = new LinkedHashMap<>();

  private Scene(Store store, Blobs blobs, UnaryOperator<BuddyChat.Builder> settings) {
    this.store = store;
    this.blobs = blobs;
    this.buddyChat =
        settings
            .apply(
                BuddyChat.on(store)
                    .clock(clock)
                    .ids(new CountingIds())
                    .passwords(new Pbkdf2Passwords(1, 8))
                    .sessionLifetime(SESSION_LIFETIME)
                    .executor(Runnable::run)
                    .blobs(blobs))
            .build();
  }

  public static Scene on(Store store) {
    return on(store, settings -> settings);
  }

  /// With other settings than those above.
  public static Scene on(Store store, UnaryOperator<BuddyChat.Builder> settings) {
    return on(store, new InMemoryBlobs(), settings);
  }

  /// With files kept there.
  public static Scene on(Store store, Blobs blobs, UnaryOperator<BuddyChat.Builder> settings) {
    return new Scene(store, blobs, settings);
  }

  public BuddyChat buddyChat() {
    return buddyChat;
  }

  public Store store() {
    return store;
  }

  /// Where files are kept.
  public Blobs blobs() {
    return blobs;
  }

  public MutableClock clock() {
    return clock;
  }

  public Instant now() {
    return clock.instant();
  }

  /// Lets a minute go by.
  ///
  /// @return the time it is then
  public Instant later() {
    clock.advance(Duration.ofMinutes(1));
    return now();
  }

  public Person alice() {
    return person(People.ALICE);
  }

  public Person boris() {
    return person(People.BORIS);
  }

  public Person clara() {
    return person(People.CLARA);
  }

  public Person david() {
    return person(People.DAVID);
  }

  /// The person, who gets an account and signs in when they are first asked for.
  public Person person(People who) {
    return person(who.registration());
  }

  /// The person with this user name, who gets an account and signs in when they are first asked
  /// for.
  public Person person(Registration registration) {
    Person known = people.get(registration.username());
    if (known != null) {
      return known;
    }
    buddyChat.accounts().register(registration);
    Person person = signIn(registration.username());
    people.put(registration.username(), person);
    return person;
  }

  /// One more session of somebody who has an account.
  public Person signIn(String username) {
    return new Person(this, buddyChat.signIn().logIn(username, People.PASSWORD));
  }

  /// All who were asked for so far.
  public Collection<Person> people() {
    return List.copyOf(people.values());
  }

  /// What everybody sees.
  public Snapshot everything() {
    return Snapshot.of(people());
  }
}
