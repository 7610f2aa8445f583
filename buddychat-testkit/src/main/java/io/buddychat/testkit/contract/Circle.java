package io.buddychat.testkit.contract;

import io.buddychat.domain.Store;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.util.List;

/// A group which Alice has made with Boris and Clara; David has an account and is no member. All of
/// them act in groups.
///
/// @param alices her copy of it, and so her membership
record Circle(
    Scene scene,
    Person alice,
    Person boris,
    Person clara,
    Person david,
    CopyId alices,
    CopyId borises,
    CopyId claras,
    ConversationId group) {

  static Circle on(Store store) {
    return on(Scene.on(store));
  }

  static Circle on(Scene scene) {
    Person alice = scene.alice().inGroups();
    Person boris = scene.boris().inGroups();
    Person clara = scene.clara().inGroups();
    Person david = scene.david().inGroups();
    CopyId alices = alice.groups().creates("Friends", List.of(boris.id(), clara.id()));
    ConversationId group = alice.sees(alices).conversation().id();
    return new Circle(
        scene,
        alice,
        boris,
        clara,
        david,
        alices,
        boris.groups().copyOf(group).orElseThrow(),
        clara.groups().copyOf(group).orElseThrow(),
        group);
  }

  /// What a person's log has told since.
  static List<Event> eventsAfter(Person person, long cursor) {
    return person.logAfter(cursor).stream().map(Entry::event).toList();
  }

  /// What the owner of a copy is told of a member.
  Event ofMember(Operation operation, CopyId toOwner, CopyId member, Person who, Person actor) {
    return new Event.OfMember(operation, toOwner, group, member, who.id(), actor.id());
  }

  /// What the owner of a copy is told of the group.
  Event ofCopy(Operation operation, CopyId toOwner, Person actor) {
    return new Event.OfCopy(operation, toOwner, group, actor.id());
  }
}
