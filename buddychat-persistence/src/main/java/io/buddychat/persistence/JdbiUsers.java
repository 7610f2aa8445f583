package io.buddychat.persistence;

import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.user.Identity;
import io.buddychat.domain.user.PhoneId;
import io.buddychat.domain.user.PhoneNumber;
import io.buddychat.domain.user.User;
import io.buddychat.domain.user.UserFilter;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Users;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/// People, their phone numbers and the hashes of their passwords.
///
/// Beside each name lies its key ([Identity]): the form in which names are compared. A placeholder
/// has no keys, so it takes nobody's name and no search finds it.
final class JdbiUsers implements Users {

  private final JdbiUnitOfWork unitOfWork;
  private final Dialect dialect;

  JdbiUsers(JdbiUnitOfWork unitOfWork, Dialect dialect) {
    this.unitOfWork = unitOfWork;
    this.dialect = dialect;
  }

  @Override
  public void add(User user, String passwordHash, PhoneNumber phoneNumber) {
    unitOfWork.write(
        handle -> {
          insertUser(handle, user, passwordHash);
          insertMailbox(handle, user.id());
          return PhoneNumbers.insert(handle, phoneNumber);
        });
  }

  private static void insertUser(Handle handle, User user, String passwordHash) {
    bindProfile(
            handle.createUpdate(
                """
                insert into users (
                  id, username, username_key, email, email_key, first_name, first_name_key,
                  last_name, last_name_key, bio, profile_picture, date_joined, updated_at, deleted,
                  password_hash
                )
                values (
                  :id, :username, :usernameKey, :email, :emailKey, :firstName, :firstNameKey,
                  :lastName, :lastNameKey, :bio, :profilePicture, :dateJoined, :updatedAt, :deleted,
                  :passwordHash
                )
                """),
            user)
        .bind("dateJoined", user.dateJoined().toEpochMilli())
        .bind("deleted", user.isDeleted())
        .bind("passwordHash", passwordHash)
        .execute();
  }

  private static <S extends SqlStatement<S>> S bindProfile(S statement, User user) {
    return statement
        .bind("id", user.id().value())
        .bind("username", user.username())
        .bind("usernameKey", Identity.of(user.username()))
        .bind("email", user.email())
        .bind("emailKey", Identity.of(user.email()))
        .bind("firstName", user.firstName())
        .bind("firstNameKey", Identity.of(user.firstName()))
        .bind("lastName", user.lastName())
        .bind("lastNameKey", Identity.of(user.lastName()))
        .bind("bio", user.bio())
        .bind("profilePicture", user.profilePicture())
        .bind("updatedAt", user.updatedAt().toEpochMilli());
  }

  private static void insertMailbox(Handle handle, UserId owner) {
    handle
        .createUpdate(
            """
            insert into mailbox (owner, last_seq, horizon)
            values (:owner, 0, 0)
            """)
        .bind("owner", owner.value())
        .execute();
  }

  @Override
  public void update(User user) {
    unitOfWork.write(
        handle ->
            bindProfile(
                    handle.createUpdate(
                        """
                        update users
                        set
                          username = :username, username_key = :usernameKey,
                          email = :email, email_key = :emailKey,
                          first_name = :firstName, first_name_key = :firstNameKey,
                          last_name = :lastName, last_name_key = :lastNameKey,
                          bio = :bio, profile_picture = :profilePicture, updated_at = :updatedAt
                        where id = :id
                        """),
                    user)
                .execute());
  }

  @Override
  public void setPasswordHash(UserId user, String passwordHash) {
    unitOfWork.write(
        handle ->
            handle
                .createUpdate(
                    """
                    update users
                    set password_hash = :passwordHash
                    where id = :id
                    """)
                .bind("id", user.value())
                .bind("passwordHash", passwordHash)
                .execute());
  }

  private static final String CREDENTIALS =
      """
      select %s, u.password_hash
      from users u
      where %s and not u.deleted
      """;
  private static final String CREDENTIALS_BY_NAME =
      CREDENTIALS.formatted(Columns.USER, "u.username_key = :username");
  private static final String CREDENTIALS_BY_ID = CREDENTIALS.formatted(Columns.USER, "u.id = :id");

  @Override
  public Optional<Credentials> credentials(String username) {
    if (!UserSearch.canBeStored(username)) {
      return Optional.empty();
    }
    return unitOfWork.read(
        handle ->
            credentials(
                handle.createQuery(CREDENTIALS_BY_NAME).bind("username", Identity.of(username))));
  }

  @Override
  public Optional<Credentials> credentials(UserId user) {
    return unitOfWork.read(
        handle -> credentials(handle.createQuery(CREDENTIALS_BY_ID).bind("id", user.value())));
  }

  @Override
  public Optional<Credentials> lockCredentials(UserId user) {
    return unitOfWork.lock(
        handle ->
            credentials(
                handle.createQuery(CREDENTIALS_BY_ID + "for update").bind("id", user.value())));
  }

  private static Optional<Credentials> credentials(Query query) {
    return query
        .map(
            (result, context) -> {
              Row row = new Row(result);
              return new Credentials(Columns.user(row), row.text());
            })
        .findOne();
  }

  private static final String BY_ID =
      """
      select %s
      from unnest(cast(:ids as bigint array)) as w (id)
      join users u on u.id = w.id
      """
          .formatted(Columns.USER);

  @Override
  public Map<UserId, User> byId(Collection<UserId> ids) {
    return Answers.of(
        ids,
        wanted ->
            unitOfWork.read(
                handle ->
                    handle
                        .createQuery(BY_ID)
                        .bind("ids", RowSet.keys(wanted, UserId::value))
                        .map((result, context) -> Columns.user(new Row(result)))
                        .list()),
        User::id);
  }

  @Override
  public Page<User> search(UserFilter filter, PageRequest page) {
    UserSearch search = new UserSearch(filter);
    return search.canMatch()
        ? unitOfWork.read(handle -> search.page(handle, dialect, page))
        : Page.empty();
  }

  @Override
  public Map<UserId, List<PhoneNumber>> phoneNumbers(Collection<UserId> owners) {
    return Answers.lists(
        owners, wanted -> unitOfWork.read(handle -> PhoneNumbers.of(handle, wanted)));
  }

  @Override
  public void addPhoneNumber(PhoneNumber phoneNumber) {
    unitOfWork.write(handle -> PhoneNumbers.insert(handle, phoneNumber));
  }

  @Override
  public boolean removePhoneNumber(UserId owner, PhoneId id) {
    return unitOfWork.write(handle -> PhoneNumbers.delete(handle, owner, id) > 0);
  }

  @Override
  public void delete(User placeholder) {
    unitOfWork.write(
        handle -> {
          PhoneNumbers.deleteAll(handle, placeholder.id());
          return replace(handle, placeholder);
        });
  }

  private static int replace(Handle handle, User placeholder) {
    return handle
        .createUpdate(
            """
            update users
            set
              username = :username, username_key = null, email = :email, email_key = null,
              first_name = :firstName, first_name_key = null,
              last_name = :lastName, last_name_key = null,
              bio = :bio, profile_picture = :profilePicture, updated_at = :updatedAt,
              deleted = true, password_hash = null
            where id = :id
            """)
        .bind("id", placeholder.id().value())
        .bind("username", placeholder.username())
        .bind("email", placeholder.email())
        .bind("firstName", placeholder.firstName())
        .bind("lastName", placeholder.lastName())
        .bind("bio", placeholder.bio())
        .bind("profilePicture", placeholder.profilePicture())
        .bind("updatedAt", placeholder.updatedAt().toEpochMilli())
        .execute();
  }
}
