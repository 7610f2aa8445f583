package io.buddychat.domain.conversation;

import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.UserId;
import java.util.Comparator;
import java.util.List;

/// What the others see when one owner of a conversation goes, for whatever reason.
///
/// A group always has an admin: when the last one goes, the member of longest standing becomes one.
public final class Departure {

  private final Room room;
  private final Copy leaving;
  private final List<Copy> remaining;

  /// @param room with everyone within reach
  public Departure(Room room, Copy leaving) {
    this.room = room;
    this.leaving = leaving;
    this.remaining =
        room.copies().stream().filter(copy -> !copy.id().equals(leaving.id())).toList();
  }

  /// Those who stay.
  public List<Copy> remaining() {
    return remaining;
  }

  /// Counts one owner less, and finds a new admin where that is needed.
  public void apply(Changes.Builder changes, UserId actor) {
    changes.change(room.conversation().withOwners(remaining.size()));
    boolean group = room.conversation().kind() == Conversation.Kind.GROUP;
    if (group && remaining.stream().noneMatch(Copy::admin)) {
      remaining.stream()
          .min(Comparator.comparing(Copy::createdAt).thenComparing(Copy::id))
          .ifPresent(heir -> promote(heir, changes, actor));
    }
  }

  private void promote(Copy heir, Changes.Builder changes, UserId actor) {
    changes.change(heir.withAdmin(true));
    tell(Operation.MEMBER_ROLE_CHANGED, remaining, heir, changes, actor);
  }

  /// Tells these owners something about the one who leaves.
  public void tell(Operation operation, List<Copy> owners, Changes.Builder changes, UserId actor) {
    tell(operation, owners, leaving, changes, actor);
  }

  private void tell(
      Operation operation, List<Copy> owners, Copy about, Changes.Builder changes, UserId actor) {
    for (Copy owner : owners) {
      changes.log(
          owner.owner(),
          new Event.OfMember(
              operation, owner.id(), room.conversation().id(), about.id(), about.owner(), actor));
    }
  }
}
