package io.buddychat.domain.user;

import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.Ids;
import io.buddychat.domain.core.Time;
import io.buddychat.domain.core.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Begins, carries on and ends sessions.
///
/// Each refresh token works once. A token that is shown a second time has been copied by somebody,
/// and nobody can tell which of the two is the owner: so the whole session ends, with every token
/// that came from it (RFC 9700 §4.14.2).
public final class SignIn {

  private static final Failure WRONG_CREDENTIALS =
      new Failure.Unauthenticated("The user name or the password is wrong.");
  private static final Failure WRONG_TOKEN =
      new Failure.Unauthenticated("The refresh token is not valid.");
  private static final int LONGEST_INPUT = 1024;

  private final Users users;
  private final Sessions sessions;
  private final Passwords passwords;
  private final UnitOfWork unitOfWork;
  private final SessionEnds ends;
  private final Ids ids;
  private final Time time;
  private final Duration lifetime;
  private final RefreshTokens tokens = new RefreshTokens();

  /// @param lifetime how long a session lasts after its last refresh
  public SignIn(
      Users users,
      Sessions sessions,
      Passwords passwords,
      UnitOfWork unitOfWork,
      SessionEnds ends,
      Ids ids,
      Time time,
      Duration lifetime) {
    this.users = users;
    this.sessions = sessions;
    this.passwords = passwords;
    this.unitOfWork = unitOfWork;
    this.ends = ends;
    this.ids = ids;
    this.time = time;
    this.lifetime = lifetime;
  }

  /// A session that was begun or carried on, and the token that carries it on once more.
  public record Opened(Session session, User user, String refreshToken) {

    /// Without the token, which opens what it is for: this may end up in a log.
    @Override
    public String toString() {
      return "Opened[" + session.id() + "]";
    }
  }

  /// Begins a session. An unknown name and a wrong password give the same answer after the same
  /// work.
  ///
  /// Somebody may change what the password is checked against at the same moment; another login
  /// does so when it makes a weak hash anew. Then it is checked once more.
  public Opened logIn(String username, String password) {
    return open(checked(username, password), password)
        .or(() -> open(checked(username, password), password))
        .orElseThrow(WRONG_CREDENTIALS::asException);
  }

  private Users.Credentials checked(String username, String password) {
    boolean absurd = username.length() > LONGEST_INPUT || password.length() > LONGEST_INPUT;
    Optional<Users.Credentials> found = absurd ? Optional.empty() : users.credentials(username);
    boolean matches =
        passwords.matches(absurd ? "" : password, found.map(Users.Credentials::passwordHash));
    return found.filter(credentials -> matches).orElseThrow(WRONG_CREDENTIALS::asException);
  }

  /// @return empty if what was checked is no longer so
  private Optional<Opened> open(Users.Credentials checked, String password) {
    User user = checked.user();
    Optional<String> strongerHash =
        passwords.isOutdated(checked.passwordHash())
            ? Optional.of(passwords.hash(password))
            : Optional.empty();
    Instant now = time.now();
    Session session =
        new Session(
            new SessionId(ids.next()), user.id(), now, now.plus(lifetime), Optional.empty());
    String token = tokens.next();
    return unitOfWork.execute(
        () -> {
          Optional<Users.Credentials> current = users.lockCredentials(user.id());
          if (current.isEmpty() || !current.get().passwordHash().equals(checked.passwordHash())) {
            return Optional.empty();
          }
          strongerHash.ifPresent(hash -> users.setPasswordHash(user.id(), hash));
          sessions.start(session, RefreshTokens.hash(token));
          return Optional.of(new Opened(session, user, token));
        });
  }

  /// Carries a session on: the given token is used up, the answer holds the next one.
  public Opened refresh(String refreshToken) {
    String next = tokens.next();
    Refreshed refreshed =
        unitOfWork.execute(
            () -> {
              Sessions.Presented presented = presented(refreshToken);
              Session session = presented.session();
              Instant now = time.now();
              if (!session.isAlive(now)) {
                throw WRONG_TOKEN.asException();
              }
              if (!presented.isCurrent()) {
                sessions.end(session.id(), now);
                return new Refreshed(session.id(), Optional.empty());
              }
              Instant expiresAt = now.plus(lifetime);
              sessions.rotate(session.id(), RefreshTokens.hash(next), now, expiresAt);
              User user = users.byId(List.of(session.user())).get(session.user());
              if (user == null || user.isDeleted()) {
                throw WRONG_TOKEN.asException();
              }
              Session carriedOn =
                  new Session(
                      session.id(),
                      session.user(),
                      session.startedAt(),
                      expiresAt,
                      Optional.empty());
              return new Refreshed(session.id(), Optional.of(new Opened(carriedOn, user, next)));
            });
    if (refreshed.opened().isEmpty()) {
      announceEnd(refreshed.session());
    }
    return refreshed.opened().orElseThrow(WRONG_TOKEN::asException);
  }

  /// What a refresh came to: nothing was opened when the token had been used before. Ending the
  /// session must be kept, so this is a result of the transaction and no exception.
  private record Refreshed(SessionId session, Optional<Opened> opened) {}

  /// Ends the session a refresh token belongs to. Doing so again is no error.
  ///
  /// @return when it ended
  public Instant revoke(String refreshToken) {
    Instant now = time.now();
    Session ended =
        unitOfWork.execute(
            () -> {
              Session session = presented(refreshToken).session();
              sessions.end(session.id(), now);
              return session;
            });
    announceEnd(ended.id());
    return ended.endedAt().orElse(now);
  }

  /// The person behind a session, if it is alive.
  ///
  /// What ended it here holds at once when it has answered; what ended it at another process, when
  /// that one's hint has come, and after a second without a hint.
  public Optional<Viewer> viewer(SessionId id) {
    return ends.known()
        .find(id, session -> session.isAlive(time.now()), () -> sessions.byId(id))
        .map(session -> new Viewer(session.user(), session.id()));
  }

  private void announceEnd(SessionId ended) {
    unitOfWork.afterCommit(() -> ends.announce(List.of(ended)));
  }

  private Sessions.Presented presented(String refreshToken) {
    if (refreshToken.length() > LONGEST_INPUT) {
      throw WRONG_TOKEN.asException();
    }
    return sessions.present(RefreshTokens.hash(refreshToken)).orElseThrow(WRONG_TOKEN::asException);
  }
}
