package io.buddychat.testkit.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A conversation in the model: who owns a copy, and what each of them holds.
final class ModelConversation {

  /// As the API names what happens in it.
  enum Kind {
    PAIR("CHAT", "CHAT_UPDATED"),
    SELF("CHAT", "CHAT_UPDATED"),
    GROUP("GROUP", "GROUP_COPY_UPDATED");

    final String word;
    final String copyUpdated;

    Kind(String word, String copyUpdated) {
      this.word = word;
      this.copyUpdated = copyUpdated;
    }
  }

  final String name;
  final Kind kind;
  final ModelPerson creator;
  final List<OwnedCopy> copies = new ArrayList<>();

  /// The two people of a chat, whether they still own a copy or not.
  final Set<ModelPerson> others = new LinkedHashSet<>();

  /// What was sent under which of a person's own ids.
  final Map<String, ModelMessage> keys = new HashMap<>();

  final Map<String, String> textsOfKeys = new HashMap<>();

  /// Whom an admin has removed and not taken in again.
  final Set<ModelPerson> banned = new HashSet<>();

  boolean open;

  /// How many messages newcomers find.
  int welcome;

  String title = "Title 0";
  String activityAt;
  int lastOrdinal;
  private int copiesBegun;

  ModelConversation(int number, Kind kind, ModelPerson creator, String at) {
    this.name = "c" + number;
    this.kind = kind;
    this.creator = creator;
    this.activityAt = at;
  }

  /// One person's copy; in a group their membership as well.
  static final class OwnedCopy {

    final String name;
    final ModelPerson owner;
    final Map<Integer, ModelMessage.Held> held = new TreeMap<>();
    boolean archived;
    boolean admin;

    OwnedCopy(String name, ModelPerson owner, boolean admin) {
      this.name = name;
      this.owner = owner;
      this.admin = admin;
    }

    long unread() {
      return held.values().stream().filter(ModelMessage.Held::isUnread).count();
    }
  }

  OwnedCopy begin(ModelPerson owner, boolean admin) {
    OwnedCopy copy = new OwnedCopy(name + "/" + owner.name + "'" + ++copiesBegun, owner, admin);
    copies.add(copy);
    return copy;
  }

  Optional<OwnedCopy> copyOf(ModelPerson person) {
    return copies.stream().filter(copy -> copy.owner == person).findFirst();
  }

  /// What somebody holds, oldest first.
  List<ModelMessage> said() {
    Map<Integer, ModelMessage> said = new TreeMap<>();
    copies.forEach(copy -> copy.held.forEach((ordinal, held) -> said.put(ordinal, held.message)));
    return List.copyOf(said.values());
  }

  boolean hasAdmin() {
    return copies.stream().anyMatch(copy -> copy.admin);
  }
}
