package io.buddychat.testkit.model;

import io.buddychat.testkit.model.ModelConversation.Kind;
import io.buddychat.testkit.model.ModelConversation.OwnedCopy;
import io.buddychat.testkit.model.ModelMessage.Held;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the model says that a person can see of their own, a line for each thing.
final class ModelState {

  private ModelState() {}

  static List<String> of(Model model, ModelPerson person) {
    List<String> lines = new ArrayList<>();
    if (person.gone) {
      lines.add(person.name + " is gone");
      return lines;
    }
    lines.add(person.name + " is " + person.firstName);
    Map<Integer, String> notifications = new TreeMap<>(Comparator.reverseOrder());
    for (boolean groups : List.of(false, true)) {
      model.conversations.stream()
          .filter(each -> (each.kind == Kind.GROUP) == groups)
          .filter(each -> each.copyOf(person).isPresent())
          .sorted(LATEST_ACTIVITY_FIRST)
          .forEach(
              each -> {
                OwnedCopy copy = each.copyOf(person).orElseThrow();
                describe(each, copy, lines);
                copy.held.values().stream()
                    .filter(held -> held.received)
                    .forEach(held -> notifications.put(held.arrival, notification(copy, held)));
              });
    }
    lines.addAll(notifications.values());
    return lines;
  }

  private static final Comparator<ModelConversation> LATEST_ACTIVITY_FIRST =
      Comparator.<ModelConversation>comparingInt(each -> minute(each.activityAt))
          .thenComparingInt(each -> Integer.parseInt(each.name.substring(1)))
          .reversed();

  private static int minute(String at) {
    return Integer.parseInt(at.substring(1));
  }

  private static void describe(ModelConversation in, OwnedCopy copy, List<String> lines) {
    lines.add(
        Wording.conversation(
            copy.name,
            in.kind.name(),
            copy.archived,
            copy.admin,
            copy.unread(),
            in.copies.size(),
            in.activityAt));
    if (in.kind == Kind.GROUP) {
      lines.add(Wording.title(in.title));
      in.copies.forEach(member -> lines.add(Wording.member(member.name, member.admin)));
    }
    List<String> messages = new ArrayList<>();
    copy.held.values().forEach(held -> messages.add(0, message(held)));
    lines.addAll(messages);
  }

  private static String message(Held held) {
    ModelMessage message = held.message;
    return Wording.message(
        message.ordinal,
        message.sender.name,
        message.text,
        message.sentAt,
        message.editedAt,
        message.readByAllAt(),
        held.readAt);
  }

  private static String notification(OwnedCopy copy, Held held) {
    return Wording.notification(copy.name, held.message.ordinal, held.arrival, held.noticedAt);
  }
}
