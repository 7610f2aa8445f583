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
    for (Person person : people) {
      lines.addAll(linesOf(person));
      lines.addAll(logOf(person));
    }
    return new Snapshot(lines);
  }

  /// The same without the logs: the state alone, whatever led to it.
  public static Snapshot withoutLogs(Collection<Person> people) {
    return new Snapshot(people.stream().flatMap(person -> linesOf(person).stream()).toList());
  }

  private static List<String> logOf(Person person) {
    List<String> lines = new ArrayList<>();
    lines.add("  log " + person.scene().buddyChat().inboxes().bounds(person.id()));
    person.log().forEach(entry -> lines.add("    " + entry));
    return lines;
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
      List<HeldMessage> messages = person.messages(copy);
      messages.forEach(message -> lines.add("    holds " + message));
      person
          .scene()
          .buddyChat()
          .attachments()
          .ofMessages(id, messages.stream().map(held -> held.message().id()).toList())
          .forEach((message, files) -> lines.add("    with " + message + " " + files));
      person.lastMessage(copy).ifPresent(last -> lines.add("    last is " + last.copy().id()));
    }
    for (HeldMessage notification : person.notifications()) {
      lines.add("  was told of " + notification.copy().id());
    }
    return lines;
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
