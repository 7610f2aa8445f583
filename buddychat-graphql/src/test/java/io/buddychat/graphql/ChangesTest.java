package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.inbox.Checkpoints;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.memory.ForgetfulStore;
import io.buddychat.testkit.memory.InMemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The inbox as a feed of changes. What each change looks like is in the server's golden files.
class ChangesTest {

  private static final String CHANGE =
      "{ cursor operation at actorId kind action nodeId node { type: __typename id } }";
  private static final String GROUP_CHANGE =
      "{ cursor operation at actorId action groupCopyId groupCopy { id } payload { type: __typename } }";

  private final Api api = new Api();
  private final Person alice = api.scene.alice();
  private final Person boris = api.scene.boris();

  private static String changes(String arguments) {
    return "subscription { changes" + arguments + " " + CHANGE + " }";
  }

  private static String changesOf(String id) {
    return changes("(id: \"" + id + "\")");
  }

  private static String groupChanged(String arguments) {
    return "subscription { groupChanged" + arguments + " " + GROUP_CHANGE + " }";
  }

  private static String cursor(Person owner, long number) {
    return new InboxCursor(owner.id(), number).text();
  }

  private static String groupId(CopyId copy) {
    return GlobalId.of(NodeType.GROUP_COPY, copy.value());
  }

  private static String memberId(CopyId member) {
    return GlobalId.of(NodeType.GROUP_MEMBER, member.value());
  }

  private static JsonNode event(String frame) {
    JsonNode data = Api.json(frame).at("/data");
    assertThat(data.isObject()).as(frame).isTrue();
    return data.elements().next();
  }

  private static List<JsonNode> events(Api.Received received) {
    return received.frames().stream().map(ChangesTest::event).toList();
  }

  /// The events of a subscription, as `number OPERATION`.
  private static List<String> told(Api.Received received) {
    return events(received).stream().map(ChangesTest::told).toList();
  }

  private static String told(JsonNode event) {
    long number = InboxCursor.parse(event.at("/cursor").asText()).orElseThrow().number();
    return number + " " + event.at("/operation").asText();
  }

  private static String code(JsonNode answer) {
    return answer.at("/errors/0/extensions/code").asText();
  }

  /// Everything that can be done to what somebody else watches.
  private void history() {
    CopyId mine = alice.chatWith(boris);
    CopyId his = boris.chatWith(alice);
    HeldMessage hello = alice.sends(mine, "Hello");
    boris.reads(boris.copyOf(hello));
    alice.edits(hello.copy().id(), "Hello, Boris");
    HeldMessage answer = boris.sends(his, "Hello, Alice");
    alice.notices(alice.copyOf(answer));
    alice.deletes(alice.copyOf(answer));
    alice.unsends(hello.copy().id());
    alice.sends(mine, "Kept");
    alice.archives(mine, true);
    alice.clears(mine);
    CopyId group = alice.groups().creates("Tea", List.of(boris.id()));
    CopyId claras = alice.groups().adds(group, api.scene.clara().id());
    alice.groups().setsAdmin(group, claras, true);
    alice.groups().renames(group, "Cake");
    alice.inGroups().archives(group, true);
    HeldMessage kettle = alice.inGroups().sends(group, "Kettle");
    alice.inGroups().edits(kettle.copy().id(), "Pot");
    boris.inGroups().reads(boris.inGroups().copyOf(kettle));
    alice.inGroups().unsends(kettle.copy().id());
    HeldMessage pot = boris.inGroups().sends(his(kettle), "Gone");
    alice.inGroups().deletes(alice.inGroups().copyOf(pot));
    alice.inGroups().clears(group);
    api.scene.clara().groups().leaves(claras);
    alice.groups().removes(group, his(kettle));
    alice.groups().removesForGood(group);
    boris.leavesForGood();
  }

  private CopyId his(HeldMessage inGroup) {
    return boris.groups().copyOf(inGroup.message().conversation()).orElseThrow();
  }

  @Nested
  class Following {

