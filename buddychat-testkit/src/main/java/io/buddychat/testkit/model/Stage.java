package io.buddychat.testkit.model;

import io.buddychat.domain.conversation.SendMessage;
import io.buddychat.domain.conversation.Visibility;
import io.buddychat.domain.conversation.Welcome;
import io.buddychat.domain.core.BuddyChatException;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.user.ProfileChange;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.model.Names.Place;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Plays a history on the real thing, and says what came of each act in the model's words.
final class Stage implements Play {

  private final List<Person> people;
  private final Names names;

  Stage(List<Person> people, Names names) {
    this.people = people;
    this.names = names;
  }

  @Override
  public Outcome play(Act.OpenChat act) {
    Person me = people.get(act.who());
    Person other = people.get(act.with());
    return outcome(
        () -> {
          var opened = me.scene().buddyChat().openChat().with(me.viewer(), other.id());
          if (opened.created()) {
            ConversationId begun = me.sees(opened.mine()).conversation().id();
            Place place = names.begin(begun, false);
            names.begin(place, me, opened.mine());
            if (me != other) {
              names.begin(place, other, opened.theirs().orElseThrow());
            }
          }
          return Outcome.DONE;
        });
  }

  @Override
  public Outcome play(Act.CreateGroup act) {
    Person me = people.get(act.who());
    List<Person> members = act.members().stream().map(people::get).toList();
    return outcome(
        () -> {
          CopyId own =
              me.groups().creates(Model.title(0), members.stream().map(Person::id).toList());
          ConversationId group = me.sees(own).conversation().id();
          Place place = names.begin(group, true);
          names.begin(place, me, own);
          for (Person member : members) {
            names.begin(place, member, member.groups().copyOf(group).orElseThrow());
          }
          return Outcome.DONE;
        });
  }

  @Override
  public Outcome play(Act.Send act) {
    Place in = names.place(act.in());
    Person me = speaking(act.who(), in);
    String text = Model.text(act.text());
    return outcome(
        () -> {
          Optional<String> key = act.key() < 0 ? Optional.empty() : Optional.of("key " + act.key());
          SendMessage.Sent sent =
              me.scene()
                  .buddyChat()
                  .handle(new SendMessage(me.viewer(), in.family(), copy(me, in), text, key));
          if (sent.duplicate()) {
            return Outcome.sentBefore(
                sent.message()
                    .map(held -> "#" + held.copy().id().ordinal())
                    .orElse("and let go of"));
          }
          var message = sent.message().orElseThrow().message();
          names.sent(in, message);
          return Outcome.sent(message.ordinal());
        });
  }

  @Override
  public Outcome play(Act.Edit act) {
    Place in = names.place(act.in());
    Person me = speaking(act.who(), in);
    return done(() -> me.edits(message(me, in, act.back()), Model.text(act.text())));
  }

  @Override
  public Outcome play(Act.Unsend act) {
    Place in = names.place(act.in());
    Person me = speaking(act.who(), in);
    return done(() -> me.unsends(message(me, in, act.back())));
  }

  @Override
  public Outcome play(Act.Delete act) {
    Place in = names.place(act.in());
    Person me = speaking(act.who(), in);
    return done(() -> me.deletes(message(me, in, act.back())));
  }

  @Override
  public Outcome play(Act.Read act) {
    Place in = names.place(act.in());
    Person me = speaking(act.who(), in);
    return done(() -> me.reads(message(me, in, act.back())));
  }

  @Override
  public Outcome play(Act.Notice act) {
    Place in = names.place(act.in());
    Person me = speaking(act.who(), in);
    return done(() -> me.notices(message(me, in, act.back())));
  }

  @Override
  public Outcome play(Act.Clear act) {
    Place in = names.place(act.in());
    Person me = speaking(act.who(), in);
    return done(() -> me.clears(copy(me, in)));
  }

  @Override
  public Outcome play(Act.Archive act) {
    Place in = names.place(act.in());
    Person me = speaking(act.who(), in);
    return done(() -> me.archives(copy(me, in), act.archived()));
  }

  @Override
  public Outcome play(Act.AddMember act) {
    Place in = names.place(act.in());
    Person me = people.get(act.who());
    Person user = people.get(act.user());
    return done(() -> names.begin(in, user, me.groups().adds(copy(me, in), user.id())));
  }

  @Override
  public Outcome play(Act.RemoveMember act) {
    Place in = names.place(act.in());
    Person me = people.get(act.who());
    return done(() -> me.groups().removes(copy(me, in), member(act.user(), in)));
  }

  @Override
  public Outcome play(Act.ChangeAdmin act) {
    Place in = names.place(act.in());
    Person me = people.get(act.who());
    return done(() -> me.groups().setsAdmin(copy(me, in), member(act.user(), in), act.admin()));
  }

  @Override
  public Outcome play(Act.Leave act) {
    Place in = names.place(act.in());
    Person me = people.get(act.who());
    return done(() -> me.groups().leaves(copy(me, in)));
  }

  @Override
  public Outcome play(Act.RemoveGroup act) {
    Place in = names.place(act.in());
    Person me = people.get(act.who());
    return done(() -> me.groups().removesForGood(copy(me, in)));
  }

  @Override
  public Outcome play(Act.Retitle act) {
    Place in = names.place(act.in());
    Person me = people.get(act.who());
    return done(() -> me.groups().renames(copy(me, in), Model.title(act.text())));
  }

  @Override
  public Outcome play(Act.Join act) {
    Place in = names.place(act.in());
    Person me = people.get(act.who());
    return done(
        () -> {
          CopyId own = me.groups().joins(in.conversation());
          if (names.isNew(own)) {
            names.begin(in, me, own);
          }
        });
  }

  @Override
  public Outcome play(Act.Meet act) {
    Place in = names.place(act.in());
    Person me = people.get(act.who());
    return done(
        () ->
            me.groups()
                .meets(
                    copy(me, in),
                    act.open() ? Visibility.PUBLIC : Visibility.PRIVATE,
                    new Welcome(act.newest())));
  }

  @Override
  public Outcome play(Act.Rename act) {
    Person me = people.get(act.who());
    ProfileChange change =
        new ProfileChange(
            Optional.of(Model.firstName(act.text())),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return done(() -> me.scene().buddyChat().profiles().update(me.viewer(), change));
  }

  @Override
  public Outcome play(Act.LeaveForGood act) {
    return done(people.get(act.who())::leavesForGood);
  }

  /// In the family of the conversation.
  private Person speaking(int who, Place in) {
    Person person = people.get(who);
    return in.group() ? person.inGroups() : person;
  }

  /// The newest copy the person ever owned of it, or else somebody else's, on which they try it in
  /// vain.
  private CopyId copy(Person person, Place in) {
    return names.newestCopy(in, person).orElseGet(() -> names.anyCopy(in));
  }

  private CopyId member(int user, Place in) {
    return names.newestCopy(in, people.get(user)).orElse(new CopyId(Long.MAX_VALUE));
  }

  private MessageCopyId message(Person person, Place in, int back) {
    return new MessageCopyId(copy(person, in), names.lastOrdinal(in) - back);
  }

  private static Outcome done(Runnable act) {
    return outcome(
        () -> {
          act.run();
          return Outcome.DONE;
        });
  }

  private static Outcome outcome(Supplier<Outcome> act) {
    try {
      return act.get();
    } catch (BuddyChatException refusal) {
      return Outcome.refused(refusal.failure().getClass().getSimpleName());
    }
  }
}
