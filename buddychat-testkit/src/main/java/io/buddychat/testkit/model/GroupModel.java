package io.buddychat.testkit.model;

import io.buddychat.testkit.model.ModelConversation.Kind;
import io.buddychat.testkit.model.ModelConversation.OwnedCopy;
import java.util.List;
import java.util.Optional;

/// Who belongs to a group in the model, and what they may do with it.
final class GroupModel {

  private final Model model;

  GroupModel(Model model) {
    this.model = model;
  }

  Outcome add(ModelConversation group, OwnedCopy mine, ModelPerson user) {
    if (!mine.admin) {
      return Outcome.FORBIDDEN;
    }
    if (group.copyOf(user).isPresent()) {
      return Outcome.CONFLICT;
    }
    if (user.gone) {
      return Outcome.NOT_FOUND;
    }
    group.banned.remove(user);
    letIn(group, user, mine.owner);
    return Outcome.DONE;
  }

  /// They find the newest messages, read, and without notifications.
  private void letIn(ModelConversation group, ModelPerson user, ModelPerson actor) {
    List<ModelMessage> said = group.said();
    OwnedCopy newcomer = group.begin(user, false);
    tellAll(group, "MEMBER_ADDED", newcomer, actor);
    for (ModelMessage message :
        said.subList(Math.max(0, said.size() - group.welcome), said.size())) {
      model.give(message, newcomer);
    }
  }

  Outcome join(ModelConversation group, ModelPerson me) {
    if (group.copyOf(me).isPresent()) {
      return Outcome.DONE;
    }
    if (!group.open || group.copies.isEmpty()) {
      return Outcome.NOT_FOUND;
    }
    if (group.banned.contains(me)) {
      return Outcome.FORBIDDEN;
    }
    letIn(group, me, me);
    return Outcome.DONE;
  }

  Outcome meet(ModelConversation group, OwnedCopy mine, boolean open, int welcome) {
    if (!mine.admin) {
      return Outcome.FORBIDDEN;
    }
    if (group.open != open || group.welcome != welcome) {
      group.open = open;
      group.welcome = welcome;
      group.copies.forEach(copy -> model.tellOwner(copy, "GROUP_UPDATED", mine.owner));
    }
    return Outcome.DONE;
  }

  Outcome remove(ModelConversation group, OwnedCopy mine, ModelPerson user) {
    if (user == mine.owner) {
      return leave(group, mine);
    }
    if (!mine.admin) {
      return Outcome.FORBIDDEN;
    }
    Optional<OwnedCopy> removed = group.copyOf(user);
    if (removed.isEmpty()) {
      return Outcome.NOT_FOUND;
    }
    if (user == group.creator) {
      return Outcome.FORBIDDEN;
    }
    end(group, removed.get(), "MEMBER_REMOVED", mine.owner);
    group.banned.add(user);
    return Outcome.DONE;
  }

  Outcome leave(ModelConversation group, OwnedCopy mine) {
    end(group, mine, "MEMBER_LEFT", mine.owner);
    return Outcome.DONE;
  }

  private void end(ModelConversation group, OwnedCopy leaving, String what, ModelPerson actor) {
    tellAll(group, what, leaving, actor);
    group.copies.remove(leaving);
    seeToAnAdmin(group, actor, Optional.of(actor));
  }

  private void seeToAnAdmin(
      ModelConversation group, ModelPerson actor, Optional<ModelPerson> origin) {
    if (!group.copies.isEmpty() && !group.hasAdmin()) {
      OwnedCopy heir = group.copies.get(0);
      heir.admin = true;
      for (OwnedCopy copy : group.copies) {
        model.tellOfMember(copy, "MEMBER_ROLE_CHANGED", heir, actor, origin);
      }
    }
  }

  /// The account is deleted: no session is behind it.
  void goForGood(ModelConversation in, OwnedCopy leaving) {
    in.copies.remove(leaving);
    if (in.kind == Kind.GROUP) {
      for (OwnedCopy copy : in.copies) {
        model.tellOfMember(copy, "MEMBER_LEFT", leaving, leaving.owner, Optional.empty());
      }
      seeToAnAdmin(in, leaving.owner, Optional.empty());
    }
  }

  Outcome changeAdmin(ModelConversation group, OwnedCopy mine, ModelPerson user, boolean admin) {
    if (!mine.admin) {
      return Outcome.FORBIDDEN;
    }
    Optional<OwnedCopy> member = group.copyOf(user);
    if (member.isEmpty()) {
      return Outcome.NOT_FOUND;
    }
    if (member.get().admin == admin) {
      return Outcome.DONE;
    }
    member.get().admin = admin;
    if (!group.hasAdmin()) {
      member.get().admin = true;
      return Outcome.CONFLICT;
    }
    tellAll(group, "MEMBER_ROLE_CHANGED", member.get(), mine.owner);
    return Outcome.DONE;
  }

  private void tellAll(ModelConversation group, String what, OwnedCopy about, ModelPerson actor) {
    for (OwnedCopy copy : group.copies) {
      model.tellOfMember(copy, what, about, actor, Optional.of(actor));
    }
  }

  Outcome removeForGood(ModelConversation group, OwnedCopy mine) {
    boolean may =
        group.copyOf(group.creator).isPresent() ? group.creator == mine.owner : mine.admin;
    if (!may) {
      return Outcome.FORBIDDEN;
    }
    List<OwnedCopy> all = List.copyOf(group.copies);
    group.copies.clear();
    all.forEach(copy -> model.tellOwner(copy, "GROUP_PERMANENTLY_REMOVED", mine.owner));
    return Outcome.DONE;
  }

  Outcome retitle(ModelConversation group, OwnedCopy mine, String title) {
    if (!mine.admin) {
      return Outcome.FORBIDDEN;
    }
    if (!group.title.equals(title)) {
      group.title = title;
      group.copies.forEach(copy -> model.tellOwner(copy, "GROUP_UPDATED", mine.owner));
    }
    return Outcome.DONE;
  }
}
