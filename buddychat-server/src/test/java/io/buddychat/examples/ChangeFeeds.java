package io.buddychat.examples;

import io.buddychat.testkit.client.BuddyChatClient;
import io.buddychat.testkit.client.Change;
import io.buddychat.testkit.client.ChangeAction;
import io.buddychat.testkit.client.ChangeFilter;
import io.buddychat.testkit.client.ChangeKind;
import io.buddychat.testkit.client.ErrorCode;
import io.buddychat.testkit.client.Feed;
import io.buddychat.testkit.client.Group;
import io.buddychat.testkit.client.NewUser;
import io.buddychat.testkit.client.Node;
import io.buddychat.testkit.client.RefusedException;
import io.buddychat.testkit.client.User;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Subscriptions to changes: of one user when they are updated, and of groups whatever becomes of
/// them. Each change comes with what it is about as that is now; then nobody listens any more.
public final class ChangeFeeds {

  private static final String PASSWORD = "Correct-Horse-7";

  private ChangeFeeds() {}

  public static void main(String[] arguments) {
    run(URI.create(arguments[0]), System.out);
  }

  static void run(URI server, PrintStream out) {
    try (BuddyChatClient watcher = BuddyChatClient.connect(server);
        BuddyChatClient actor = BuddyChatClient.connect(server)) {
      enter(watcher, "watcher", "15550007");
      enter(actor, "actor", "15550008");
      User watched = actor.me();
      watcher.chatWith(watched); // who shares nothing with somebody hears nothing of them

      // Subscribe: to the updates of this one user, and to all that becomes of groups.
      ChangeFilter updates =
          ChangeFilter.ALL.of(ChangeKind.USER).only(ChangeAction.UPDATE).of(watched);
      ChangeFilter groups = ChangeFilter.ALL.of(ChangeKind.GROUP);
      try (Feed<Change> users = watcher.changes(updates);
          Feed<Change> ofGroups = watcher.changes(groups)) {

        says(actor, "Away");
        out.println("users: " + told(users.take()));
        says(actor, "Back");
        out.println("users: " + told(users.take()));

        Group choir = actor.groups().create("Choir", List.of(watcher.me()));
        out.println("groups: " + told(ofGroups.take()));
        actor.groups().update(choir, Optional.of("Chorus"), Optional.empty(), Optional.empty());
        out.println("groups: " + told(ofGroups.take()));
        actor.groups().removeForGood(choir);
        out.println("groups: " + told(ofGroups.take()));
      }

      // Unsubscribed: what changes now is told to nobody. It is not lost either: whoever keeps
      // the cursor of the last change goes on behind it.
      String last = watcher.inboxHead();
      says(actor, "Gone");
      try (Feed<Change> later = watcher.changes(last, updates)) {
        out.println("later: " + told(later.take()));
      }
    }
  }

  private static String told(Change change) {
    return change.action()
        + " "
        + change.node().map(ChangeFeeds::shown).orElse("of which the id is left");
  }

  private static String shown(Node node) {
    if (node instanceof User user) {
      return user.username() + " says: " + user.bio().orElse("nothing");
    }
    return node instanceof Group group ? group.title() : node.id();
  }

  private static void says(BuddyChatClient client, String bio) {
    client.query(
        "mutation ($bio: String!) { updateUser(bio: $bio) { user { id } } }", Map.of("bio", bio));
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
