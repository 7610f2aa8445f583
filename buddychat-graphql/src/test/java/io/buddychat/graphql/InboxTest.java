package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.inbox.Checkpoints;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.memory.ForgetfulStore;
import io.buddychat.testkit.memory.InMemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The inbox as a client asks for it. What each event looks like is in the server's golden files.
class InboxTest {

  private static final String SELECTION =
      """
      { cursor operation at payload { __typename
        ... on ChatMessageChanged { chatMessageId chatMessage { message { content } } actorId }
        ... on ChatMessageGone { chatMessageId messageId }
        ... on GroupChanged { groupCopyId groupCopy { id } }
        ... on MembershipChanged { groupCopyId groupCopy { id } user { username }
          groupMember { isAdmin group { title } } } } }
      """;

  private final Api api = new Api();
  private final Person alice = api.scene.alice();
  private final Person boris = api.scene.boris();

  private static String cursor(Person owner, long number) {
    return new InboxCursor(owner.id(), number).text();
  }

  private static String inbox(String arguments) {
    return "subscription { inbox" + arguments + " " + SELECTION + " }";
  }

  private static String after(Person owner, long number) {
    return inbox("(after: \"" + cursor(owner, number) + "\")");
  }

  /// The events of a subscription, as `number OPERATION`.
  private static List<String> told(Api.Received received) {
    return received.frames().stream().map(InboxTest::told).toList();
  }

  private static String told(String frame) {
    return told(Api.json(frame).at("/data/inbox"));
  }

  private static String told(JsonNode event) {
    long number = InboxCursor.parse(event.at("/cursor").asText()).orElseThrow().number();
    return number + " " + event.at("/operation").asText();
  }

  private static String code(JsonNode answer) {
    return answer.at("/errors/0/extensions/code").asText();
  }

  @Nested
  class Following {

    @Test
    void theFirstEventSaysThatItIsActiveAndFromWhere() {
      CopyId mine = alice.chatWith(boris);
      alice.sends(mine, "Before");
      Api.Received received = api.subscribe(alice, inbox(""));
      assertThat(received.frames())
          .containsExactly(
              "{\"data\":{\"inbox\":{\"cursor\":\"%s\",\"operation\":\"SUBSCRIPTION_ACTIVE\","
                      .formatted(cursor(alice, 2))
                  + "\"at\":\"2026-01-01T12:00:00.000Z\",\"payload\":null}}}");
      alice.sends(mine, "After");
      assertThat(told(received)).containsExactly("2 SUBSCRIPTION_ACTIVE", "3 CHAT_MESSAGE_CREATED");
    }

    @Test
    void afterACursorTheRestIsReplayedAndThenItGoesOnLive() {
      CopyId mine = alice.chatWith(boris);
      alice.sends(mine, "One");
      alice.sends(mine, "Two");
      Api.Received received = api.subscribe(alice, after(alice, 1));
      alice.sends(mine, "Three");
      assertThat(told(received))
          .containsExactly(
              "1 SUBSCRIPTION_ACTIVE",
              "2 CHAT_MESSAGE_CREATED",
              "3 CHAT_MESSAGE_CREATED",
              "4 CHAT_MESSAGE_CREATED");
    }

    @Test
    void aMessageThatIsGoneKeepsItsPlaceAndShowsNothing() {
      CopyId mine = alice.chatWith(boris);
      HeldMessage secret = alice.sends(mine, "A secret");
      alice.edits(secret.copy().id(), "Still a secret");
      boris.reads(boris.copyOf(secret));
      alice.unsends(secret.copy().id());
      Api.Received received = api.subscribe(boris, after(boris, 0));
      assertThat(told(received))
          .containsExactly(
              "0 SUBSCRIPTION_ACTIVE",
              "1 CHAT_CREATED",
              "2 CHAT_MESSAGE_CREATED",
              "3 NOTIFICATION_CREATED",
              "4 CHAT_MESSAGE_UPDATED",
              "5 CHAT_MESSAGE_READ",
              "6 CHAT_MESSAGE_UNSENT",
              "7 NOTIFICATION_DELETED");
      for (int created : new int[] {2, 4, 5}) {
        JsonNode payload = Api.json(received.frames().get(created)).at("/data/inbox/payload");
        assertThat(payload.at("/chatMessageId").asText())
            .isEqualTo(Api.id(NodeType.CHAT_MESSAGE, boris.copyOf(secret)));
        assertThat(payload.at("/chatMessage").isNull()).isTrue();
      }
      assertThat(String.join("", received.frames())).doesNotContain("secret", "errors");
    }

