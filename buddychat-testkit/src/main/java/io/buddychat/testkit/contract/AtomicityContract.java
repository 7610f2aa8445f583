package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.buddychat.domain.Store;
import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.chat.SendDirectMessage;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.Visibility;
import io.buddychat.domain.conversation.Welcome;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.user.PhoneNumber;
import io.buddychat.domain.user.ProfileChange;
import io.buddychat.domain.user.UserFilter;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Whatever goes wrong on the way, at whichever step: a command happens as a whole or not at all,
/// and once the trouble is over it works.
public interface AtomicityContract extends FreshStore {

  /// The store of this test, with a step taken before each thing it does; the step may throw. By
  /// itself it is taken before each call of a port; who can tell of smaller steps does.
  default Store troubled(Runnable step) {
    return new Troubled(store(), step);
  }

  @Test
  default void whateverGoesWrongNothingIsDoneByHalves() {
    Trouble trouble = new Trouble();
    Scene scene = Scene.on(troubled(trouble));
    for (Map.Entry<String, Runnable> command : Commands.of(scene).entrySet()) {
      scene.later();
      List<String> before = lines(scene);
      int steps =
          trouble.stepsOf(command.getValue(), () -> assertUnchanged(command, scene, before));
      assertThat(steps).as("steps of %s", command.getKey()).isPositive();
      assertThat(lines(scene)).as("after %s", command.getKey()).isNotEqualTo(before);
    }
  }

  private static void assertUnchanged(
      Map.Entry<String, Runnable> command, Scene scene, List<String> before) {
    assertThat(lines(scene)).as("after trouble with %s", command.getKey()).isEqualTo(before);
  }

  /// What everybody sees, all accounts, and the sessions.
  private static List<String> lines(Scene scene) {
    List<String> lines = new ArrayList<>(scene.everything().lines());
    scene
        .buddyChat()
        .users()
        .search(UserFilter.EVERYBODY, PageRequest.first(100))
        .items()
        .forEach(user -> lines.add(user.toString()));
    for (Person person : scene.people()) {
      lines.add(person + " " + scene.store().sessions().byId(person.session()));
    }
    return lines;
  }

  /// Everything fails from the first step on, then from the second on, and so on.
  final class Trouble implements Runnable {

    private final AtomicInteger stepsLeft = new AtomicInteger(Integer.MAX_VALUE);

    @Override
    public void run() {
      if (stepsLeft.getAndDecrement() <= 0) {
        throw new Happened();
      }
    }

    /// Runs a command until it succeeds. Trouble that comes after it is done (when what is left of
    /// a file is removed) does not undo it.
    ///
    /// @return how many steps it takes
    int stepsOf(Runnable command, Runnable afterTrouble) {
      for (int good = 0; ; good++) {
        stepsLeft.set(good);
        Throwable thrown = catchThrowable(command::run);
        stepsLeft.set(Integer.MAX_VALUE);
        if (thrown == null) {
          return good;
        }
        assertThat(thrown).hasStackTraceContaining(Happened.class.getName());
        afterTrouble.run();
      }
    }

    /// What goes wrong.
    static final class Happened extends RuntimeException {
      private static final long serialVersionUID = 1;

      Happened() {
        super("planted trouble");
      }
    }
  }

  /// One of each kind, in an order in which each finds what it needs.
  final class Commands {

    private Commands() {}

    static Map<String, Runnable> of(Scene scene) {
      Person alice = scene.alice();
      Person boris = scene.boris();
      Person clara = scene.clara();
      Person david = scene.david();
      CopyId chat = alice.chatWith(boris);
      HeldMessage first = alice.sends(chat, "First");
      HeldMessage second = alice.sends(chat, "Second");
      HeldMessage third = alice.sends(chat, "Third");
      CopyId group = alice.groups().creates("Friends", List.of(boris.id()));
      Person inGroups = alice.inGroups();
      HeldMessage spoken = inGroups.sends(group, "Hello, friends");
      MessageCopyId heard = boris.inGroups().copyOf(spoken);
      CopyId borises = heard.copy();
      var buddyChat = scene.buddyChat();
      List<PhoneNumber> numbers = new ArrayList<>();
      List<CopyId> added = new ArrayList<>();
      AttachmentId file = alice.uploads("list.txt", "Buy milk");
      List<HeldMessage> sentFiles = new ArrayList<>();

      Map<String, Runnable> all = new LinkedHashMap<>();
      all.put("opening a chat", () -> clara.chatWith(alice));
      all.put("opening the chat with oneself", () -> clara.chatWith(clara));
      all.put(
          "sending to somebody",
          () ->
              buddyChat
                  .sendDirectMessage()
                  .to(
                      david.viewer(),
                      clara.id(),
                      new SendDirectMessage.Draft("Hello", Optional.of("key"), List.of())));
      all.put("sending", () -> alice.sends(chat, "Fourth"));
      all.put("sending with a key", () -> alice.sends(chat, "Fifth", "key"));
      all.put("sending a file", () -> sentFiles.add(alice.sends(chat, "See here", file)));
      all.put("unsending a file", () -> alice.unsends(sentFiles.get(0).copy().id()));
      all.put("editing", () -> alice.edits(first.copy().id(), "First, edited"));
      all.put("reading", () -> boris.reads(boris.copyOf(first)));
      all.put("noticing", () -> boris.notices(boris.copyOf(first)));
      all.put("deleting", () -> boris.deletes(boris.copyOf(second)));
      all.put("deleting the last copy", () -> alice.deletes(second.copy().id()));
      all.put("unsending", () -> alice.unsends(third.copy().id()));
      all.put("archiving", () -> alice.archives(chat, true));
      all.put("clearing", () -> boris.clears(boris.copyOf(first).copy()));
      all.put("creating a group", () -> clara.groups().creates("Others", List.of(boris.id())));
      all.put("sending to a group", () -> inGroups.sends(group, "Again"));
      all.put("reading in a group", () -> boris.inGroups().reads(heard));
      all.put("adding a member", () -> added.add(alice.groups().adds(group, clara.id())));
      all.put("making an admin", () -> alice.groups().setsAdmin(group, borises, true));
      all.put("changing a group", () -> alice.groups().renames(group, "Good friends"));
      all.put(
          "opening a group",
          () -> alice.groups().meets(group, Visibility.PUBLIC, Welcome.EVERYTHING));
      all.put("joining", () -> david.groups().joins(alice.sees(group).conversation().id()));
      all.put("removing a member", () -> alice.groups().removes(group, added.get(0)));
      all.put("leaving", () -> alice.groups().leaves(group));
      all.put("removing a group", () -> boris.groups().removesForGood(borises));
      all.put(
          "changing a profile",
          () ->
              buddyChat
                  .profiles()
                  .update(
                      boris.viewer(),
                      new ProfileChange(
                          Optional.of("Bob"),
                          Optional.empty(),
                          Optional.empty(),
                          Optional.empty())));
      all.put(
          "adding a phone number",
          () -> numbers.add(buddyChat.accounts().addPhoneNumber(boris.viewer(), "1", "55500099")));
      all.put(
          "removing a phone number",
          () -> buddyChat.accounts().removePhoneNumber(boris.viewer(), numbers.get(0).id()));
      all.put("registering", () -> buddyChat.accounts().register(People.somebody(1)));
      all.put("refreshing", () -> buddyChat.signIn().refresh(david.refreshToken()));
      all.put("revoking", () -> buddyChat.signIn().revoke(clara.refreshToken()));
      all.put("leaving for good", boris::leavesForGood);
      return all;
    }
  }
}
