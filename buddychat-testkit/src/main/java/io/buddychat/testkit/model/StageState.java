package io.buddychat.testkit.model;

import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.user.User;
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.Person;
import java.util.ArrayList;
import java.util.List;

/// What a person really sees of their own, a line for each thing, in the model's words.
final class StageState {

  private final Names names;

  StageState(Names names) {
    this.names = names;
  }

  List<String> of(Person person) {
    List<String> lines = new ArrayList<>();
    User profile = person.profile();
    if (profile.isDeleted()) {
      lines.add(names.user(person.id()) + " is gone");
      return lines;
    }
    lines.add(names.user(person.id()) + " is " + profile.firstName());
    for (HeldConversation held : person.conversations()) {
      describe(person, held, lines);
    }
    for (HeldMessage held : person.notifications()) {
      lines.add(
          Wording.notification(
              names.copy(held.copy().id().copy()),
              held.copy().id().ordinal(),
              held.copy().seq(),
              held.copy().noticedAt().map(names::time)));
    }
    return lines;
  }

  private void describe(Person person, HeldConversation held, List<String> lines) {
    Copy copy = held.copy();
    Conversation in = held.conversation();
    lines.add(
        Wording.conversation(
            names.copy(copy.id()),
            in.kind().name(),
            copy.archived(),
            copy.admin(),
            held.unread(),
            in.owners(),
            names.time(in.activityAt())));
    in.card()
        .ifPresent(
            card -> {
              lines.add(Wording.title(card.title()));
              person
                  .groups()
                  .members(in.id())
                  .forEach(
                      member -> lines.add(Wording.member(names.copy(member.id()), member.admin())));
            });
    person.messages(copy.id()).forEach(each -> lines.add(message(each)));
  }

  private String message(HeldMessage held) {
    return Wording.message(
        held.copy().id().ordinal(),
        names.user(held.message().sender()),
        held.message().content(),
        names.time(held.message().sentAt()),
        held.message().editedAt().map(names::time),
        held.message().readAt().map(names::time),
        held.copy().readAt().map(names::time));
  }

  /// An entry of the log.
  String line(Entry entry) {
    return entry.seq()
        + " "
        + what(entry.event())
        + " at "
        + names.time(entry.at())
        + entry.origin().map(session -> " from " + names.session(session)).orElse("");
  }

  private String what(Event event) {
    if (event instanceof Event.OfMessage of) {
      return of.operation() + " " + message(of.copy(), of.message()) + by(of.actor());
    }
    if (event instanceof Event.OfCopy of) {
      return of.operation() + " " + names.copy(of.copy()) + by(of.actor());
    }
    if (event instanceof Event.OfMember of) {
      return of.operation()
          + " "
          + names.copy(of.copy())
          + " about "
          + names.copy(of.member())
          + by(of.actor());
    }
    if (event instanceof Event.OfUser of) {
      return of.operation() + " " + names.user(of.user());
    }
    throw new IllegalArgumentException("no words for " + event);
  }

  private String by(UserId actor) {
    return " by " + names.user(actor);
  }

  /// The copy and the message must be of each other.
  private String message(MessageCopyId copy, MessageId message) {
    String shown = names.copy(copy.copy()) + "#" + copy.ordinal();
    String conversation = shown.substring(0, Math.max(0, shown.indexOf('/')));
    String expected = conversation + "#" + copy.ordinal();
    String real = names.message(message);
    return real.equals(expected) ? shown : shown + " although it is " + real;
  }
}