    @Test
    void eachDeliveryLooksAnew() {
      CopyId mine = alice.chatWith(boris);
      HeldMessage message = alice.sends(mine, "First");
      Api.Received received = api.subscribe(alice, inbox(""));
      alice.edits(message.copy().id(), "Second");
      alice.edits(message.copy().id(), "Third");
      assertThat(received.frames().subList(1, 3))
          .extracting(
              frame ->
                  Api.json(frame).at("/data/inbox/payload/chatMessage/message/content").asText())
          .containsExactly("Second", "Third");
    }

    @Test
    void aGroupThatWasLeftIsNamedAndNotShown() {
      CopyId group = alice.groups().creates("Tea", List.of(boris.id()));
      CopyId borises = boris.conversations().getFirst().copy().id();
      alice.groups().adds(group, api.scene.clara().id());
      alice.groups().removes(group, borises);
      Api.Received received = api.subscribe(boris, after(boris, 0));
      assertThat(told(received))
          .endsWith("1 GROUP_CREATED", "2 MEMBER_ADDED", "3 MEMBER_ADDED", "4 MEMBER_REMOVED");
      String id = GlobalId.of(NodeType.GROUP_COPY, borises.value());
      assertThat(received.frames().subList(1, 5))
          .allSatisfy(
              frame -> {
                JsonNode payload = Api.json(frame).at("/data/inbox/payload");
                assertThat(payload.at("/groupCopyId").asText()).isEqualTo(id);
                assertThat(payload.at("/groupCopy").isNull()).isTrue();
                assertThat(payload.path("groupMember").isObject())
                    .as("not even of those who are still members")
                    .isFalse();
              });
      assertThat(String.join("", received.frames())).doesNotContain("Tea", "errors");
    }

    @Test
    void itStaysWithWhoBeganItWhoeverLogsInOverTheSocket() {
      CopyId mine = alice.chatWith(boris);
      Connection socket = new Connection(Caller.of(alice.viewer()), "test");
      Api.Received received = api.subscribe(socket, inbox(""));
      socket.signIn(api.scene.clara().viewer());
      alice.sends(mine, "For Alice's eyes");
      assertThat(received.frames().getLast()).contains("For Alice's eyes").doesNotContain("errors");
    }

    @Test
    void deliveriesCountForNothingAgainstTheRate() {
      Api limited = new Api(new RateLimits(3, () -> 0));
      Person writer = limited.scene.alice();
      CopyId notes = writer.chatWith(writer);
      Api.Received received = limited.subscribe(writer, inbox(""));
      for (int i = 0; i < 10; i++) {
        writer.sends(notes, "Note " + i);
      }
      assertThat(received.frames()).hasSize(11).noneMatch(frame -> frame.contains("errors"));
    }

    @Test
    void itIsAnsweredInTheShapeThatWasAskedFor() {
      Api.Received received =
          api.subscribe(
              alice,
              "subscription S { ...F } fragment F on Subscription { mine: inbox { what: operation } }");
      alice.chatWith(alice);
      assertThat(received.frames())
          .containsExactly(
              "{\"data\":{\"mine\":{\"what\":\"SUBSCRIPTION_ACTIVE\"}}}",
              "{\"data\":{\"mine\":{\"what\":\"CHAT_CREATED\"}}}");
    }

