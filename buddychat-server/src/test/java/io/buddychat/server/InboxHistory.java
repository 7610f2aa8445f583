package io.buddychat.server;

import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.user.ProfileChange;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.util.List;
import java.util.Optional;

/// A history in which everything happens that a log can tell of. Alice, Boris and Clara have logs
/// of it.
final class InboxHistory {

  private final Scene scene;
  private final Person alice;
  private final Person boris;
  private final Person clara;

  private InboxHistory(Scene scene) {
    this.scene = scene;
    this.alice = scene.alice();
    this.boris = scene.boris();
    this.clara = scene.clara();
  }

  static void playIn(Scene scene) {
    InboxHistory history = new InboxHistory(scene);
    history.talk();
    history.meet();
    history.part();
  }

  private void talk() {
    CopyId mine = alice.chatWith(boris);
    CopyId theirs = boris.chatWith(alice);
    HeldMessage hello = alice.sends(mine, "Hello");
    scene.later();
    boris.reads(boris.copyOf(hello));
    alice.edits(hello.copy().id(), "Hello, Boris");
    HeldMessage oops = alice.sends(mine, "Oops");
    alice.unsends(oops.copy().id());
    HeldMessage answer = boris.sends(theirs, "Hello, Alice");
    alice.notices(alice.copyOf(answer));
    scene.later();
    alice.deletes(alice.copyOf(answer));
    boris.clears(theirs);
    boris.archives(theirs, true);
    alice.sends(mine, "Still there");
    scene
        .buddyChat()
        .profiles()
        .update(
            boris.viewer(),
            new ProfileChange(
                Optional.empty(), Optional.empty(), Optional.of("Back soon"), Optional.empty()));
  }

  private void meet() {
    CopyId group = alice.groups().creates("Tea", List.of(boris.id()));
    scene.later();
    CopyId claras = alice.groups().adds(group, clara.id());
    alice.groups().setsAdmin(group, claras, true);
    alice.groups().renames(group, "Tea at five");
    Person speaker = alice.inGroups();
    HeldMessage kettle = speaker.sends(group, "Kettle is on");
    boris.inGroups().reads(boris.copyOf(kettle));
    speaker.edits(kettle.copy().id(), "Kettle is off");
    boris.inGroups().deletes(boris.copyOf(kettle));
    speaker.unsends(kettle.copy().id());
    speaker.sends(group, "See you");
    CopyId borises = boris.groups().copyOf(kettle.message().conversation()).orElseThrow();
    boris.inGroups().clears(borises);
    boris.inGroups().archives(borises, true);
  }

  private void part() {
    CopyId group = alice.groups().creates("Cake", List.of(boris.id(), clara.id()));
    var cake = alice.sees(group).conversation().id();
    alice.inGroups().sends(group, "Cake!");
    alice.groups().removes(group, boris.groups().copyOf(cake).orElseThrow());
    scene.later();
    clara.groups().leaves(clara.groups().copyOf(cake).orElseThrow());
    alice.groups().removesForGood(group);
  }
}
