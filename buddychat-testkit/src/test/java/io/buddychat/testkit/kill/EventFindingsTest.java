package io.buddychat.testkit.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The check of the events is checked: each planted fault is found, and by its name.
class EventFindingsTest {

  private static final List<Event> LOG =
      LongStream.range(0, 20).mapToObj(i -> new Event(100 + i, 200 + i)).toList();

  private final Findings findings = new Findings();

  /// What somebody is shown who loses the socket after every few events, and goes on at a place
  /// that is wrong by this many events.
  private static List<Event> followed(int eventsOfASocket, int wrongBy) {
    List<Event> seen = new ArrayList<>();
    int next = 0;
    while (next < LOG.size()) {
      int end = Math.min(next + eventsOfASocket, LOG.size());
      seen.addAll(LOG.subList(next, end));
      next = end == LOG.size() ? end : end + wrongBy;
    }
    return seen;
  }

  private void assertFound(
      List<Event> seen, long missing, long twice, long outOfOrder, long vanished) {
    findings.events().compare(LOG, seen);
    assertFound(missing, twice, outOfOrder, vanished);
  }

  private void assertFound(long missing, long twice, long outOfOrder, long vanished) {
    EventFindings events = findings.events();
    assertThat(List.of(events.missing(), events.twice(), events.outOfOrder(), events.vanished()))
        .containsExactly(missing, twice, outOfOrder, vanished);
    assertThat(findings.areNone()).isEqualTo(missing + twice + outOfOrder + vanished == 0);
  }

  @Test
  void whereverTheSocketsWereLostTheWholeLogIsWell() {
    for (int eventsOfASocket = 1; eventsOfASocket <= LOG.size(); eventsOfASocket++) {
      assertFound(followed(eventsOfASocket, 0), 0, 0, 0, 0);
    }
    assertThat(findings.events().shown()).isEqualTo((long) LOG.size() * LOG.size());
  }

  @Test
  void goingOnOneTooLateMissesAnEventWithEachSocket() {
    assertFound(followed(5, 1), 3, 0, 0, 0);
  }

  @Test
  void forgettingTheLastCursorShowsAnEventTwiceWithEachSocket() {
    assertFound(followed(5, -1), 0, 4, 0, 0);
  }

  @Test
  void whatNeverCameAtTheEndIsMissing() {
    assertFound(LOG.subList(0, 18), 2, 0, 0, 0);
  }

  @Test
  void twoThatChangedPlacesAreOutOfOrder() {
    List<Event> seen = new ArrayList<>(LOG);
    seen.add(7, seen.remove(8));
    assertFound(seen, 0, 0, 1, 0);
  }

  @Test
  void whatWasShownAndIsNotInTheLogHasVanished() {
    List<Event> seen = new ArrayList<>(LOG);
    seen.add(7, new Event(1, 1));
    assertFound(seen, 0, 0, 0, 1);
  }

  @Test
  void whatStandsAtAnotherPlaceThanItWasShownAtHasVanishedAndIsMissing() {
    List<Event> seen = new ArrayList<>(LOG);
    seen.set(7, new Event(1, seen.get(7).what()));
    assertFound(seen, 1, 0, 0, 1);
  }

  @Test
  void anotherEventAtItsPlaceHasVanishedAndIsMissing() {
    List<Event> seen = new ArrayList<>(LOG);
    seen.set(7, new Event(seen.get(7).place(), 1));
    assertFound(seen, 1, 0, 0, 1);
  }

  @Test
  void whatTheLogItselfHoldsAtTwoPlacesIsTwice() {
    findings.events().checkLog(LOG);
    assertFound(0, 0, 0, 0);
    Event again = new Event(1, LOG.get(3).what());
    findings.events().checkLog(Stream.concat(LOG.stream(), Stream.of(again)).toList());
    assertFound(0, 1, 0, 0);
  }

  @Test
  void whoIsKeptWaitingIsFound() {
    findings.events().countWaiting();
    assertThat(findings.areNone()).isFalse();
    assertThat(findings.events().keptWaiting()).isEqualTo(1);
  }

  @Test
  void anEventIsKnownByItsCursorItsOperationAndItsIds() {
    Event event = event("c", "CHAT_CREATED", "1");
    assertThat(event("c", "CHAT_CREATED", "1")).isEqualTo(event);
    assertThat(event("d", "CHAT_CREATED", "1").what()).isEqualTo(event.what());
    assertThat(event("d", "CHAT_CREATED", "1").place()).isNotEqualTo(event.place());
    assertThat(event("c", "CHAT_UPDATED", "1").what()).isNotEqualTo(event.what());
    assertThat(event("c", "CHAT_CREATED", "2").what()).isNotEqualTo(event.what());
  }

  private static Event event(String cursor, String operation, String chat) {
    String json =
        "{\"cursor\":\"%s\",\"operation\":\"%s\",\"payload\":{\"chatId\":\"%s\"}}"
            .formatted(cursor, operation, chat);
    try {
      return Event.of(new ObjectMapper().readTree(json));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