    @Test
    void theSchemaKnowsEveryOperationOfTheLogAndAPayloadTypeForIt() {
      List<String> operations = new ArrayList<>(List.of("SUBSCRIPTION_ACTIVE", "CHECKPOINT"));
      Stream.of(Operation.values()).map(Operation::name).forEach(operations::add);
      assertThat(names("{ __type(name: \"Operation\") { all: enumValues { name } } }"))
          .containsExactlyElementsOf(operations);
      assertThat(names("{ __type(name: \"EventPayload\") { all: possibleTypes { name } } }"))
          .containsExactlyInAnyOrderElementsOf(
              Stream.of(Operation.values()).map(InboxPayloads::typeOf).distinct().toList());
    }

    private List<String> names(String introspection) {
      JsonNode all = api.ask(alice, introspection).at("/data/__type/all");
      return StreamSupport.stream(all.spliterator(), false)
          .map(each -> each.at("/name").asText())
          .toList();
    }
  }

  @Nested
  class Filters {

    private final CopyId mine = alice.chatWith(boris);
    private final CopyId theirs = boris.chatWith(alice);

    @Test
    void onlyTheseOperations() {
      Api.Received received =
          api.subscribe(boris, inbox("(operations: [NOTIFICATION_CREATED, CHECKPOINT])"));
      alice.sends(mine, "Hello");
      assertThat(told(received)).containsExactly("1 SUBSCRIPTION_ACTIVE", "3 NOTIFICATION_CREATED");
    }

    @Test
    void onlyThisConversation() {
      CopyId notes = alice.chatWith(alice);
      CopyId group = alice.groups().creates("Tea", List.of(boris.id()));
      Api.Received chat =
          api.subscribe(alice, inbox("(conversationId: \"%s\")".formatted(Api.id(mine))));
      Api.Received tea =
          api.subscribe(
              alice,
              inbox(
                  "(conversationId: \"%s\")"
                      .formatted(GlobalId.of(NodeType.GROUP_COPY, group.value()))));
      alice.sends(notes, "Note");
      alice.sends(mine, "Hello");
      alice.inGroups().sends(group, "Hello, all");
      assertThat(told(chat)).containsExactly("3 SUBSCRIPTION_ACTIVE", "5 CHAT_MESSAGE_CREATED");
      assertThat(told(tea)).containsExactly("3 SUBSCRIPTION_ACTIVE", "6 GROUP_MESSAGE_CREATED");
    }

    @Test
    void onlyWhatThisPersonDid() {
      Api.Received received =
          api.subscribe(alice, inbox("(fromUserId: \"%s\")".formatted(Api.id(boris))));
      alice.sends(mine, "Mine");
      boris.sends(theirs, "Theirs");
      assertThat(told(received))
          .containsExactly(
              "1 SUBSCRIPTION_ACTIVE", "3 CHAT_MESSAGE_CREATED", "4 NOTIFICATION_CREATED");
    }

    @Test
    void notWhatMyOwnSessionDid() {
      Api.Received skipping = api.subscribe(alice, inbox("(skipOwn: true)"));
      Api.Received all = api.subscribe(alice, inbox("(skipOwn: false)"));
      alice.sends(mine, "Here");
      alice.onAnotherDevice().sends(mine, "There");
      assertThat(told(skipping)).containsExactly("1 SUBSCRIPTION_ACTIVE", "3 CHAT_MESSAGE_CREATED");
      assertThat(told(all)).hasSize(3);
    }

    @Test
    void whatIsNotMineIsNotThereForMe() {
      CopyId foreign = boris.chatWith(api.scene.clara());
      CopyId group = boris.groups().creates("Tea", List.of(alice.id()));
      CopyId left = alice.groups().copyOf(boris.sees(group).conversation().id()).orElseThrow();
      String leftId = GlobalId.of(NodeType.GROUP_COPY, left.value());
      api.subscribe(alice, inbox("(conversationId: \"" + leftId + "\")"));
      alice.groups().leaves(left);
      for (String arguments :
          List.of(
              "conversationId: \"" + Api.id(foreign) + "\"",
              "conversationId: \"" + Api.id(theirs) + "\"",
              "conversationId: \"" + leftId + "\"",
              "conversationId: \"" + GlobalId.of(NodeType.GROUP_COPY, mine.value()) + "\"",
              "conversationId: \"" + Api.id(new CopyId(Long.MAX_VALUE)) + "\"",
              "conversationId: \"" + Api.id(boris) + "\"",
              "conversationId: \"junk\"",
              "conversationId: \"\"",
              "fromUserId: \"" + GlobalId.of(NodeType.CUSTOM_USER, Long.MAX_VALUE) + "\"",
              "fromUserId: \"" + Api.id(mine) + "\"",
              "fromUserId: \"junk\"")) {
        JsonNode answer = api.ask(alice, inbox("(" + arguments + ")"));
        assertThat(code(answer)).as(arguments).isEqualTo("NOT_FOUND");
      }
    }

