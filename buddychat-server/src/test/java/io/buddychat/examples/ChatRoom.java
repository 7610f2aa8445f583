package io.buddychat.examples;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.testkit.client.BuddyChatClient;
import io.buddychat.testkit.client.ErrorCode;
import io.buddychat.testkit.client.Group;
import io.buddychat.testkit.client.Inbox;
import io.buddychat.testkit.client.InboxFilter;
import io.buddychat.testkit.client.MessageCopy;
import io.buddychat.testkit.client.NewUser;
import io.buddychat.testkit.client.Operation;
import io.buddychat.testkit.client.RefusedException;
import io.buddychat.testkit.client.Sockets;
import io.buddychat.testkit.client.Subject;
import io.buddychat.testkit.client.Transport;
import java.io.PrintStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// A room which everybody may enter: its history, a message to it, and each new message pushed, all
/// of it over WebSocket. A room is a public group.
///
/// Queries and mutations share one socket, on which the person also signs in; what is pushed has
/// one of its own, so that reading it slowly holds up nothing else.
public final class ChatRoom {

  private static final String PASSWORD = "Correct-Horse-7";
  private static final int PAGE = 20;

  private ChatRoom() {}

  public static void main(String[] arguments) {
    run(URI.create(arguments[0]), System.out);
  }

  static void run(URI server, PrintStream out) {
    try (BuddyChatClient host = BuddyChatClient.in(Transport.sockets(Sockets.to(server)));
        BuddyChatClient guest = BuddyChatClient.in(Transport.sockets(Sockets.to(server)))) {
      enter(host, "host", "15550005");
      enter(guest, "guest", "15550006");

      // Check what there is.
      Group hosts = room(host, "kittens");
      history(host, hosts, out);

      // Send a message, and check that it is there, also for somebody who comes in only now.
      host.send(hosts, "Hi all!");
      Group guests = room(guest, "kittens");
      history(guest, guests, out);

      // Subscribe to new messages in this room. It waits for them.
      InboxFilter messages =
          InboxFilter.ALL.in(guests).only(Operation.GROUP_MESSAGE_CREATED).withoutOwn();
      try (Inbox pushed = guest.inbox(guest.inboxHead(), messages)) {

        // Send something again to see that it comes.
        host.send(hosts, "Something ;-)!");
        if (pushed.take().subject() instanceof Subject.MessageChanged said) {
          said.copy().ifPresent(copy -> out.println("pushed: " + line(copy)));
        }
      }
    }
  }

  /// The room of this name, which is made if there is none yet. Whoever comes in finds what was
  /// said before.
  private static Group room(BuddyChatClient client, String name) {
    JsonNode found =
        client.query(
            """
            query ($name: String!) {
              discoverGroups(search: $name) { edges { node { id title } } }
            }
            """,
            Map.of("name", name));
    Optional<String> id = Optional.empty();
    for (JsonNode edge : found.at("/discoverGroups/edges")) {
      if (edge.at("/node/title").asText().equals(name)) {
        id = Optional.of(edge.at("/node/id").asText());
      }
    }
    JsonNode entered =
        id.isPresent()
            ? client.query(
                "mutation ($id: ID!) { room: joinGroup(groupId: $id) { groupCopy { id } } }",
                Map.of("id", id.get()))
            : client.query(
                """
                mutation ($name: String!) {
                  room: createGroup(title: $name, visibility: PUBLIC, history: ALL) {
                    groupCopy { id } }
                }
                """,
                Map.of("name", name));
    return client.groups().byId(entered.at("/room/groupCopy/id").asText());
  }

  private static void history(BuddyChatClient client, Group room, PrintStream out) {
    out.println("history:");
    client.messages(room, PAGE).items().forEach(copy -> out.println("  " + line(copy)));
  }

  private static String line(MessageCopy copy) {
    return copy.message().sender().username() + ": " + copy.content();
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
