package io.buddychat.persistence;

import io.buddychat.domain.user.Session;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.Sessions;
import io.buddychat.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Sessions, and the hashes of all the tokens each ever had.
///
/// A session's row names its current token. So whether a token is current is read from the row that
/// is locked: of two who show the same token at once, the second sees what the first has done.
final class JdbiSessions implements Sessions {

  private final JdbiUnitOfWork unitOfWork;

  JdbiSessions(JdbiUnitOfWork unitOfWork) {
    this.unitOfWork = unitOfWork;
  }

  @Override
  public void start(Session session, String tokenHash) {
    unitOfWork.write(
        handle -> {
          insertSession(handle, session, tokenHash);
          return insertToken(handle, session.id(), tokenHash);
        });
  }

  private static void insertSession(Handle handle, Session session, String tokenHash) {
    handle
        .createUpdate(
            """
            insert into session (id, user_id, started_at, expires_at, ended_at, current_token)
            values (:id, :user, :startedAt, :expiresAt, :endedAt, :token)
            """)
        .bind("id", session.id().value())
        .bind("user", session.user().value())
        .bind("startedAt", session.startedAt().toEpochMilli())
        .bind("expiresAt", session.expiresAt().toEpochMilli())
        .bind("endedAt", session.endedAt().map(Instant::toEpochMilli).orElse(null))
        .bind("token", tokenHash)
        .execute();
  }

  private static int insertToken(Handle handle, SessionId session, String tokenHash) {
    return handle
        .createUpdate(
            """
            insert into refresh_token (token_hash, session_id)
            values (:token, :session)
            """)
        .bind("token", tokenHash)
        .bind("session", session.value())
        .execute();
  }

  private static final String BY_ID =
      """
      select %s
      from session s
      where s.id = :id
      """
          .formatted(Columns.SESSION);

  @Override
  public Optional<Session> byId(SessionId id) {
    return unitOfWork.read(
        handle ->
            handle
                .createQuery(BY_ID)
                .bind("id", id.value())
                .map((result, context) -> Columns.session(new Row(result)))
                .findOne());
  }

  @Override
  public Set<SessionId> living(Collection<SessionId> ids, Instant now) {
    return unitOfWork.read(
        handle ->
            handle
                .createQuery(
                    """
                    select s.id
                    from unnest(cast(:ids as bigint array)) as w (id)
                    join session s on s.id = w.id
                    where s.ended_at is null and s.expires_at > :now
                    """)
                .bind("ids", RowSet.keys(ids, SessionId::value))
                .bind("now", now.toEpochMilli())
                .map((result, context) -> new SessionId(result.getLong(1)))
                .set());
  }

  private static final String PRESENT =
      """
      select %s, s.current_token = :token
      from session s
      where s.id = (select t.session_id from refresh_token t where t.token_hash = :token)
      for update
      """
          .formatted(Columns.SESSION);

  @Override
  public Optional<Presented> present(String tokenHash) {
    return unitOfWork.lock(
        handle ->
            handle
                .createQuery(PRESENT)
                .bind("token", tokenHash)
                .map(
                    (result, context) -> {
                      Row row = new Row(result);
                      return new Presented(Columns.session(row), row.flag());
                    })
                .findOne());
  }

  @Override
  public void rotate(SessionId id, String newHash, Instant now, Instant expiresAt) {
    unitOfWork.write(
        handle -> {
          handle
              .createUpdate(
                  """
                  update session
                  set current_token = :token, expires_at = :expiresAt
                  where id = :id
                  """)
              .bind("id", id.value())
              .bind("token", newHash)
              .bind("expiresAt", expiresAt.toEpochMilli())
              .execute();
          return insertToken(handle, id, newHash);
        });
  }

  @Override
  public void end(SessionId id, Instant now) {
    unitOfWork.write(handle -> end(handle, List.of(id), now));
  }

  private static int end(Handle handle, List<SessionId> ids, Instant now) {
    return handle
        .createUpdate(
            """
            update session
            set ended_at = :now
            where id = any(:ids) and ended_at is null
            """)
        .bind("ids", RowSet.keys(ids, SessionId::value))
        .bind("now", now.toEpochMilli())
        .execute();
  }

  @Override
  public List<SessionId> endAll(UserId user, Optional<SessionId> except, Instant now) {
    return unitOfWork.write(
        handle -> {
          List<SessionId> living =
              lockAll(handle, user).stream()
                  .filter(session -> session.isAlive(now))
                  .map(Session::id)
                  .filter(id -> !except.equals(Optional.of(id)))
                  .toList();
          end(handle, living, now);
          return living;
        });
  }

  @Override
  public List<SessionId> forgetAll(UserId user, Instant now) {
    return unitOfWork.write(
        handle -> {
          List<Session> all = lockAll(handle, user);
          delete(handle, all.stream().map(Session::id).toList());
          return all.stream().filter(session -> session.isAlive(now)).map(Session::id).toList();
        });
  }

  private static final String LOCK_ALL =
      """
      select %s
      from session s
      where s.user_id = :user
      order by s.id
      for update
      """
          .formatted(Columns.SESSION);

  private static List<Session> lockAll(Handle handle, UserId user) {
    return handle
        .createQuery(LOCK_ALL)
        .bind("user", user.value())
        .map((result, context) -> Columns.session(new Row(result)))
        .list();
  }

  /// Sessions that are locked, with all their tokens.
  static int delete(Handle handle, List<SessionId> sessions) {
    handle
        .createUpdate(
            """
            delete from refresh_token
            where session_id = any(:sessions)
            """)
        .bind("sessions", RowSet.keys(sessions, SessionId::value))
        .execute();
    return handle
        .createUpdate(
            """
            delete from session
            where id = any(:sessions)
            """)
        .bind("sessions", RowSet.keys(sessions, SessionId::value))
        .execute();
  }
}
