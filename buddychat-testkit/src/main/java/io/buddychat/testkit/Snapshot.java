package io.buddychat.testkit;

import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.user.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Everything that some people can see of their own at one moment, a line for each thing: profile,
/// phone numbers, conversations, messages, notifications and log.
///
/// Two snapshots are equal if nothing has changed, and where they differ, they differ in the lines
/// of what changed.
public record Snapshot(List<String> lines) {

  public Snapshot {
    lines = List.copyOf(lines);
  }

  /// What these people see, one after the other.
  public static Snapshot of(Collection<Person> people) {
    List<String> lines = new ArrayList<>();
    people.forEach(person -> lines.addAll(linesOf(person)));
    return new Snapshot(lines);
  }

  private static List<String> linesOf(Person person) {
    List<String> lines = new ArrayList<>();
    UserId id = person.id();
    lines.add(person + " is " + person.profile());
    person
        .scene()
        .buddyChat()
        .users()
        .phoneNumbers(List.of(id))
        .values()
        .forEach(numbers -> numbers.forEach(number -> lines.add("  has " + number)));
    for (HeldConversation conversation : person.conversations()) {
      CopyId copy = conversation.copy().id();
      lines.add("  owns " + conversation);
      lines.add("    unread " + conversation.unread());
      person.messages(copy).forEach(message -> lines.add("    holds " + message));
      person.lastMessage(copy).ifPresent(last -> lines.add("    last is " + last.copy().id()));
    }
    for (HeldMessage notification : person.notifications()) {
      lines.add("  was told of " + notification.copy().id());
    }
    lines.add("  log " + person.scene().buddyChat().inboxes().bounds(id));
    person.log().forEach(entry -> lines.add("    " + entry));
    return lines;
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
