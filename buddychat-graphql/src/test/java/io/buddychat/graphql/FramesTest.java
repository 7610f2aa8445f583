package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.testkit.Person;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The frames of `subscribe`, to the letter: each golden file holds what one person's socket gets
/// during one scenario, a frame a line. Time stands still and keys count, so they never change by
/// themselves.
class FramesTest {

  private static final String SUBSCRIBE = "subscription { subscribe { success } }";

  private final Api api = new Api();
  private final Person alice = api.scene.alice();
  private final Person boris = api.scene.boris();

  @Test
  void everyChatOperationReachesTheRightPeopleWithTheIdsOfTheirOwnCopies() {
    Person clara = api.scene.clara();
    CopyId mine = alice.chatWith(boris);
    CopyId theirs = boris.chatWith(alice);
    Api.Received toAlice = api.subscribe(alice, SUBSCRIBE);
    Api.Received toBoris = api.subscribe(boris, SUBSCRIBE);
    Api.Received toClara = api.subscribe(clara, SUBSCRIBE);

    HeldMessage hello = alice.sends(mine, "Hello");
    api.scene.later();
    boris.reads(boris.copyOf(hello));
    alice.edits(hello.copy().id(), "Hello, you");
    HeldMessage oops = alice.sends(mine, "Oops");
    alice.unsends(oops.copy().id());
    boris.deletes(boris.copyOf(hello));
    alice.edits(hello.copy().id(), "Hello again");
    boris.clears(theirs);
    boris.notices(boris.copyOf(alice.sends(mine, "Still there?")));
    boris.archives(theirs, true);

    assertGolden("chat-alice", toAlice);
    assertGolden("chat-boris", toBoris);
    assertThat(toClara.frames()).containsExactly("{\"data\":{\"subscribe\":{\"success\":true}}}");
  }

  @Test
  void aChatWithOneselfTellsOfMessagesAndNotifiesNobody() {
    CopyId notes = alice.chatWith(alice);
    Api.Received toAlice = api.subscribe(alice, SUBSCRIBE);
    HeldMessage note = alice.sends(notes, "Buy milk");
    alice.edits(note.copy().id(), "Buy oat milk");
    alice.deletes(note.copy().id());
    alice.clears(notes);
    assertGolden("self-alice", toAlice);
  }

  @Test
  void theAnswerHasTheShapeThatWasAskedFor() {
    Api.Received received =
        api.subscribe(alice, "subscription S { on: subscribe { __typename done: success } }");
    assertThat(received.frames())
        .containsExactly("{\"data\":{\"on\":{\"__typename\":\"Subscribe\",\"done\":true}}}");
  }

  private static void assertGolden(String name, Api.Received received) {
    String file = "golden/" + name + ".jsonl";
    try (InputStream in = FramesTest.class.getResourceAsStream(file)) {
      String expected =
          new String(
              Objects.requireNonNull(in, () -> "no " + file + "; got\n" + String.join("\n", received.frames())).readAllBytes(),
              StandardCharsets.UTF_8);
      assertThat(received.frames()).isEqualTo(List.of(expected.strip().split("\n", -1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