    @Test
    void theFirstEventSaysThatItIsActiveAndFromWhere() {
      alice.chatWith(boris);
      String active =
          "\"cursor\":\"%s\",\"operation\":\"SUBSCRIPTION_ACTIVE\",\"at\":\"2026-01-01T12:00:00.000Z\",\"actorId\":null,"
              .formatted(cursor(alice, 1));
      assertThat(api.subscribe(alice, changes("")).frames())
          .containsExactly(
              "{\"data\":{\"changes\":{%s\"kind\":null,\"action\":null,\"nodeId\":null,\"node\":null}}}"
                  .formatted(active));
      assertThat(api.subscribe(alice, groupChanged("")).frames())
          .containsExactly(
              "{\"data\":{\"groupChanged\":{%s\"action\":null,\"groupCopyId\":null,\"groupCopy\":null,\"payload\":null}}}"
                  .formatted(active));
    }

    @Test
    void aChangeNamesTheThingAndShowsItWithTheFieldsThatAreSelected() {
      Api.Received received =
          api.subscribe(
              alice,
              "subscription { changes { kind action nodeId actorId node { ... on Chat { otherUser"
                  + " { username } } ... on ChatMessage { message { content } } } } }");
      CopyId mine = alice.chatWith(boris);
      HeldMessage sent = alice.sends(mine, "Hello");
      assertThat(received.frames().subList(1, 3))
          .containsExactly(
              "{\"data\":{\"changes\":{\"kind\":\"CHAT\",\"action\":\"CREATE\",\"nodeId\":\"%s\",\"actorId\":\"%s\",\"node\":{\"otherUser\":{\"username\":\"boris\"}}}}}"
                  .formatted(Api.id(mine), Api.id(alice)),
              "{\"data\":{\"changes\":{\"kind\":\"MESSAGE\",\"action\":\"CREATE\",\"nodeId\":\"%s\",\"actorId\":\"%s\",\"node\":{\"message\":{\"content\":\"Hello\"}}}}}"
                  .formatted(Api.id(NodeType.CHAT_MESSAGE, sent.copy().id()), Api.id(alice)));
    }

    @Test
    void whatIsGoneWhenItIsToldKeepsItsIdAndShowsNothing() {
      CopyId mine = alice.chatWith(boris);
      HeldMessage secret = alice.sends(mine, "A secret");
      alice.unsends(secret.copy().id());
      Api.Received received =
          api.subscribe(boris, changes("(after: \"" + cursor(boris, 1) + "\")"));
      assertThat(told(received))
          .containsExactly(
              "1 SUBSCRIPTION_ACTIVE",
              "2 CHAT_MESSAGE_CREATED",
              "3 NOTIFICATION_CREATED",
              "4 CHAT_MESSAGE_UNSENT",
              "5 NOTIFICATION_DELETED");
      MessageCopyId copy = boris.copyOf(secret);
      assertThat(events(received).subList(1, 5))
          .allSatisfy(event -> assertThat(event.at("/node").isNull()).isTrue())
          .extracting(event -> event.at("/nodeId").asText())
          .containsExactly(
              Api.id(NodeType.CHAT_MESSAGE, copy),
              Api.id(NodeType.NOTIFICATION, copy),
              Api.id(NodeType.CHAT_MESSAGE, copy),
              Api.id(NodeType.NOTIFICATION, copy));
    }

