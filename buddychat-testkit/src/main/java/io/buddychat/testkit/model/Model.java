package io.buddychat.testkit.model;

import io.buddychat.testkit.model.ModelConversation.Kind;
import io.buddychat.testkit.model.ModelConversation.OwnedCopy;
import io.buddychat.testkit.model.ModelMessage.Held;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/// What BuddyChat promises, written down once more as plainly as possible: lists instead of tables,
/// counting instead of counters, no locks, no sets of changes. It shares no code with the domain,
/// so that the two can disagree.
public final class Model implements Play {

  final List<ModelPerson> people;
  final List<ModelConversation> conversations = new ArrayList<>();
  private final GroupModel groups = new GroupModel(this);
  private int minute;

  Model(int people) {
    this.people = IntStream.range(0, people).mapToObj(ModelPerson::new).toList();
  }

  /// Lets a minute go by.
  void later() {
    minute++;
  }

  /// Whether there is nobody to do it, or nothing to do it to.
  boolean isIdle(Act act) {
    boolean begins = act instanceof Act.OpenChat || act instanceof Act.CreateGroup;
    boolean ofPeople = act instanceof Act.Rename || act instanceof Act.LeaveForGood;
    return people.get(act.who()).gone || (conversations.isEmpty() && !begins && !ofPeople);
  }

  private String now() {
    return "T" + minute;
  }

  @Override
  public Outcome play(Act.OpenChat act) {
    ModelPerson me = people.get(act.who());
    ModelPerson other = people.get(act.with());
    Kind kind = me == other ? Kind.SELF : Kind.PAIR;
    Optional<ModelConversation> present =
        conversations.stream()
            .filter(each -> each.kind == kind && each.copyOf(me).isPresent())
            .filter(each -> each.others.contains(me) && each.others.contains(other))
            .findFirst();
    if (present.isPresent()) {
      return Outcome.DONE;
    }
    if (other.gone) {
      return Outcome.NOT_FOUND;
    }
    ModelConversation begun = begin(kind, me);
    for (ModelPerson owner : me == other ? List.of(me) : List.of(me, other)) {
      begun.others.add(owner);
      tellOwner(begun.begin(owner, false), "CHAT_CREATED", me);
    }
    return Outcome.DONE;
  }

  private ModelConversation begin(Kind kind, ModelPerson creator) {
    ModelConversation begun = new ModelConversation(conversations.size(), kind, creator, now());
    conversations.add(begun);
    return begun;
  }

  @Override
  public Outcome play(Act.CreateGroup act) {
    ModelPerson me = people.get(act.who());
    List<ModelPerson> members = act.members().stream().map(people::get).toList();
    if (members.stream().anyMatch(member -> member.gone)) {
      return Outcome.NOT_FOUND;
    }
    ModelConversation group = begin(Kind.GROUP, me);
    tellOwner(group.begin(me, true), "GROUP_CREATED", me);
    for (ModelPerson member : members) {
      OwnedCopy copy = group.begin(member, false);
      tellOwner(copy, "GROUP_CREATED", me);
      tellOfMember(copy, "MEMBER_ADDED", copy, me, Optional.of(me));
    }
    return Outcome.DONE;
  }

  @Override
  public Outcome play(Act.Send act) {
    return owning(act.who(), act.in(), (in, mine) -> send(act, in, mine));
  }

  private Outcome send(Act.Send act, ModelConversation in, OwnedCopy mine) {
    ModelPerson me = mine.owner;
    String key = me.name + " " + act.key();
    ModelMessage before = in.keys.get(key);
    if (act.key() >= 0 && before != null) {
      if (!text(act.text()).equals(in.textsOfKeys.get(key))) {
        return Outcome.CONFLICT;
      }
      return Outcome.sentBefore(
          mine.held.containsKey(before.ordinal) ? "#" + before.ordinal : "and let go of");
    }
    if (in.kind == Kind.PAIR && in.copies.size() == 1) {
      return Outcome.CONFLICT;
    }
    ModelMessage sent = new ModelMessage(++in.lastOrdinal, me, text(act.text()), now());
    in.activityAt = now();
    if (act.key() >= 0) {
      in.keys.put(key, sent);
      in.textsOfKeys.put(key, sent.text);
    }
    for (OwnedCopy copy : in.copies) {
      boolean received = copy.owner != me;
      int arrival = tellOf(sent, copy, in.kind.word + "_MESSAGE_CREATED", me);
      if (received) {
        sent.unreadBy.add(copy.owner.name);
        tellOf(sent, copy, "NOTIFICATION_CREATED", me);
      }
      copy.held.put(sent.ordinal, new Held(sent, received, arrival));
    }
    return Outcome.sent(sent.ordinal);
  }

  static String text(int number) {
    return "Text " + number;
  }

