package io.buddychat.testkit.memory;

import io.buddychat.domain.user.Session;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.Sessions;
import io.buddychat.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Sessions in memory.
final class InMemorySessions implements Sessions {

  private final Memory memory;

  InMemorySessions(Memory memory) {
    this.memory = memory;
  }

  /// A session and the hash of its newest token.
  record Kept(Session session, String currentHash) {}

  @Override
  public void start(Session session, String tokenHash) {
    memory.sessions.insert(session.id(), new Kept(session, tokenHash));
    memory.tokens.insert(tokenHash, session.id());
  }

  @Override
  public Optional<Session> byId(SessionId id) {
    return memory.read(() -> memory.sessions.find(id).map(Kept::session));
  }

  @Override
  public Set<SessionId> living(Collection<SessionId> ids, Instant now) {
    return memory.read(
        () ->
            ids.stream()
                .filter(
                    id ->
                        memory.sessions.find(id).filter(s -> s.session().isAlive(now)).isPresent())
                .collect(Collectors.toSet()));
  }

  @Override
  public Optional<Presented> present(String tokenHash) {
    memory.requireTransaction();
    return memory
        .tokens
        .find(tokenHash)
        .map(memory.sessions::get)
        .map(kept -> new Presented(kept.session(), kept.currentHash().equals(tokenHash)));
  }

  @Override
  public void rotate(SessionId id, String newHash, Instant now, Instant expiresAt) {
    Session present = memory.sessions.get(id).session();
    Session carriedOn =
        new Session(id, present.user(), present.startedAt(), expiresAt, present.endedAt());
    memory.sessions.update(id, new Kept(carriedOn, newHash));
    memory.tokens.insert(newHash, id);
  }

  @Override
  public void end(SessionId id, Instant now) {
    memory.requireTransaction();
    memory
        .sessions
        .find(id)
        .filter(kept -> kept.session().endedAt().isEmpty())
        .ifPresent(
            kept -> {
              Session open = kept.session();
              Session ended =
                  new Session(
                      id, open.user(), open.startedAt(), open.expiresAt(), Optional.of(now));
              memory.sessions.update(id, new Kept(ended, kept.currentHash()));
            });
  }

  @Override
  public List<SessionId> endAll(UserId user, Optional<SessionId> except, Instant now) {
    memory.requireTransaction();
    List<SessionId> living =
        of(user).stream()
            .filter(session -> session.isAlive(now))
            .map(Session::id)
            .filter(id -> !except.equals(Optional.of(id)))
            .toList();
    living.forEach(id -> end(id, now));
    return living;
  }

  @Override
  public List<SessionId> forgetAll(UserId user, Instant now) {
    memory.requireTransaction();
    List<Session> all = of(user);
    List<String> hashes =
        memory.tokens.rows().entrySet().stream()
            .filter(token -> memory.sessions.get(token.getValue()).session().user().equals(user))
            .map(token -> token.getKey())
            .toList();
    hashes.forEach(memory.tokens::remove);
    all.forEach(session -> memory.sessions.remove(session.id()));
    return all.stream().filter(session -> session.isAlive(now)).map(Session::id).toList();
  }

  private List<Session> of(UserId user) {
    return memory.sessions.rows().values().stream()
        .map(Kept::session)
        .filter(session -> session.user().equals(user))
        .toList();
  }
}
