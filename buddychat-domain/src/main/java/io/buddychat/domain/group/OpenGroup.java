package io.buddychat.domain.group;

import io.buddychat.domain.conversation.Announcing;
import io.buddychat.domain.conversation.Changes;
import io.buddychat.domain.conversation.Command;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.Mailboxes;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Viewer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Gives the group of a title, making it when there is none.
///
/// It is the oldest group with exactly this title that the person is a member of, whoever made it
/// and whatever else it is like. Groups of others with the same title, public ones too, do not
/// count. What else the draft says is used only when the group is made; it must keep its rules in
/// any case.
///
/// The person's mailbox is locked before the group is made, and whatever makes them a member or
/// gives a group of theirs another name locks it too: so two calls at the same moment give the same
/// group.
public final class OpenGroup {

  private final Mailboxes mailboxes;
  private final CreateGroup createGroup;
  private final Announcing announcing;

  public OpenGroup(Mailboxes mailboxes, CreateGroup createGroup, Announcing announcing) {
    this.mailboxes = mailboxes;
    this.createGroup = createGroup;
    this.announcing = announcing;
  }

  /// @param mine the person's own copy
  /// @param created whether there was none before
  public record Opened(HeldConversation mine, boolean created) {}

  /// Opens the group.
  public Opened by(Viewer viewer, CreateGroup.Draft draft) {
    Set<UserId> owners = createGroup.owners(viewer.user(), draft);
    return present(viewer, draft)
        .orElseGet(() -> announcing.execute(() -> within(viewer, draft, owners)).answer());
  }

  private Optional<Opened> present(Viewer viewer, CreateGroup.Draft draft) {
    return mailboxes.groupCalled(viewer.user(), draft.title()).map(held -> new Opened(held, false));
  }

  private Command.Decision<Opened> within(
      Viewer viewer, CreateGroup.Draft draft, Set<UserId> owners) {
    Map<UserId, Long> heads = createGroup.lock(owners);
    Optional<Opened> meanwhile = present(viewer, draft);
    if (meanwhile.isPresent()) {
      return new Command.Decision<>(Changes.none(), meanwhile.get());
    }
    Command.Decision<HeldConversation> made = createGroup.within(viewer, draft, owners, heads);
    return new Command.Decision<>(made.changes(), new Opened(made.answer(), true));
  }
}
