package io.buddychat.examples;

import io.buddychat.testkit.client.BuddyChatClient;
import io.buddychat.testkit.client.ErrorCode;
import io.buddychat.testkit.client.Inbox;
import io.buddychat.testkit.client.InboxFilter;
import io.buddychat.testkit.client.NewUser;
import io.buddychat.testkit.client.Operation;
import io.buddychat.testkit.client.RefusedException;
import io.buddychat.testkit.client.Subject;
import io.buddychat.testkit.client.User;
import java.io.PrintStream;
import java.net.URI;
import java.util.Map;

/// Two people in two tabs: what one writes, the other sees at once. It is the walk through of many
/// a first chat with GraphQL: `createUser` twice, a subscription in one tab, `createMessage` in the
/// other.
public final class TwoTabs {

  private static final String PASSWORD = "Correct-Horse-7";

  private TwoTabs() {}

  public static void main(String[] arguments) {
    run(URI.create(arguments[0]), System.out);
  }

  static void run(URI server, PrintStream out) {
    try (BuddyChatClient one = BuddyChatClient.connect(server);
        BuddyChatClient two = BuddyChatClient.connect(server)) {
      enter(one, "first", "15550001", out);
      enter(two, "second", "15550002", out);

      // In the second tab: whatever is written to me.
      InboxFilter messages = InboxFilter.ALL.only(Operation.CHAT_MESSAGE_CREATED);
      try (Inbox inbox = two.inbox(two.inboxHead(), messages)) {

        // In the first tab: a message to the other one, found by their name. Who sends it needs not
        // be said: it is whoever has logged in.
        User other = two.me();
        one.query(
            """
            mutation ($to: ID!, $content: String!) {
              sendDirectMessage(recipientId: $to, content: $content) { duplicate }
            }
            """,
            Map.of("to", idOf(one, other.username()), "content", "Can you see this?"));

        if (inbox.take().subject() instanceof Subject.MessageChanged said) {
          said.copy()
              .ifPresent(
                  copy ->
                      out.println(
                          copy.message().sender().username() + " writes: " + copy.content()));
        }
      }

      // And all that somebody has sent or received, afterwards.
      two.messagePage(1, 12, Map.of())
          .items()
          .forEach(copy -> out.println("In the second one's mailbox: " + copy.content()));
    }
  }

  /// Signs somebody up, and in. A name that is taken is refused: then they have been here before.
  private static void enter(BuddyChatClient tab, String username, String phone, PrintStream out) {
    try {
      tab.signUp(
          new NewUser(username, username + "@example.org", PASSWORD, "Some", "Body", "49", phone));
      out.println(username + " has an account");
    } catch (RefusedException refused) {
      if (refused.code() != ErrorCode.CONFLICT) {
        throw refused;
      }
      out.println(username + ": " + refused.sentence());
    }
    tab.login(username, PASSWORD);
  }

  private static String idOf(BuddyChatClient tab, String username) {
    return tab.query(
            "query ($name: String!) { userByUsername(username: $name) { id } }",
            Map.of("name", username))
        .at("/userByUsername/id")
        .asText();
  }
}
