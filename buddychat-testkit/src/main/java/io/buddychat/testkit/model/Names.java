package io.buddychat.testkit.model;

import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.Message;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The model's names for the real ids, given in the order of their beginning.
final class Names {

  private final Instant beginning;
  private final Map<UserId, String> users = new HashMap<>();
  private final Map<SessionId, String> sessions = new HashMap<>();
  private final List<Place> places = new ArrayList<>();
  private final Map<CopyId, String> copies = new HashMap<>();
  private final Map<MessageId, String> messages = new HashMap<>();

  Names(List<Person> people, Instant beginning) {
    this.beginning = beginning;
    for (int i = 0; i < people.size(); i++) {
      users.put(people.get(i).id(), "p" + i);
      sessions.put(people.get(i).session(), "p" + i);
    }
  }

  /// A conversation, and the copies of it that ever began.
  static final class Place {

    private final String name;
    private final ConversationId conversation;
    private final boolean group;
    private final List<Begun> copies = new ArrayList<>();
    private long lastOrdinal;

    private Place(String name, ConversationId conversation, boolean group) {
      this.name = name;
      this.conversation = conversation;
      this.group = group;
    }

    ConversationId conversation() {
      return conversation;
    }

    boolean group() {
      return group;
    }

    Family family() {
      return group ? Family.GROUP : Family.CHAT;
    }
  }

  private record Begun(CopyId id, UserId owner) {}

  Place begin(ConversationId conversation, boolean group) {
    Place place = new Place("c" + places.size(), conversation, group);
    places.add(place);
    return place;
  }

  void begin(Place place, Person owner, CopyId copy) {
    place.copies.add(new Begun(copy, owner.id()));
    copies.put(copy, place.name + "/" + user(owner.id()) + "'" + place.copies.size());
  }

  boolean isNew(CopyId copy) {
    return !copies.containsKey(copy);
  }

  void sent(Place place, Message message) {
    place.lastOrdinal = message.ordinal();
    messages.put(message.id(), place.name + "#" + message.ordinal());
  }

  /// Counted round when there are fewer.
  Place place(int number) {
    return places.get(number % places.size());
  }

  long lastOrdinal(Place place) {
    return place.lastOrdinal;
  }

  Optional<CopyId> newestCopy(Place place, Person owner) {
    return place.copies.stream()
        .filter(begun -> begun.owner().equals(owner.id()))
        .reduce((earlier, later) -> later)
        .map(Begun::id);
  }

  CopyId anyCopy(Place place) {
    return place.copies.get(0).id();
  }

  String user(UserId id) {
    return users.getOrDefault(id, "unknown " + id);
  }

  String session(SessionId id) {
    return sessions.getOrDefault(id, "unknown " + id);
  }

  String copy(CopyId id) {
    return copies.getOrDefault(id, "unknown " + id);
  }

  String message(MessageId id) {
    return messages.getOrDefault(id, "unknown " + id);
  }

  String time(Instant at) {
    return "T" + Duration.between(beginning, at).toMinutes();
  }
}
