package io.buddychat.testkit.contract;

import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.testkit.Person;

/// Tries to do something to a message with ids that are not one's own, or lead nowhere. The answer
/// must always be that there is no such thing, and nothing may change.
final class Strangers {

  private Strangers() {}

  /// What is tried.
  interface Attempt {

    void by(Person person, Family family, MessageCopyId copy);
  }

  /// @param sent a message of Alice, of which both hold a copy
  static void findNothing(Talk talk, HeldMessage sent, Attempt attempt) {
    Person clara = talk.scene().clara();
    MessageCopyId alices = talk.alice().copyOf(sent);
    MessageCopyId borises = talk.boris().copyOf(sent);
    findsNothing(talk, attempt, talk.alice(), Family.CHAT, borises);
    findsNothing(talk, attempt, talk.boris(), Family.CHAT, alices);
    findsNothing(talk, attempt, clara, Family.CHAT, alices);
    findsNothing(talk, attempt, talk.alice(), Family.GROUP, alices);
    findsNothing(talk, attempt, talk.boris(), Family.GROUP, borises);
    for (long ordinal : new long[] {0, -1, alices.ordinal() + 1, Long.MAX_VALUE}) {
      findsNothing(
          talk, attempt, talk.alice(), Family.CHAT, new MessageCopyId(talk.alices(), ordinal));
    }
    for (long nothing : new long[] {999_999, 0, -1}) {
      findsNothing(
          talk,
          attempt,
          talk.alice(),
          Family.CHAT,
          new MessageCopyId(new CopyId(nothing), alices.ordinal()));
    }
  }

  private static void findsNothing(
      Talk talk, Attempt attempt, Person person, Family family, MessageCopyId copy) {
    Refusals.refusedInVain(
        talk.scene(), Failure.NotFound.class, () -> attempt.by(person, family, copy));
  }
}
