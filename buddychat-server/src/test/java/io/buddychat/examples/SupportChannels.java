package io.buddychat.examples;

import io.buddychat.testkit.client.BuddyChatClient;
import io.buddychat.testkit.client.ErrorCode;
import io.buddychat.testkit.client.Group;
import io.buddychat.testkit.client.Inbox;
import io.buddychat.testkit.client.InboxFilter;
import io.buddychat.testkit.client.MessageCopy;
import io.buddychat.testkit.client.NewUser;
import io.buddychat.testkit.client.NumberedPage;
import io.buddychat.testkit.client.Operation;
import io.buddychat.testkit.client.RefusedException;
import io.buddychat.testkit.client.Subject;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// Support in channels: users, several channels at once, the channel of a name whether it is there
/// or not, messages, lists by filter and page, and following one channel as it changes. A channel
/// is a group.
public final class SupportChannels {

  private static final String PASSWORD = "Correct-Horse-7";
  private static final int PAGE = 2;

  private SupportChannels() {}

  public static void main(String[] arguments) {
    run(URI.create(arguments[0]), System.out);
  }

  static void run(URI server, PrintStream out) {
    try (BuddyChatClient agent = BuddyChatClient.connect(server);
        BuddyChatClient customer = BuddyChatClient.connect(server)) {
      enter(agent, "agent", "15550003");
      enter(customer, "customer", "15550004");

      // Several channels at once. What is wrong with one of them is no matter of the others.
      agent
          .groups()
          .createAll(List.of("Mango", "Java", "!"))
          .forEach(
              made ->
                  out.println(
                      made.group().map(group -> "made " + group.title()).orElse(made.sentence())));

      // The channel of this name. The second call finds what the first one made.
      Group desk = agent.groups().getOrCreate("Help desk", List.of(customer.me()));
      Group again = agent.groups().getOrCreate("Help desk", List.of());
      out.println("the same channel twice: " + desk.id().equals(again.id()));

      // The customer has a copy of it, and follows that one alone.
      Group theirs = customer.groups().page(1, PAGE, Map.of("title", "help")).items().get(0);
      InboxFilter channel =
          InboxFilter.ALL
              .in(theirs)
              .only(Operation.GROUP_MESSAGE_CREATED, Operation.GROUP_MESSAGE_UPDATED);
      try (Inbox inbox = customer.inbox(customer.inboxHead(), channel)) {
        MessageCopy first = agent.send(desk, "How can I help?");
        agent.send(agent.groups().getOrCreate("Mango", List.of()), "Not for the customer");
        agent.edit(first, "How may I help?");
        agent.send(desk, "Take your time.");
        for (int i = 0; i < 3; i++) {
          // What was said is shown as it is now: the first event has the new text already.
          if (inbox.take().subject() instanceof Subject.MessageChanged changed) {
            changed.copy().ifPresent(copy -> out.println("customer sees: " + copy.content()));
          }
        }
      }
      customer.send(theirs, "It works now.");

      // Lists by filter and page.
      int number = 1;
      NumberedPage<MessageCopy> page;
      do {
        page = agent.messagePage(number, PAGE, Map.of("conversationId", desk.id()));
        for (MessageCopy copy : page.items()) {
          out.println("page " + number + ": " + copy.content());
        }
        number++;
      } while (page.hasNext());
      agent
          .groups()
          .page(1, PAGE, Map.of("isUnread", true))
          .items()
          .forEach(group -> out.println("to be read: " + group.title()));
    }
  }

  /// Signs somebody up, unless they have been here before, and in.
  private static void enter(BuddyChatClient client, String username, String phone) {
    try {
      client.signUp(
          new NewUser(username, username + "@example.org", PASSWORD, "Some", "Body", "49", phone));
    } catch (RefusedException refused) {
      if (refused.code() != ErrorCode.CONFLICT) {
        throw refused;
      }
    }
    client.login(username, PASSWORD);
  }
}
