package io.buddychat.testkit.model;

import static io.buddychat.testkit.model.Altered.with;

import io.buddychat.domain.conversation.Changes;
import io.buddychat.domain.conversation.MessageCopy;
import io.buddychat.domain.conversation.Room;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Bugs that a store or a command could have, to see whether the histories find them.
enum Bug {
  ONE_RECIPIENT_GETS_NO_COPY(
      writing(
          changes -> {
            Optional<MessageCopy> lost =
                changes.delivered().stream().filter(MessageCopy::received).findFirst();
            return lost.isEmpty()
                ? changes
                : lowered(
                    with(changes, "delivered", without(changes.delivered(), lost.get()::equals)),
                    lost.get().owner(),
                    2);
          })),
  AN_EVENT_IS_LOST(
      writing(
          changes -> {
            if (changes.entries().isEmpty()) {
              return changes;
            }
            Entry lost = changes.entries().get(changes.entries().size() - 1);
            return lowered(
                with(changes, "entries", without(changes.entries(), lost::equals)),
                lost.owner(),
                1);
          })),
  AN_EVENT_COMES_TWICE(
      reading(
          entries -> {
            List<Entry> twice = new ArrayList<>(entries);
            entries.stream().limit(1).forEach(twice::add);
            return twice;
          })),
  TWO_EVENTS_CHANGE_PLACES(
      reading(
          entries -> {
            if (entries.size() < 2) {
              return entries;
            }
            List<Entry> swapped = new ArrayList<>(entries);
            swapped.set(0, with(entries.get(1), "seq", entries.get(0).seq()));
            swapped.set(1, with(entries.get(0), "seq", entries.get(1).seq()));
            return swapped;
          })),
  A_NUMBER_IS_GIVEN_TWICE(
      loading(
          room -> {
            Map<UserId, Long> heads = new HashMap<>(room.heads());
            heads.replaceAll((owner, head) -> head > 3 ? head - 1 : head);
            return with(room, "heads", heads);
          })),
  THE_ACTOR_IS_ANOTHER(
      entries(
          entry ->
              entry.event() instanceof Event.OfMessage event
                  ? with(entry, "event", with(event, "actor", entry.owner()))
                  : entry)),
  THE_ORIGIN_IS_FORGOTTEN(entries(entry -> with(entry, "origin", Optional.empty()))),
  AN_EDIT_IS_NOT_STORED(
      writing(
          changes ->
              with(
                  changes,
                  "messages",
                  without(changes.messages(), message -> message.editedAt().isPresent())))),
  UNSENDING_LEAVES_THE_OTHERS_COPIES(
      writing(
          changes ->
              changes.gone().isEmpty()
                  ? changes
                  : with(
                      with(changes, "gone", List.of()),
                      "dropped",
                      without(changes.dropped(), MessageCopy::received)))),
  THE_SECOND_READING_COUNTS(
      loading(
          room -> {
            Map<CopyId, MessageCopy> unread = new LinkedHashMap<>(room.holders());
            unread.replaceAll((copy, held) -> with(held, "readAt", Optional.empty()));
            return with(room, "holders", unread);
          })),
  UNREAD_IS_MISCOUNTED(
      writing(
          changes ->
              changes.messageCopies().isEmpty() ? changes : with(changes, "copies", List.of()))),
  THE_TIME_OF_READING_IS_WRONG(
      writing(
          changes ->
              with(
                  changes,
                  "messageCopies",
                  changes.messageCopies().stream()
                      .map(
                          copy ->
                              with(
                                  copy,
                                  "readAt",
                                  copy.readAt().map(at -> at.plus(Duration.ofMinutes(1)))))
                      .toList()))),
  CLEARING_EMPTIES_NOTHING(writing(changes -> with(changes, "cleared", List.of()))),
  WHAT_WAS_SENT_BEFORE_IS_FORGOTTEN(writing(changes -> with(changes, "sendKeys", List.of()))),
  NOBODY_FOLLOWS_THE_LAST_ADMIN(
      writing(changes -> changes.ended().isEmpty() ? changes : with(changes, "copies", List.of()))),
  EVERYBODY_IS_AN_ADMIN(
      loading(
          room ->
              with(room, "mine", room.mine().withAdmin(room.conversation().card().isPresent())))),
  A_MEMBERS_COPY_OUTLIVES_THE_MEMBERSHIP(
      writing(changes -> with(with(changes, "ended", List.of()), "dissolved", List.of()))),
  ARCHIVING_IS_FOR_EVERYBODY_ELSE(
      loading(room -> with(room, "mine", with(room.mine(), "archived", !room.mine().archived()))));

  @SuppressWarnings("ImmutableEnumChecker") // its functions keep nothing
  private final Planting planting;

  Bug(Planting planting) {
    this.planting = planting;
  }

  /// @param writing what becomes of changes before they are stored
  /// @param loading what becomes of a room before a command sees it
  /// @param reading what becomes of the entries somebody reads
  record Planting(
      UnaryOperator<Changes> writing,
      UnaryOperator<Room> loading,
      UnaryOperator<List<Entry>> reading) {}

  /// A store with this bug.
  PlantedStore planted() {
    return new PlantedStore(planting);
  }

  private static Planting writing(UnaryOperator<Changes> bug) {
    return new Planting(bug, room -> room, entries -> entries);
  }

  private static Planting loading(UnaryOperator<Room> bug) {
    return new Planting(changes -> changes, bug, entries -> entries);
  }

  private static Planting reading(UnaryOperator<List<Entry>> bug) {
    return new Planting(changes -> changes, room -> room, bug);
  }

  private static Planting entries(UnaryOperator<Entry> bug) {
    return writing(
        changes -> with(changes, "entries", changes.entries().stream().map(bug).toList()));
  }

  private static Changes lowered(Changes changes, UserId owner, long by) {
    Map<UserId, Long> heads = new HashMap<>(changes.heads());
    heads.merge(owner, -by, Long::sum);
    return with(changes, "heads", heads);
  }

  private static <T> List<T> without(List<T> all, Predicate<T> lost) {
    return all.stream().filter(lost.negate()).toList();
  }
}