  @Override
  public Outcome play(Act.Edit act) {
    return holding(
        act.who(),
        act.in(),
        act.back(),
        (in, mine, held) -> {
          if (held.message.sender != mine.owner) {
            return Outcome.FORBIDDEN;
          }
          if (!held.message.text.equals(text(act.text()))) {
            held.message.text = text(act.text());
            held.message.editedAt = Optional.of(now());
            tellHolders(in, held.message, in.kind.word + "_MESSAGE_UPDATED", mine.owner);
          }
          return Outcome.DONE;
        });
  }

  @Override
  public Outcome play(Act.Unsend act) {
    return holding(
        act.who(),
        act.in(),
        act.back(),
        (in, mine, held) -> {
          if (held.message.sender != mine.owner) {
            return Outcome.FORBIDDEN;
          }
          for (OwnedCopy copy : in.copies) {
            Held theirs = copy.held.remove(held.message.ordinal);
            if (theirs != null) {
              letGo(in, copy, theirs, "_MESSAGE_UNSENT", mine.owner);
            }
          }
          return Outcome.DONE;
        });
  }

  @Override
  public Outcome play(Act.Delete act) {
    return holding(
        act.who(),
        act.in(),
        act.back(),
        (in, mine, held) -> {
          mine.held.remove(held.message.ordinal);
          letGo(in, mine, held, "_MESSAGE_DELETED", mine.owner);
          return Outcome.DONE;
        });
  }

  private void letGo(
      ModelConversation in, OwnedCopy copy, Held held, String what, ModelPerson actor) {
    tellOf(held.message, copy, in.kind.word + what, actor);
    if (held.received) {
      tellOf(held.message, copy, "NOTIFICATION_DELETED", actor);
    }
  }

  @Override
  public Outcome play(Act.Read act) {
    return holding(
        act.who(),
        act.in(),
        act.back(),
        (in, mine, held) -> {
          if (held.message.sender == mine.owner) {
            return Outcome.FORBIDDEN;
          }
          if (held.readAt.isEmpty()) {
            held.readAt = Optional.of(now());
            held.message.unreadBy.remove(mine.owner.name);
            held.message.lastReadAt = Optional.of(now());
            for (OwnedCopy copy : in.copies) {
              boolean concerned = copy == mine || copy.owner == held.message.sender;
              if (concerned && copy.held.containsKey(held.message.ordinal)) {
                tellOf(held.message, copy, in.kind.word + "_MESSAGE_READ", mine.owner);
              }
            }
          }
          return Outcome.DONE;
        });
  }

  @Override
  public Outcome play(Act.Notice act) {
    return holding(
        act.who(),
        act.in(),
        act.back(),
        (in, mine, held) -> {
          if (!held.received) {
            return Outcome.NOT_FOUND;
          }
          if (held.noticedAt.isEmpty()) {
            held.noticedAt = Optional.of(now());
            tellOf(held.message, mine, "NOTIFICATION_READ", mine.owner);
          }
          return Outcome.DONE;
        });
  }

  @Override
  public Outcome play(Act.Clear act) {
    return owning(
        act.who(),
        act.in(),
        (in, mine) -> {
          mine.held.clear();
          tellOwner(mine, in.kind.word + "_DELETED", mine.owner);
          return Outcome.DONE;
        });
  }

  @Override
  public Outcome play(Act.Archive act) {
    return owning(
        act.who(),
        act.in(),
        (in, mine) -> {
          if (mine.archived != act.archived()) {
            mine.archived = act.archived();
            tellOwner(mine, in.kind.copyUpdated, mine.owner);
          }
          return Outcome.DONE;
        });
  }

  @Override
  public Outcome play(Act.AddMember act) {
    return inGroup(
        act.who(), act.in(), (group, mine) -> groups.add(group, mine, person(act.user())));
  }

  @Override
  public Outcome play(Act.RemoveMember act) {
    return inGroup(
        act.who(), act.in(), (group, mine) -> groups.remove(group, mine, person(act.user())));
  }

  @Override
  public Outcome play(Act.ChangeAdmin act) {
    return inGroup(
        act.who(),
        act.in(),
        (group, mine) -> groups.changeAdmin(group, mine, person(act.user()), act.admin()));
  }

  @Override
  public Outcome play(Act.Leave act) {
    return inGroup(act.who(), act.in(), groups::leave);
  }

  @Override
  public Outcome play(Act.RemoveGroup act) {
    return inGroup(act.who(), act.in(), groups::removeForGood);
  }

  @Override
  public Outcome play(Act.Retitle act) {
    return inGroup(
        act.who(), act.in(), (group, mine) -> groups.retitle(group, mine, title(act.text())));
  }

  @Override
  public Outcome play(Act.Join act) {
    ModelConversation conversation = conversations.get(act.in() % conversations.size());
    return conversation.kind == Kind.GROUP
        ? groups.join(conversation, person(act.who()))
        : Outcome.NOT_FOUND;
  }

