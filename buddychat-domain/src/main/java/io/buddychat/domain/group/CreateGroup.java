package io.buddychat.domain.group;

import io.buddychat.domain.conversation.Announcing;
import io.buddychat.domain.conversation.Card;
import io.buddychat.domain.conversation.Changes;
import io.buddychat.domain.conversation.Command;
import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.Conversations;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.Visibility;
import io.buddychat.domain.conversation.Welcome;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.Ids;
import io.buddychat.domain.core.Time;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Viewer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Makes a group. Whoever makes it is its creator, an admin and its first member.
///
/// Those who are members from the start learn of it by GROUP_CREATED, as everybody who gets a copy
/// of it does then, and by MEMBER_ADDED about themselves; nobody is told of each of the others, for
/// they are part of the group as it began.
public final class CreateGroup {

  private final Conversations conversations;
  private final Announcing announcing;
  private final Ids ids;
  private final Time time;
  private final int mostMembers;

  /// @param mostMembers how many members a group may have
  public CreateGroup(
      Conversations conversations, Announcing announcing, Ids ids, Time time, int mostMembers) {
    this.conversations = conversations;
    this.announcing = announcing;
    this.ids = ids;
    this.time = time;
    this.mostMembers = mostMembers;
  }

  /// What a group begins with. The values are checked at once.
  ///
  /// @param members who are to be members beside the creator
  public record Draft(
      String title,
      Optional<String> description,
      Optional<String> image,
      Visibility visibility,
      Welcome welcome,
      List<UserId> members) {

    public Draft {
      title = GroupRules.title(title);
      description.ifPresent(GroupRules::description);
      image.ifPresent(GroupRules::image);
      members = List.copyOf(members);
    }

    /// Of a private group whose newcomers find nothing.
    public Draft(
        String title, Optional<String> description, Optional<String> image, List<UserId> members) {
      this(title, description, image, Visibility.PRIVATE, Welcome.NOTHING, members);
    }
  }

  /// Makes the group.
  ///
  /// @return the creator's own copy
  public HeldConversation by(Viewer viewer, Draft draft) {
    Set<UserId> owners = owners(viewer.user(), draft);
    return announcing.execute(() -> within(viewer, draft, owners, lock(owners))).answer();
  }

  /// Locks the mailboxes of those who are to be members.
  Map<UserId, Long> lock(Set<UserId> owners) {
    return conversations.lockMailboxes(owners);
  }

  /// The same as part of a transaction, of which whoever runs it tells the owners.
  ///
  /// @param heads of their mailboxes, [locked][#lock]
  Command.Decision<HeldConversation> within(
      Viewer viewer, Draft draft, Set<UserId> owners, Map<UserId, Long> heads) {
    if (!heads.keySet().containsAll(owners)) {
      throw Failure.notFound("user").asException();
    }
    return make(viewer, draft, heads);
  }

  /// Who are to be members, the creator too.
  Set<UserId> owners(UserId creator, Draft draft) {
    List<UserId> members = draft.members();
    Set<UserId> owners = new TreeSet<>(members);
    if (owners.size() < members.size()) {
      throw new Failure.InvalidInput("memberIds", "The same person is named twice.").asException();
    }
    if (!owners.add(creator)) {
      throw new Failure.InvalidInput("memberIds", "Whoever makes a group is a member anyway.")
          .asException();
    }
    if (owners.size() > mostMembers) {
      throw GroupRules.full(mostMembers);
    }
    return owners;
  }

  private Command.Decision<HeldConversation> make(
      Viewer viewer, Draft draft, Map<UserId, Long> heads) {
    UserId creator = viewer.user();
    Instant now = time.now();
    Conversation conversation =
        new Conversation(
            new ConversationId(ids.next()),
            Conversation.Kind.GROUP,
            0,
            now,
            now,
            draft.members().size() + 1L,
            Optional.of(
                new Card(
                    draft.title(),
                    draft.description().orElse(""),
                    draft.image().orElse(""),
                    draft.visibility(),
                    draft.welcome(),
                    creator,
                    now)));
    Changes.Builder changes =
        new Changes.Builder(heads, now, Optional.of(viewer.session())).begin(conversation);
    Copy own = Membership.begin(conversation, creator, true, now, ids);
    List<Copy> copies = new ArrayList<>(List.of(own));
    for (UserId member : draft.members()) {
      copies.add(Membership.begin(conversation, member, false, now, ids));
    }
    for (Copy copy : copies) {
      CopyId id = copy.id();
      changes.add(copy);
      changes.log(
          copy.owner(), new Event.OfCopy(Operation.GROUP_CREATED, id, conversation.id(), creator));
      if (!copy.owner().equals(creator)) {
        changes.log(copy.owner(), Membership.added(copy, copy, creator));
      }
    }
    Changes made = changes.build();
    conversations.write(made);
    return new Command.Decision<>(made, new HeldConversation(own, conversation));
  }
}
