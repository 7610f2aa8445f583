package io.buddychat.testkit.memory;

import io.buddychat.domain.retention.Retention;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Forgets what is old, in memory.
final class InMemoryRetention implements Retention {

  private final Memory memory;

  InMemoryRetention(Memory memory) {
    this.memory = memory;
  }

  @Override
  public Step forgetEntries(Instant before, Optional<UserId> after, int owners, int entries) {
    return memory.execute(
        () -> {
          List<UserId> looked =
              memory.heads.rows().keySet().stream()
                  .filter(owner -> after.isEmpty() || owner.compareTo(after.get()) > 0)
                  .filter(owner -> !Key.under(owner.value(), memory.entries.rows()).isEmpty())
                  .limit(owners)
                  .toList();
          boolean more = false;
          for (UserId owner : looked) {
            List<Key> old =
                Key.under(owner.value(), memory.entries.rows()).entrySet().stream()
                    .takeWhile(entry -> entry.getValue().at().isBefore(before))
                    .limit(entries)
                    .map(Map.Entry::getKey)
                    .toList();
            old.forEach(memory.entries::remove);
            more |= old.size() == entries;
          }
          return new Step(
              looked.isEmpty() ? Optional.empty() : Optional.of(looked.get(looked.size() - 1)),
              more);
        });
  }

  @Override
  public int forgetSendKeys(Instant before, int most) {
    return memory.execute(
        () -> {
          List<String> old =
              memory.sendKeys.rows().entrySet().stream()
                  .filter(key -> key.getValue().sentAt().isBefore(before))
                  .limit(most)
                  .map(Map.Entry::getKey)
                  .toList();
          old.forEach(memory.sendKeys::remove);
          return old.size();
        });
  }

  @Override
  public int forgetSessions(Instant before, int most) {
    return memory.execute(
        () -> {
          List<SessionId> old =
              memory.sessions.rows().entrySet().stream()
                  .filter(kept -> kept.getValue().session().expiresAt().isBefore(before))
                  .limit(most)
                  .map(Map.Entry::getKey)
                  .toList();
          List<String> tokens =
              memory.tokens.rows().entrySet().stream()
                  .filter(token -> old.contains(token.getValue()))
                  .map(Map.Entry::getKey)
                  .toList();
          tokens.forEach(memory.tokens::remove);
          old.forEach(memory.sessions::remove);
          return old.size();
        });
  }
}
