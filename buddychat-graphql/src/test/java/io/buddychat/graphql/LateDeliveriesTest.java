package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.testkit.GroupActs;
import io.buddychat.testkit.Person;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A message is delivered, and something happens to it between its commit and its delivery: shown
/// is what stands when it is delivered, whatever the commit had handed over.
class LateDeliveriesTest {

  private static final String INBOX =
      """
      subscription { inbox { operation payload {
        ... on GroupMessageChanged { groupMessageId groupMessage { message { content } } }
        ... on NotificationChanged { notificationId notification { message { content } } } } } }
      """;
  private static final String SUBSCRIBE = "subscription { subscribe { success } }";

  private final Queue<Runnable> deliveries = new ArrayDeque<>();
  private final Api api = new Api(settings -> settings.executor(deliveries::add));
  private final Person alice = api.scene.alice().inGroups();
  private final Person boris = api.scene.boris().inGroups();
  private final CopyId alices = alice.groups().creates("Tea", List.of(boris.id()));
  private final CopyId borises = boris.conversations().getFirst().copy().id();
  private final HeldMessage earlier = alice.sends(alices, "Earlier");

  private void deliver() {
    for (Runnable delivery = deliveries.poll(); delivery != null; delivery = deliveries.poll()) {
      delivery.run();
    }
  }

  /// What is said in the frames of an operation: nothing where the message is null.
  private static List<String> said(Api.Received received, String operation) {
    return received.frames().stream()
        .map(Api::json)
        .filter(frame -> frame.findPath("operation").asText().equals(operation))
        .map(frame -> Optional.ofNullable(frame.findValue("content")))
        .map(content -> content.map(JsonNode::asText).orElse(""))
        .toList();
  }

  /// What may happen to a message of Alice's in the meantime, and what it says to Boris after it.
  enum Meanwhile {
    NOTHING("Said", test -> {}),
    SOMETHING_ELSE_WAS_SENT("Said", test -> test.alice.sends(test.alices, "More")),
    IT_WAS_EDITED("Edited", test -> test.alice.edits(test.said().copy().id(), "Edited")),
    IT_WAS_UNSENT("", test -> test.alice.unsends(test.said().copy().id())),
    HE_DELETED_IT("", test -> test.boris.deletes(test.boris.copyOf(test.said()))),
    HE_CLEARED_THE_GROUP("", test -> test.boris.clears(test.borises)),
    HE_LEFT("", test -> test.boris.groups().leaves(test.borises)),
    HE_WAS_REMOVED("", test -> new GroupActs(test.alice).removes(test.alices, test.borises)),
    THE_GROUP_WAS_REMOVED("", test -> test.alice.groups().removesForGood(test.alices)),
    ANOTHER_WAS_EDITED("Said", test -> test.alice.edits(test.earlier.copy().id(), "Not this one"));

    private final String shown;

    @SuppressWarnings("ImmutableEnumChecker") // it keeps nothing
    private final Consumer<LateDeliveriesTest> act;

    Meanwhile(String shown, Consumer<LateDeliveriesTest> act) {
      this.shown = shown;
      this.act = act;
    }
  }

  private HeldMessage said() {
    return alice.messages(alices).getFirst();
  }

  @ParameterizedTest
  @EnumSource
  void whatStandsAtDeliveryIsShown(Meanwhile meanwhile) {
    Api.Received inbox = api.subscribe(boris, INBOX);
    Api.Received subscribe = api.subscribe(boris, SUBSCRIBE);
    deliver();
    alice.sends(alices, "Said");
    meanwhile.act.accept(this);
    deliver();
    for (Api.Received received : List.of(inbox, subscribe)) {
      for (String operation : List.of("GROUP_MESSAGE_CREATED", "NOTIFICATION_CREATED")) {
        assertThat(said(received, operation)).first().isEqualTo(meanwhile.shown);
      }
      assertThat(received.frames()).noneMatch(frame -> frame.contains("errors"));
    }
    assertThat(String.join("", inbox.frames()).contains("Said"))
        .isEqualTo(meanwhile.shown.equals("Said"));
  }

  @Test
  void whoAsksForNothingIsShownWhatStandsWhenTheyAsk() {
    Api.Received received = new Api.Received(1);
    api.subscribe(boris, INBOX, received);
    deliver();
    alice.sends(alices, "A secret");
    deliver();
    alice.unsends(said().copy().id());
    received.ask(9);
    deliver();
    assertThat(received.frames()).hasSize(5).noneMatch(frame -> frame.contains("secret"));
  }

  /// Both are told by one commit, and between the two deliveries the sender changes her name.
  @Test
  void whatOneWasShownIsNotKeptForAnotherOnceItHasChanged() {
    String names =
        """
        subscription { inbox(operations: [GROUP_MESSAGE_CREATED]) { payload {
          ... on GroupMessageChanged { groupMessage { message { sender { firstName } } }
            actor { firstName } } } } }
        """;
    List<Api.Received> both = List.of(api.subscribe(alice, names), api.subscribe(boris, names));
    deliver();
    alice.sends(alices, "Said");
    deliveries.remove().run();
    api.ask(alice, "mutation { updateUser(firstName: \"Alison\") { user { id } } }");
    deliver();
    assertThat(both.stream().map(received -> names(received.frames().get(1))))
        .containsExactlyInAnyOrder(List.of("Alice", "Alice"), List.of("Alison", "Alison"));
  }

  private static List<String> names(String frame) {
    return Api.json(frame).findValuesAsText("firstName");
  }
}