  @Override
  public Outcome play(Act.Meet act) {
    return inGroup(
        act.who(), act.in(), (group, mine) -> groups.meet(group, mine, act.open(), act.newest()));
  }

  /// Gives somebody a copy of what was said before.
  void give(ModelMessage message, OwnedCopy to) {
    int arrival =
        tell(
            to.owner,
            "GROUP_MESSAGE_CREATED "
                + to.name
                + "#"
                + message.ordinal
                + " by "
                + message.sender.name,
            Optional.of(message.sender));
    Held given = new Held(message, false, arrival);
    given.readAt = Optional.of(now());
    to.held.put(message.ordinal, given);
  }

  static String title(int number) {
    return "Title " + number;
  }

  @Override
  public Outcome play(Act.Rename act) {
    ModelPerson me = person(act.who());
    if (!me.firstName.equals(firstName(act.text()))) {
      me.firstName = firstName(act.text());
      tellOfPerson(me, Optional.of(me));
    }
    return Outcome.DONE;
  }

  static String firstName(int number) {
    return "Name " + number;
  }

  @Override
  public Outcome play(Act.LeaveForGood act) {
    ModelPerson me = person(act.who());
    Set<ModelPerson> companions = companions(me);
    for (ModelConversation each : conversations) {
      each.copyOf(me).ifPresent(copy -> groups.goForGood(each, copy));
      each.keys.keySet().removeIf(key -> key.startsWith(me.name + " "));
    }
    companions.forEach(each -> tell(each, "USER_UPDATED " + me.name, Optional.empty()));
    me.gone = true;
    return Outcome.DONE;
  }

  private void tellOfPerson(ModelPerson about, Optional<ModelPerson> actor) {
    Set<ModelPerson> told = companions(about);
    told.add(about);
    told.forEach(each -> tell(each, "USER_UPDATED " + about.name, actor));
  }

  private Set<ModelPerson> companions(ModelPerson of) {
    Set<ModelPerson> companions = new LinkedHashSet<>();
    for (ModelConversation each : conversations) {
      if (each.copyOf(of).isPresent()) {
        each.copies.forEach(copy -> companions.add(copy.owner));
      }
    }
    companions.remove(of);
    return companions;
  }

  private ModelPerson person(int place) {
    return people.get(place);
  }

  private Outcome inGroup(
      int who, int in, BiFunction<ModelConversation, OwnedCopy, Outcome> doing) {
    return owning(
        who,
        in,
        (conversation, mine) ->
            conversation.kind == Kind.GROUP ? doing.apply(conversation, mine) : Outcome.NOT_FOUND);
  }

  private Outcome owning(int who, int in, BiFunction<ModelConversation, OwnedCopy, Outcome> doing) {
    ModelConversation conversation = conversations.get(in % conversations.size());
    Function<OwnedCopy, Outcome> mine = copy -> doing.apply(conversation, copy);
    return conversation.copyOf(person(who)).map(mine).orElse(Outcome.NOT_FOUND);
  }

  /// What somebody does to a message they hold.
  private interface Doing {

    Outcome to(ModelConversation in, OwnedCopy mine, Held held);
  }

  private Outcome holding(int who, int in, int back, Doing doing) {
    return owning(
        who,
        in,
        (conversation, mine) -> {
          Held held = mine.held.get(conversation.lastOrdinal - back);
          return held == null ? Outcome.NOT_FOUND : doing.to(conversation, mine, held);
        });
  }

  /// Tells the owner of a copy of a message something about it.
  private int tellOf(ModelMessage message, OwnedCopy copy, String what, ModelPerson actor) {
    return tell(
        copy.owner,
        what + " " + copy.name + "#" + message.ordinal + " by " + actor.name,
        Optional.of(actor));
  }

  private void tellHolders(
      ModelConversation in, ModelMessage message, String what, ModelPerson actor) {
    for (OwnedCopy copy : in.copies) {
      if (copy.held.containsKey(message.ordinal)) {
        tellOf(message, copy, what, actor);
      }
    }
  }

  /// Tells the owner of a copy something about it or about the conversation.
  void tellOwner(OwnedCopy copy, String what, ModelPerson actor) {
    tell(copy.owner, what + " " + copy.name + " by " + actor.name, Optional.of(actor));
  }

  /// Tells the owner of a copy something about a member.
  void tellOfMember(
      OwnedCopy copy,
      String what,
      OwnedCopy member,
      ModelPerson actor,
      Optional<ModelPerson> origin) {
    tell(
        copy.owner, what + " " + copy.name + " about " + member.name + " by " + actor.name, origin);
  }

  private int tell(ModelPerson owner, String what, Optional<ModelPerson> origin) {
    return owner.tell(what, now(), origin.map(person -> " from " + person.name).orElse(""));
  }
}