    @Test
    void leavingTheConversationIsTheLastThatComesOfIt() {
      CopyId group = boris.groups().creates("Tea", List.of(alice.id()));
      CopyId own = alice.groups().copyOf(boris.sees(group).conversation().id()).orElseThrow();
      Api.Received received =
          api.subscribe(
              alice,
              inbox(
                  "(conversationId: \"%s\")"
                      .formatted(GlobalId.of(NodeType.GROUP_COPY, own.value()))));
      alice.groups().leaves(own);
      boris.inGroups().sends(group, "Gone?");
      alice.sends(mine, "Elsewhere");
      assertThat(told(received)).containsExactly("3 SUBSCRIPTION_ACTIVE", "4 MEMBER_LEFT");
    }

    @Test
    void anUnknownOperationIsRefused() {
      assertThat(code(api.ask(alice, inbox("(operations: [NOPE])")))).isEqualTo("INVALID_INPUT");
    }

    @Test
    void aCheckpointCarriesACursorAndNothingElse() {
      Api often = new Api(settings -> settings.checkpoints(new Checkpoints(2, Duration.ofDays(1))));
      Person writer = often.scene.alice();
      CopyId notes = writer.chatWith(writer);
      Api.Received received = often.subscribe(writer, inbox("(operations: [])"));
      writer.sends(notes, "One");
      often.scene.later();
      writer.sends(notes, "Two");
      assertThat(received.frames().getLast())
          .isEqualTo(
              "{\"data\":{\"inbox\":{\"cursor\":\"%s\",\"operation\":\"CHECKPOINT\","
                      .formatted(cursor(writer, 3))
                  + "\"at\":\"2026-01-01T12:01:00.000Z\",\"payload\":null}}}");
      assertThat(received.frames()).hasSize(2);
    }
  }

  @Nested
  class Cursors {

    @ParameterizedTest
    @ValueSource(strings = {"", "junk", "MjoxOjA", "MToxOi03", "MToxOjk5OTk5OTk5OTk5OTk5OTk5OTk5"})
    void whatIsNoCursorIsRefusedAndTheArgumentNamed(String text) {
      malformed(text);
    }

    @Test
    void neitherIsALongText() {
      malformed("x".repeat(60_000));
    }

    @Test
    void theCursorOfAnotherOwnerIsNoCursorOfMine() {
      malformed(cursor(boris, 0));
    }

    private void malformed(String text) {
      for (String query :
          List.of(
              "subscription { inbox(after: \"%s\") { cursor } }",
              "{ inboxEvents(after: \"%s\") { edges { cursor } } }")) {
        JsonNode answer = api.ask(alice, query.formatted(text));
        assertThat(code(answer)).isEqualTo("INVALID_INPUT");
        assertThat(answer.at("/errors/0/extensions/field").asText()).isEqualTo("after");
        assertThat(answer.at("/errors/0/message").asText())
            .isEqualTo("This is not a cursor of your inbox.");
      }
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 1_000_000, Long.MAX_VALUE})
    void aCursorBeyondTheHeadNeedsAResync(long number) {
      alice.chatWith(boris);
      assertThat(code(api.ask(alice, after(alice, number)))).isEqualTo("RESYNC_REQUIRED");
      assertThat(
              code(
                  api.ask(
                      alice,
                      "{ inboxEvents(after: \"%s\") { edges { cursor } } }"
                          .formatted(cursor(alice, number)))))
          .isEqualTo("RESYNC_REQUIRED");
    }