    /// Told live, so that what was not deleted is there.
    @Test
    void afterADeleteAndAfterNothingElseTheThingIsGone() {
      Api.Received hers = api.subscribe(alice, changes(""));
      Api.Received his = api.subscribe(boris, changes(""));
      history();
      List<JsonNode> all = new ArrayList<>(events(hers).subList(1, hers.frames().size()));
      all.addAll(events(his).subList(1, his.frames().size()));
      Map<String, String> types =
          Map.of(
              "USER", "CustomUser",
              "CHAT", "Chat",
              "GROUP", "UserGroupMemberCopy",
              "MEMBER", "GroupMember",
              "NOTIFICATION", "Notification");
      for (JsonNode event : all) {
        boolean gone = event.at("/action").asText().equals("DELETE");
        assertThat(event.at("/node").isNull()).as(event.toString()).isEqualTo(gone);
        if (!gone) {
          String kind = event.at("/kind").asText();
          String type = event.at("/node/type").asText();
          assertThat(event.at("/node/id")).isEqualTo(event.at("/nodeId"));
          assertThat(type)
              .isIn(
                  kind.equals("MESSAGE")
                      ? List.of("ChatMessage", "GroupMessage")
                      : List.of(types.getOrDefault(kind, "")));
        }
      }
      assertThat(all.stream().map(event -> event.at("/operation").asText()).distinct())
          .as("the operations that were seen")
          .hasSize(Operation.values().length);
    }

    @Test
    void itStaysWithWhoBeganItWhoeverLogsInOverTheSocket() {
      CopyId mine = alice.chatWith(boris);
      Connection socket = new Connection(Caller.of(alice.viewer()), "test");
      Api.Received received =
          api.subscribe(
              socket,
              "subscription { changes { node { ... on ChatMessage { message { content } } } } }");
      socket.signIn(api.scene.clara().viewer());
      alice.sends(mine, "For Alice's eyes");
      assertThat(received.frames().getLast()).contains("For Alice's eyes").doesNotContain("errors");
    }

    @Test
    void theSchemaKnowsEveryKindAndAction() {
      assertThat(names("ChangeKind"))
          .containsExactlyElementsOf(Stream.of(ChangeKind.values()).map(Enum::name).toList());
      assertThat(names("ChangeAction"))
          .startsWith(Stream.of(ChangeAction.values()).map(Enum::name).toArray(String[]::new))
          .endsWith("ALL")
          .hasSize(ChangeAction.values().length + 1);
    }

    private List<String> names(String type) {
      JsonNode all =
          api.ask(alice, "{ __type(name: \"" + type + "\") { enumValues { name } } }")
              .at("/data/__type/enumValues");
      return StreamSupport.stream(all.spliterator(), false)
          .map(each -> each.at("/name").asText())
          .toList();
    }

    @Test
    void nobodyHasNoChanges() {
      for (String document : List.of(changes(""), groupChanged(""), changesOf(Api.id(boris)))) {
        assertThat(code(api.askAsNobody(document))).as(document).isEqualTo("UNAUTHENTICATED");
      }
    }
  }

  @Nested
  class Filters {

    private final CopyId mine = alice.chatWith(boris);
    private final CopyId theirs = boris.chatWith(alice);

    @Test
    void onlyTheseKinds() {
      Api.Received some = api.subscribe(boris, changes("(kinds: [NOTIFICATION, CHAT])"));
      Api.Received one = api.subscribe(boris, changes("(kinds: MESSAGE)"));
      Api.Received none = api.subscribe(boris, changes("(kinds: [])"));
      alice.sends(mine, "Hello");
      boris.archives(theirs, true);
      assertThat(told(some))
          .containsExactly("1 SUBSCRIPTION_ACTIVE", "3 NOTIFICATION_CREATED", "4 CHAT_UPDATED");
      assertThat(told(one)).containsExactly("1 SUBSCRIPTION_ACTIVE", "2 CHAT_MESSAGE_CREATED");
      assertThat(told(none)).containsExactly("1 SUBSCRIPTION_ACTIVE");
    }

