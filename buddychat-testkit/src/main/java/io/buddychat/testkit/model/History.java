package io.buddychat.testkit.model;

import io.buddychat.testkit.model.Act.AddMember;
import io.buddychat.testkit.model.Act.Archive;
import io.buddychat.testkit.model.Act.ChangeAdmin;
import io.buddychat.testkit.model.Act.Clear;
import io.buddychat.testkit.model.Act.CreateGroup;
import io.buddychat.testkit.model.Act.Delete;
import io.buddychat.testkit.model.Act.Edit;
import io.buddychat.testkit.model.Act.Join;
import io.buddychat.testkit.model.Act.Leave;
import io.buddychat.testkit.model.Act.LeaveForGood;
import io.buddychat.testkit.model.Act.Meet;
import io.buddychat.testkit.model.Act.Notice;
import io.buddychat.testkit.model.Act.OpenChat;
import io.buddychat.testkit.model.Act.Read;
import io.buddychat.testkit.model.Act.RemoveGroup;
import io.buddychat.testkit.model.Act.RemoveMember;
import io.buddychat.testkit.model.Act.Rename;
import io.buddychat.testkit.model.Act.Retitle;
import io.buddychat.testkit.model.Act.Send;
import io.buddychat.testkit.model.Act.Unsend;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/// What some people do, one after another.
///
/// @param people how many there are
/// @param begun how many of the acts everybody sees as the state from which they follow the log
public record History(int people, List<Act> acts, int begun) {

  /// The first conversation is a chat of two, the second a group of all or most.
  private static final int[] WHERE = {0, 0, 1, 1, 1, 2, 3};

  public History {
    acts = List.copyOf(acts);
  }

  /// A history drawn by lot, the same for the same seed. Most of what people try in it succeeds.
  ///
  /// @param length how many acts
  public static History drawn(long seed, int length) {
    Random lot = new Random(seed);
    int people = 2 + lot.nextInt(3);
    List<Act> acts = new ArrayList<>();
    acts.add(new OpenChat(0, 1));
    acts.add(new CreateGroup(0, people == 2 ? List.of(1) : List.of(1, 2)));
    while (acts.size() < length) {
      acts.add(act(lot, people));
    }
    return new History(people, acts, lot.nextInt(length));
  }

  private static Act act(Random lot, int people) {
    int who = lot.nextInt(people);
    int other = lot.nextInt(people);
    int in = WHERE[lot.nextInt(WHERE.length)];
    int back = lot.nextInt(lot.nextInt(4) + 1);
    int text = lot.nextInt(4);
    int what = lot.nextInt(216);
    if (what < 70) {
      return new Send(who, in, text, lot.nextInt(3) == 0 ? lot.nextInt(3) : -1);
    }
    if (what < 85) {
      return new Edit(who, in, back, text);
    }
    if (what < 93) {
      return new Unsend(who, in, back);
    }
    if (what < 107) {
      return new Delete(who, in, back);
    }
    if (what < 127) {
      return new Read(who, in, back);
    }
    if (what < 137) {
      return new Notice(who, in, back);
    }
    if (what < 143) {
      return new Clear(who, in);
    }
    if (what < 149) {
      return new Archive(who, in, lot.nextBoolean());
    }
    if (what < 154) {
      return new OpenChat(who, other);
    }
    if (what < 157) {
      return new CreateGroup(who, who == other ? List.of() : List.of(other));
    }
    if (what < 169) {
      return new AddMember(who, in, other);
    }
    if (what < 176) {
      return new RemoveMember(who, in, other);
    }
    if (what < 183) {
      return new ChangeAdmin(who, in, other, lot.nextInt(3) > 0);
    }
    if (what < 189) {
      return new Leave(who, in);
    }
    if (what < 190) {
      return new RemoveGroup(who, in);
    }
    if (what < 194) {
      return new Retitle(who, in, text);
    }
    if (what < 200) {
      return new Meet(who, in, lot.nextInt(4) > 0, lot.nextInt(5));
    }
    if (what < 210) {
      return new Join(who, in);
    }
    return what < 215 ? new Rename(who, text) : new LeaveForGood(who);
  }

  /// The same without some of its acts.
  History without(int from, int to) {
    List<Act> fewer = new ArrayList<>(acts.subList(0, from));
    fewer.addAll(acts.subList(to, acts.size()));
    int left = begun <= from ? begun : Math.max(from, begun - (to - from));
    return new History(people, fewer, left);
  }

  @Override
  public String toString() {
    return acts.stream()
        .map(act -> "  " + act)
        .collect(
            Collectors.joining(
                "\n", people + " people, followed from act " + begun + " on:\n", "\n"));
  }
}