    @Test
    void aNumberIsNoCursor() {
      assertThat(code(api.ask(alice, "subscription { inbox(after: 7) { cursor } }")))
          .isEqualTo("INVALID_INPUT");
    }

    @Test
    void nobodyHasNoInbox() {
      for (String query :
          List.of(
              inbox(""),
              after(alice, 0),
              "{ inboxHead }",
              "{ inboxEvents { edges { cursor } } }")) {
        assertThat(code(api.askAsNobody(query))).as(query).isEqualTo("UNAUTHENTICATED");
      }
    }
  }

  @Nested
  class ForgottenEntries {

    private final ForgetfulStore store = new ForgetfulStore(new InMemoryStore());
    private final Api forgetful = new Api(store);
    private final Person writer = forgetful.scene.alice();
    private final CopyId notes = writer.chatWith(writer);

    @Test
    void aCursorOlderThanWhatIsKeptNeedsAResync() {
      writer.sends(notes, "One");
      writer.sends(notes, "Two");
      store.forgetUpTo(2);
      assertThat(code(forgetful.ask(writer, after(writer, 1)))).isEqualTo("RESYNC_REQUIRED");
      assertThat(told(forgetful.subscribe(writer, after(writer, 2))))
          .containsExactly("2 SUBSCRIPTION_ACTIVE", "3 CHAT_MESSAGE_CREATED");
    }

    @Test
    void whoIsOvertakenByForgettingIsToldSoAndThatIsTheEnd() {
      Api.Received received = new Api.Received(1);
      forgetful.subscribe(writer, after(writer, 0), received);
      store.forgetUpTo(1);
      writer.sends(notes, "One");
      received.ask(5);
      received.ask(5);
      assertThat(received.frames()).hasSize(2).endsWith("failed: 1 errors for the client");
    }

    @Test
    void pagesBeginWhereTheLogBegins() {
      writer.sends(notes, "One");
      writer.sends(notes, "Two");
      store.forgetUpTo(2);
      JsonNode page =
          forgetful.ask(
              writer,
              "{ inboxEvents { edges { cursor } pageInfo { hasPreviousPage hasNextPage } } }");
      assertThat(page.at("/data/inboxEvents").toString())
          .isEqualTo(
              "{\"edges\":[{\"cursor\":\"%s\"}],\"pageInfo\":{\"hasPreviousPage\":false,\"hasNextPage\":false}}"
                  .formatted(cursor(writer, 3)));
      assertThat(
              code(
                  forgetful.ask(
                      writer,
                      "{ inboxEvents(after: \"%s\") { edges { cursor } } }"
                          .formatted(cursor(writer, 1)))))
          .isEqualTo("RESYNC_REQUIRED");
    }
  }

  @Nested
  class Pages {

    private static final String PAGE =
        "{ inboxEvents%s { edges { cursor node "
            + SELECTION
            + " } pageInfo { hasNextPage"
            + " hasPreviousPage startCursor endCursor } } }";

    private final CopyId notes = alice.chatWith(alice);

    private JsonNode page(String arguments) {
      JsonNode answer = api.ask(alice, PAGE.formatted(arguments));
      assertThat(answer.has("errors")).as(answer.toString()).isFalse();
      return answer.at("/data/inboxEvents");
    }

    private static List<String> told(JsonNode page) {
      return StreamSupport.stream(page.at("/edges").spliterator(), false)
          .map(edge -> InboxTest.told(edge.at("/node")))
          .toList();
    }

    @Test
    void aPageHoldsTwentyEventsUnlessItIsToldOtherwiseAndAHundredAtMost() {
      for (int i = 0; i < 120; i++) {
        alice.sends(notes, "Note " + i);
      }
      assertThat(told(page(""))).hasSize(20).startsWith("1 CHAT_CREATED");
      assertThat(told(page("(first: 100)"))).hasSize(100);
      for (int size : new int[] {101, -1}) {
        JsonNode refused = api.ask(alice, PAGE.formatted("(first: " + size + ")"));
        assertThat(code(refused)).isEqualTo("INVALID_INPUT");
        assertThat(refused.at("/errors/0/extensions/field").asText()).isEqualTo("first");
      }
    }

    @Test
    void walkingFromPageToPageGivesTheSubscriptionsEvents() {
      for (int i = 0; i < 7; i++) {
        alice.sends(notes, "Note " + i);
      }
      List<String> events =
          api.subscribe(alice, after(alice, 0)).frames().stream()
              .skip(1)
              .map(frame -> Api.json(frame).at("/data/inbox").toString())
              .toList();
      for (int size = 1; size <= 9; size++) {
        List<String> walked = new ArrayList<>();
        Optional<String> end = Optional.empty();
        boolean more = true;
        while (more) {
          JsonNode page =
              page(
                  "(first: %d%s)"
                      .formatted(size, end.map(c -> ", after: \"" + c + "\"").orElse("")));
          assertThat(page.at("/pageInfo/hasPreviousPage").asBoolean()).isEqualTo(end.isPresent());
          page.at("/edges")
              .forEach(
                  edge -> {
                    walked.add(edge.at("/node").toString());
                    assertThat(edge.at("/cursor")).isEqualTo(edge.at("/node/cursor"));
                  });
          assertThat(page.at("/pageInfo/startCursor")).isEqualTo(page.at("/edges/0/cursor"));
          end = Optional.of(page.at("/pageInfo/endCursor").asText());
          more = page.at("/pageInfo/hasNextPage").asBoolean();
        }
        assertThat(walked).isEqualTo(events);
      }
    }

    @Test
    void anEmptyPageIsExactToo() {
      assertThat(page("(after: \"" + cursor(alice, 1) + "\")").at("/pageInfo").toString())
          .isEqualTo(
              "{\"hasNextPage\":false,\"hasPreviousPage\":true,\"startCursor\":null,\"endCursor\":null}");
      assertThat(page("(first: 0)").at("/pageInfo").toString())
          .isEqualTo(
              "{\"hasNextPage\":true,\"hasPreviousPage\":false,\"startCursor\":null,\"endCursor\":null}");
      assertThat(api.ask(boris, PAGE.formatted("")).at("/data/inboxEvents/pageInfo").toString())
          .isEqualTo(
              "{\"hasNextPage\":false,\"hasPreviousPage\":false,\"startCursor\":null,\"endCursor\":null}");
    }
  }

  @Nested
  class Head {

    @Test
    void itIsTheCursorOfTheNewestEvent() {
      assertThat(api.ask(alice, "{ inboxHead }").at("/data/inboxHead").asText())
          .isEqualTo(cursor(alice, 0));
      alice.chatWith(boris);
      assertThat(api.ask(alice, "{ inboxHead }").at("/data/inboxHead").asText())
          .isEqualTo(cursor(alice, 1));
    }

    /// Whatever is read before the head may miss what the head includes: nothing must be.
    @ParameterizedTest
    @ValueSource(
        strings = {
          "{ chats { edges { node { id } } } inboxHead }",
          "{ chats { edges { node { id } } } now: inboxHead }",
          "{ chats { edges { node { id } } } ...H } fragment H on Query { ...I } fragment I on Query { inboxHead }",
          "{ chats { edges { node { id } } } ... @include(if: true) { a: inboxHead } }",
          "query { me { chats { edges { node { id } } } } inboxHead }"
        })
    void itIsReadBeforeAnythingElseOfTheRequest(String query) {
      WritingStore store = new WritingStore(new InMemoryStore());
      Api busy = new Api(store);
      Person reader = busy.scene.alice();
      busy.scene.boris();
      store.beforeEachReadOfAMailbox(() -> reader.chatWith(busy.scene.boris()));
      JsonNode answer = busy.ask(reader, query);
      assertThat(answer.toString()).contains(cursor(reader, 0)).doesNotContain("errors");
      assertThat(reader.head()).isEqualTo(1);
      assertThat(busy.ask(reader, "{ inboxHead }").toString()).contains(cursor(reader, 1));
    }
  }
}