    @Test
    void onlyThisAction() {
      Api.Received created = api.subscribe(alice, changes("(action: CREATE)"));
      Api.Received updated = api.subscribe(alice, changes("(action: UPDATE)"));
      Api.Received deleted = api.subscribe(alice, changes("(action: DELETE)"));
      List<Api.Received> every =
          Stream.of("", "(action: ALL)", "(action: null)", "(kinds: null)")
              .map(arguments -> api.subscribe(alice, changes(arguments)))
              .toList();
      HeldMessage message = alice.sends(mine, "Hello");
      alice.edits(message.copy().id(), "Hello, Boris");
      alice.clears(mine);
      alice.unsends(alice.sends(mine, "Oops").copy().id());
      assertThat(told(created))
          .containsExactly(
              "1 SUBSCRIPTION_ACTIVE", "2 CHAT_MESSAGE_CREATED", "5 CHAT_MESSAGE_CREATED");
      assertThat(told(updated))
          .as("an emptied chat is still there")
          .containsExactly("1 SUBSCRIPTION_ACTIVE", "3 CHAT_MESSAGE_UPDATED", "4 CHAT_DELETED");
      assertThat(told(deleted)).containsExactly("1 SUBSCRIPTION_ACTIVE", "6 CHAT_MESSAGE_UNSENT");
      assertThat(every).allSatisfy(received -> assertThat(told(received)).hasSize(6));
    }

    @Test
    void onlyThisOne() {
      HeldMessage message = alice.sends(mine, "Hello");
      Api.Received chat = api.subscribe(boris, changesOf(Api.id(theirs)));
      Api.Received copy =
          api.subscribe(boris, changesOf(Api.id(NodeType.CHAT_MESSAGE, boris.copyOf(message))));
      Api.Received notification =
          api.subscribe(boris, changesOf(Api.id(NodeType.NOTIFICATION, boris.copyOf(message))));
      Api.Received person = api.subscribe(boris, changesOf(Api.id(alice)));
      alice.sends(mine, "Something else");
      alice.edits(message.copy().id(), "Hello, Boris");
      boris.archives(theirs, true);
      boris.notices(boris.copyOf(message));
      alice.unsends(message.copy().id());
      alice.leavesForGood();
      assertThat(told(chat)).containsExactly("3 SUBSCRIPTION_ACTIVE", "7 CHAT_UPDATED");
      assertThat(told(copy))
          .containsExactly(
              "3 SUBSCRIPTION_ACTIVE", "6 CHAT_MESSAGE_UPDATED", "9 CHAT_MESSAGE_UNSENT");
      assertThat(told(notification))
          .containsExactly(
              "3 SUBSCRIPTION_ACTIVE", "8 NOTIFICATION_READ", "10 NOTIFICATION_DELETED");
      assertThat(told(person)).containsExactly("3 SUBSCRIPTION_ACTIVE", "11 USER_UPDATED");
    }

    @Test
    void ofOneGroupTheEndOfTheViewersMembershipIsToldToo() {
      CopyId group = boris.groups().creates("Tea", List.of(alice.id()));
      CopyId hers = alice.groups().copyOf(boris.sees(group).conversation().id()).orElseThrow();
      Api.Received copy = api.subscribe(alice, changesOf(groupId(hers)));
      Api.Received member = api.subscribe(alice, changesOf(memberId(group)));
      boris.groups().renames(group, "Cake");
      boris.groups().adds(group, api.scene.clara().id());
      boris.groups().removes(group, hers);
      assertThat(told(copy))
          .containsExactly("3 SUBSCRIPTION_ACTIVE", "4 GROUP_UPDATED", "6 MEMBER_REMOVED");
      assertThat(told(member)).as("of Boris's").containsExactly("3 SUBSCRIPTION_ACTIVE");
    }

    @Test
    void notWhatMyOwnSessionDid() {
      Api.Received skipping = api.subscribe(alice, changes("(skipOwn: true)"));
      alice.sends(mine, "Here");
      alice.onAnotherDevice().sends(mine, "There");
      assertThat(told(skipping)).containsExactly("1 SUBSCRIPTION_ACTIVE", "3 CHAT_MESSAGE_CREATED");
    }

