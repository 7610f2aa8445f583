package io.buddychat.testkit;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.PublicGroup;
import io.buddychat.domain.conversation.Visibility;
import io.buddychat.domain.conversation.Welcome;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.core.Position;
import io.buddychat.domain.group.AddMember;
import io.buddychat.domain.group.ChangeAdmin;
import io.buddychat.domain.group.CreateGroup;
import io.buddychat.domain.group.LeaveGroup;
import io.buddychat.domain.group.OpenGroup;
import io.buddychat.domain.group.RemoveGroup;
import io.buddychat.domain.group.RemoveMember;
import io.buddychat.domain.group.UpdateGroup;
import io.buddychat.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a [Person] does with groups and their members. A group is named by the person's own copy of
/// it, a member by theirs.
public record GroupActs(Person person) {

  /// Makes a group.
  ///
  /// @return the person's own copy
  public CopyId creates(String title, List<UserId> members) {
    return buddyChat()
        .createGroup()
        .by(
            person.viewer(),
            new CreateGroup.Draft(title, Optional.empty(), Optional.empty(), members))
        .copy()
        .id();
  }

  /// Opens the group of a title, making it with these members when there is none.
  public OpenGroup.Opened opens(String title, List<UserId> members) {
    return buddyChat()
        .openGroup()
        .by(
            person.viewer(),
            new CreateGroup.Draft(title, Optional.empty(), Optional.empty(), members));
  }

  /// Makes somebody a member.
  ///
  /// @return the newcomer's copy
  public CopyId adds(CopyId group, UserId user) {
    return buddyChat()
        .handle(new AddMember(person.viewer(), group, user, buddyChat().mostGroupMembers()))
        .copy()
        .id();
  }

  public void leaves(CopyId group) {
    buddyChat().handle(new LeaveGroup(person.viewer(), group));
  }

  public void removes(CopyId group, CopyId member) {
    buddyChat().handle(new RemoveMember(person.viewer(), group, member));
  }

  public HeldConversation setsAdmin(CopyId group, CopyId member, boolean admin) {
    return buddyChat().handle(new ChangeAdmin(person.viewer(), group, member, admin));
  }

  public HeldConversation renames(CopyId group, String title) {
    return buddyChat()
        .handle(
            new UpdateGroup(
                person.viewer(), group, Optional.of(title), Optional.empty(), Optional.empty()));
  }

  /// Says who may come in unasked, and what newcomers find.
  public HeldConversation meets(CopyId group, Visibility visibility, Welcome welcome) {
    return buddyChat()
        .handle(
            new UpdateGroup(
                person.viewer(),
                group,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(visibility),
                Optional.of(welcome)));
  }

  /// Comes in unasked.
  ///
  /// @return the person's own copy
  public CopyId joins(ConversationId group) {
    return buddyChat().joinGroup().by(person.viewer(), group).copy().id();
  }

  /// The public groups whose title begins like this.
  public List<PublicGroup> finds(String title) {
    return buddyChat()
        .mailboxes()
        .publicGroups(person.id(), Optional.of(title), PageRequest.first(100))
        .items();
  }

  public void removesForGood(CopyId group) {
    buddyChat().handle(new RemoveGroup(person.viewer(), group));
  }

  /// The person's own copy of a group, if they are a member.
  public Optional<CopyId> copyOf(ConversationId group) {
    return person.conversations().stream()
        .filter(held -> held.conversation().id().equals(group))
        .map(held -> held.copy().id())
        .findFirst();
  }

  /// The members of a group, by the time they joined; nobody when the person is none of them.
  public List<Copy> members(ConversationId group) {
    List<Copy> all = new ArrayList<>();
    PageRequest request = PageRequest.first(100);
    Page<Copy> page;
    do {
      page =
          buddyChat()
              .mailboxes()
              .members(person.id(), List.of(group), request)
              .getOrDefault(group, Page.empty());
      all.addAll(page.items());
      if (!all.isEmpty()) {
        Copy last = all.get(all.size() - 1);
        request = request.after(new Position(last.createdAt().toEpochMilli(), last.id().value()));
      }
    } while (page.hasNext());
    return all;
  }

  /// The members who are admins.
  public List<UserId> admins(ConversationId group) {
    return members(group).stream().filter(Copy::admin).map(Copy::owner).toList();
  }

  private BuddyChat buddyChat() {
    return person.scene().buddyChat();
  }
}
