package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.BuddyChatException;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.user.ProfileChange;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A scenario that nobody thought of: some people do one thing after another, drawn by lot, but
/// always the same with the same seed. Most of it succeeds; what is refused is refused for a
/// reason.
final class Walk {

  private final Scene scene;
  private final List<Person> people;
  private final Random lot;

  Walk(Scene scene, List<Person> people, long seed) {
    this.scene = scene;
    this.people = people;
    this.lot = new Random(seed);
  }

  /// Lets so many things happen.
  void on(int steps) {
    for (int i = 0; i < steps; i++) {
      if (lot.nextBoolean()) {
        scene.later();
      }
      try {
        step(draw(people));
      } catch (BuddyChatException refusal) {
        assertThat(refusal.failure())
            .isInstanceOfAny(Failure.Forbidden.class, Failure.Conflict.class);
      }
    }
  }

  private void step(Person person) {
    List<HeldConversation> chats = person.conversations();
    int what = lot.nextInt(100);
    if (chats.isEmpty() || what < 4) {
      CopyId opened = person.chatWith(draw(people));
      assertThat(person.sees(opened)).isNotNull();
      return;
    }
    CopyId chat = draw(chats).copy().id();
    if (what < 40) {
      send(person, chat);
    } else if (what < 46) {
      person.archives(chat, lot.nextBoolean());
    } else if (what < 50) {
      person.clears(chat);
    } else if (what < 54) {
      rename(person);
    } else {
      List<HeldMessage> messages = person.messages(chat);
      if (!messages.isEmpty()) {
        touch(person, draw(messages).copy().id(), what);
      }
    }
  }

  private void send(Person person, CopyId chat) {
    String content = "Message " + lot.nextInt(1000);
    if (lot.nextInt(4) == 0) {
      person.sends(chat, content, "key " + lot.nextInt(5));
    } else {
      person.sends(chat, content);
    }
  }

  private void touch(Person person, MessageCopyId message, int what) {
    boolean received = person.holds(message).orElseThrow().copy().received();
    if (what < 64) {
      person.deletes(message);
    } else if (what < 74) {
      person.edits(message, "Edited " + lot.nextInt(3));
    } else if (what < 80) {
      person.unsends(message);
    } else if (received && what < 90) {
      person.notices(message);
    } else {
      person.reads(message);
    }
  }

  private void rename(Person person) {
    scene
        .buddyChat()
        .profiles()
        .update(
            person.viewer(),
            new ProfileChange(
                Optional.of("Name " + lot.nextInt(3)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  private <T> T draw(List<T> from) {
    return from.get(lot.nextInt(from.size()));
  }
}