    @Test
    void allThatIsGivenMustBeSatisfied() {
      HeldMessage message = alice.sends(mine, "Hello");
      String id = Api.id(NodeType.CHAT_MESSAGE, message.copy().id());
      Api.Received received =
          api.subscribe(
              alice,
              changes(
                  "(kinds: [MESSAGE, USER], action: UPDATE, id: \"%s\", skipOwn: true)"
                      .formatted(id)));
      Api.Received nothing =
          api.subscribe(alice, changes("(kinds: [USER], id: \"%s\")".formatted(id)));
      alice.edits(message.copy().id(), "Hello, Boris");
      boris.reads(boris.copyOf(message));
      alice.unsends(message.copy().id());
      assertThat(told(received)).containsExactly("2 SUBSCRIPTION_ACTIVE", "4 CHAT_MESSAGE_READ");
      assertThat(told(nothing)).containsExactly("2 SUBSCRIPTION_ACTIVE");
    }

    /// That it is not there, is another's, or is no id at all gets one answer.
    @Test
    void whatIsNotMineIsNotThereForMe() {
      HeldMessage said = alice.sends(mine, "Hello");
      HeldMessage apart = boris.sends(boris.chatWith(api.scene.clara()), "Apart");
      CopyId group = boris.groups().creates("Tea", List.of(alice.id()));
      HeldMessage tea = boris.inGroups().sends(group, "Tea");
      CopyId left = alice.groups().copyOf(boris.sees(group).conversation().id()).orElseThrow();
      HeldMessage deleted = alice.sends(mine, "Deleted");
      alice.deletes(deleted.copy().id());
      MessageCopyId teaCopy = alice.inGroups().copyOf(tea);
      List<Function<String, String>> both = new ArrayList<>();
      both.add(ChangesTest::changesOf);
      both.add(id -> groupChanged("(id: \"" + id + "\")"));
      String mineInTheGroup = Api.id(NodeType.CHAT_MESSAGE, teaCopy);
      TreeSet<String> answers = new TreeSet<>();
      List<String> strange =
          List.of(
              Api.id(theirs),
              Api.id(boris.chatWith(api.scene.clara())),
              Api.id(new CopyId(Long.MAX_VALUE)),
              groupId(mine),
              groupId(group),
              memberId(mine),
              Api.id(NodeType.CHAT_MESSAGE, boris.copyOf(said)),
              Api.id(NodeType.CHAT_MESSAGE, apart.copy().id()),
              Api.id(NodeType.CHAT_MESSAGE, deleted.copy().id()),
              Api.id(NodeType.GROUP_MESSAGE, said.copy().id()),
              mineInTheGroup,
              Api.id(NodeType.NOTIFICATION, said.copy().id()),
              GlobalId.of(NodeType.MESSAGE, said.message().id().value()),
              GlobalId.of(NodeType.CUSTOM_USER, Long.MAX_VALUE),
              GlobalId.of(NodeType.PHONE_NUMBER, 1),
              "junk",
              "");
      for (Function<String, String> document : both) {
        answers.clear();
        for (String id : strange) {
          JsonNode answer = api.ask(alice, document.apply(id));
          assertThat(code(answer)).as(id).isEqualTo("NOT_FOUND");
          answers.add(answer.at("/errors/0/message").asText());
        }
        assertThat(answers).as("nobody can tell one from another").hasSize(1);
      }
      for (String id : List.of(Api.id(mine), Api.id(boris), memberId(left))) {
        assertThat(code(api.ask(alice, groupChanged("(id: \"" + id + "\")"))))
            .isEqualTo("NOT_FOUND");
      }
      alice.groups().leaves(left);
      for (String id : List.of(groupId(left), memberId(left), memberId(group))) {
        assertThat(code(api.ask(alice, changesOf(id))))
            .as("a group that was left")
            .isEqualTo("NOT_FOUND");
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "kinds: [NOPE]",
          "kinds: \"USER\"",
          "kinds: [null]",
          "action: NOPE",
          "action: [CREATE]",
          "id: {}",
          "after: 7",
          "skipOwn: 1",
          "operations: [CHAT_CREATED]"
        })
    void whatTheSchemaDoesNotAllowIsRefused(String argument) {
      assertThat(code(api.ask(alice, changes("(" + argument + ")")))).isEqualTo("INVALID_INPUT");
    }

