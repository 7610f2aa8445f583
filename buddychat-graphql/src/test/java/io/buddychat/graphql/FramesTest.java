package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
  void everyGroupOperationReachesTheRightPeopleWithTheIdsOfTheirOwnCopies() {
    Person clara = api.scene.clara();
    Person david = api.scene.david();
    Api.Received toAlice = api.subscribe(alice, SUBSCRIBE);
    Api.Received toBoris = api.subscribe(boris, SUBSCRIBE);
    Api.Received toClara = api.subscribe(clara, SUBSCRIBE);
    Api.Received toDavid = api.subscribe(david, SUBSCRIBE);

    String group =
        copy(
            api.ask(
                alice,
                mutation(
                    "createGroup(title: \"Tea\", memberIds: [\"%s\"]) { groupCopy { id } }"
                        .formatted(Api.id(boris)))),
            "createGroup");
    api.scene.later();
    String member =
        ok(api.ask(
                alice,
                mutation(
                    "createGroupMember(groupCopyId: \"%s\", memberId: \"%s\") { groupMember { id } }"
                        .formatted(group, Api.id(clara)))))
            .at("/data/createGroupMember/groupMember/id")
            .asText();
    ok(
        api.ask(
            alice,
            mutation(
                "changeAdmin(groupCopyId: \"%s\", memberId: \"%s\", isAdmin: true) { groupMember { isAdmin } }"
                    .formatted(group, member))));
    ok(
        api.ask(
            alice,
            mutation(
                "updateGroup(groupCopyId: \"%s\", title: \"Tea at five\") { groupCopy { id } }"
                    .formatted(group))));
    String sent =
        ok(api.ask(
                alice,
                mutation(
                    "createGroupMessage(groupCopyId: \"%s\", content: \"Kettle is on\") { message { id } }"
                        .formatted(group))))
            .at("/data/createGroupMessage/message/id")
            .asText();
    api.scene.later();
    ok(
        api.ask(
            boris,
            mutation(
                "setGroupMessageAsRead(groupMessageId: \"%s\") { groupMessage { id } }"
                    .formatted(newest(boris)))));
    ok(
        api.ask(
            alice,
            mutation(
                "updateGroupMessage(groupMessageId: \"%s\", content: \"Kettle is off\") { groupMessage { id } }"
                    .formatted(sent))));
    ok(
        api.ask(
            boris,
            mutation(
                "deleteGroupMessage(groupMessageId: \"%s\") { success }"
                    .formatted(newest(boris)))));
    ok(
        api.ask(
            alice,
            mutation("unsendGroupMessage(groupMessageId: \"%s\") { success }".formatted(sent))));
    ok(
        api.ask(
            boris,
            mutation("deleteGroup(groupCopyId: \"%s\") { success }".formatted(group(boris)))));
    ok(
        api.ask(
            clara,
            mutation(
                "removeGroupMember(groupCopyId: \"%s\", memberId: \"%s\") { success }"
                    .formatted(group(clara), memberId(boris)))));
    ok(
        api.ask(
            clara,
            mutation("leaveGroup(groupCopyId: \"%s\") { success }".formatted(group(clara)))));
    ok(
        api.ask(
            alice,
            mutation("removeGroupPermanently(groupCopyId: \"%s\") { success }".formatted(group))));

    assertGolden("group-alice", toAlice);
    assertGolden("group-boris", toBoris);
    assertGolden("group-clara", toClara);
    assertThat(toDavid.frames()).containsExactly("{\"data\":{\"subscribe\":{\"success\":true}}}");
  }

  private String newest(Person person) {
    return ok(api.ask(person, "{ groups { edges { node { lastMessage { id } } } } }"))
        .at("/data/groups/edges/0/node/lastMessage/id")
        .asText();
  }

  private String group(Person person) {
    return ok(api.ask(person, "{ groups { edges { node { id } } } }"))
        .at("/data/groups/edges/0/node/id")
        .asText();
  }

  private String memberId(Person person) {
    return ok(api.ask(person, "{ groups { edges { node { member { id } } } } }"))
        .at("/data/groups/edges/0/node/member/id")
        .asText();
  }

  private static String mutation(String field) {
    return "mutation { " + field + " }";
  }

  private static String copy(JsonNode answer, String field) {
    return ok(answer).at("/data/" + field + "/groupCopy/id").asText();
  }

  private static JsonNode ok(JsonNode answer) {
    assertThat(answer.has("errors")).as(answer.toString()).isFalse();
    return answer;
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
              Objects.requireNonNull(
                      in, () -> "no " + file + "; got\n" + String.join("\n", received.frames()))
                  .readAllBytes(),
              StandardCharsets.UTF_8);
      assertThat(received.frames()).isEqualTo(List.of(expected.strip().split("\n", -1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
