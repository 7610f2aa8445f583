package io.buddychat.testkit.contract;

import io.buddychat.domain.Store;
import io.buddychat.domain.core.CopyId;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;

/// Alice and Boris, and the chat between them.
///
/// @param alices her copy of it
/// @param borises his copy of it
record Talk(Scene scene, Person alice, Person boris, CopyId alices, CopyId borises) {

  static Talk on(Store store) {
    return on(Scene.on(store));
  }

  static Talk on(Scene scene) {
    Person alice = scene.alice();
    Person boris = scene.boris();
    return new Talk(scene, alice, boris, alice.chatWith(boris), boris.chatWith(alice));
  }
}