    @Test
    void aCheckpointCarriesACursorAndNothingElse() {
      Api often = new Api(settings -> settings.checkpoints(new Checkpoints(2, Duration.ofDays(1))));
      Person writer = often.scene.alice();
      CopyId notes = writer.chatWith(writer);
      Api.Received changes = often.subscribe(writer, changes("(action: DELETE)"));
      Api.Received groups = often.subscribe(writer, groupChanged(""));
      writer.sends(notes, "One");
      writer.sends(notes, "Two");
      assertThat(told(changes)).containsExactly("1 SUBSCRIPTION_ACTIVE", "3 CHECKPOINT");
      assertThat(told(groups)).containsExactly("1 SUBSCRIPTION_ACTIVE", "3 CHECKPOINT");
      assertThat(changes.frames().getLast())
          .endsWith(
              "\"actorId\":null,\"kind\":null,\"action\":null,\"nodeId\":null,\"node\":null}}}");
    }
  }

  @Nested
  class Cursors {

    private static final List<Function<String, String>> VIEWS =
        List.of(
            ChangesTest::changes,
            arguments -> "subscription { inbox" + arguments + " { cursor operation } }");

    /// Whoever changes from one view to another, anywhere, loses nothing and gets nothing twice.
    @Test
    void thoseOfOneViewAreThoseOfTheOther() {
      history();
      for (Person person : List.of(alice, boris)) {
        String beginning = "(after: \"" + cursor(person, 0) + "\")";
        List<String> whole = told(api.subscribe(person, changes(beginning)));
        assertThat(whole).hasSize(1 + (int) person.head());
        for (int cut = 1; cut < whole.size(); cut++) {
          Function<String, String> first = VIEWS.get(cut % 2);
          Function<String, String> second = VIEWS.get((cut + 1) % 2);
          Api.Received one = new Api.Received(cut);
          api.subscribe(person, first.apply(beginning), one);
          String cursor = events(one).getLast().at("/cursor").asText();
          List<String> parts = new ArrayList<>(told(one));
          List<String> rest =
              told(api.subscribe(person, second.apply("(after: \"" + cursor + "\")")));
          parts.addAll(rest.subList(1, rest.size()));
          assertThat(parts).isEqualTo(whole);
        }
      }
    }

    @Test
    void whatIsNoCursorOfMineIsRefused() {
      for (String text : List.of("", "junk", cursor(boris, 0))) {
        for (String document :
            List.of(changes("(after: \"%s\")"), groupChanged("(after: \"%s\")"))) {
          JsonNode answer = api.ask(alice, document.formatted(text));
          assertThat(code(answer)).isEqualTo("INVALID_INPUT");
          assertThat(answer.at("/errors/0/extensions/field").asText()).isEqualTo("after");
        }
      }
    }

    @Test
    void aCursorThatTheLogDoesNotReachNeedsAResync() {
      ForgetfulStore store = new ForgetfulStore(new InMemoryStore());
      Api forgetful = new Api(store);
      Person writer = forgetful.scene.alice();
      CopyId notes = writer.chatWith(writer);
      writer.sends(notes, "One");
      writer.sends(notes, "Two");
      store.forgetUpTo(2);
      for (int number : new int[] {1, 4}) {
        for (String document :
            List.of(changes("(after: \"%s\")"), groupChanged("(after: \"%s\")"))) {
          assertThat(code(forgetful.ask(writer, document.formatted(cursor(writer, number)))))
              .isEqualTo("RESYNC_REQUIRED");
        }
      }
      assertThat(
              told(
                  forgetful.subscribe(
                      writer, changes("(after: \"%s\")".formatted(cursor(writer, 2))))))
          .containsExactly("2 SUBSCRIPTION_ACTIVE", "3 CHAT_MESSAGE_CREATED");
    }

    @Test
    void whoIsOvertakenByForgettingIsToldSoAndThatIsTheEnd() {
      ForgetfulStore store = new ForgetfulStore(new InMemoryStore());
      Api forgetful = new Api(store);
      Person writer = forgetful.scene.alice();
      CopyId notes = writer.chatWith(writer);
      Api.Received received = new Api.Received(1);
      forgetful.subscribe(writer, changes("(after: \"" + cursor(writer, 0) + "\")"), received);
      store.forgetUpTo(1);
      writer.sends(notes, "One");
      received.ask(5);
      assertThat(received.frames()).hasSize(2).endsWith("failed: 1 errors for the client");
    }
  }

  @Nested
  class OfGroups {

    @Test
    void everythingThatHappensToAGroupAndNothingThatIsSaidInIt() {
      Api.Received hers = api.subscribe(alice, groupChanged(""));
      Api.Received his = api.subscribe(boris, groupChanged(""));
      history();
      assertThat(summary(hers))
          .containsExactly(
              "SUBSCRIPTION_ACTIVE null null",
              "GROUP_CREATED CREATE GroupChanged",
              "MEMBER_ADDED UPDATE MembershipChanged",
              "MEMBER_ROLE_CHANGED UPDATE MembershipChanged",
              "GROUP_UPDATED UPDATE GroupChanged",
              "GROUP_COPY_UPDATED UPDATE GroupChanged",
              "GROUP_DELETED UPDATE GroupEmptied",
              "MEMBER_LEFT UPDATE MembershipChanged",
              "MEMBER_REMOVED UPDATE MembershipChanged",
              "GROUP_PERMANENTLY_REMOVED DELETE GroupGone");
      assertThat(summary(his))
          .startsWith("SUBSCRIPTION_ACTIVE null null")
          .endsWith(
              "MEMBER_LEFT UPDATE MembershipChanged", "MEMBER_REMOVED DELETE MembershipChanged");
      for (JsonNode event : events(hers).subList(1, hers.frames().size())) {
        boolean gone = event.at("/action").asText().equals("DELETE");
        assertThat(event.at("/groupCopy").isNull()).isEqualTo(gone);
      }
    }

    private static List<String> summary(Api.Received received) {
      return events(received).stream()
          .map(
              event ->
                  event.at("/operation").asText()
                      + " "
                      + event.at("/action").asText()
                      + " "
                      + event.at("/payload/type").asText("null"))
          .toList();
    }

    @Test
    void onlyThisGroup() {
      CopyId tea = alice.groups().creates("Tea", List.of(boris.id()));
      CopyId cake = alice.groups().creates("Cake", List.of(boris.id()));
      CopyId hisTea = boris.groups().copyOf(alice.sees(tea).conversation().id()).orElseThrow();
      Api.Received received =
          api.subscribe(boris, groupChanged("(id: \"" + groupId(hisTea) + "\")"));
      alice.groups().renames(cake, "Biscuits");
      alice.groups().renames(tea, "Tea at five");
      alice.inGroups().sends(tea, "Not of the group itself");
      boris.groups().leaves(hisTea);
      alice.groups().renames(tea, "Tea at six");
      assertThat(events(received))
          .extracting(event -> event.at("/operation").asText() + " " + event.at("/action").asText())
          .containsExactly(
              "SUBSCRIPTION_ACTIVE null", "GROUP_UPDATED UPDATE", "MEMBER_LEFT DELETE");
      assertThat(events(received).subList(1, 3))
          .extracting(event -> event.at("/groupCopyId").asText())
          .containsOnly(groupId(hisTea));
    }

    @Test
    void whoIsTakenIntoAGroupIsToldAsOfANewOne() {
      CopyId tea = alice.groups().creates("Tea", List.of());
      Api.Received received = api.subscribe(boris, groupChanged(""));
      alice.groups().adds(tea, boris.id());
      JsonNode added = events(received).getLast();
      assertThat(added.at("/operation").asText()).isEqualTo("MEMBER_ADDED");
      assertThat(added.at("/action").asText()).isEqualTo("CREATE");
      assertThat(added.at("/groupCopy/id")).isEqualTo(added.at("/groupCopyId"));
      assertThat(added.at("/actorId").asText()).isEqualTo(Api.id(alice));
    }
  }
}
