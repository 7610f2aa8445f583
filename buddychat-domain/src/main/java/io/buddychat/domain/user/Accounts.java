package io.buddychat.domain.user;

import io.buddychat.domain.core.BuddyChatException;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.Ids;
import io.buddychat.domain.core.Time;
import io.buddychat.domain.core.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What people do with their own account, as far as nobody else's mailbox is concerned. (A changed
/// profile and a deleted account concern others: see the package `conversation`.)
public final class Accounts {

  /// How many phone numbers somebody may have: they are shown as a list, all at once.
  public static final int MOST_PHONE_NUMBERS = 10;

  private final Users users;
  private final Sessions sessions;
  private final Passwords passwords;
  private final UnitOfWork unitOfWork;
  private final SessionEnds ends;
  private final Ids ids;
  private final Time time;

  public Accounts(
      Users users,
      Sessions sessions,
      Passwords passwords,
      UnitOfWork unitOfWork,
      SessionEnds ends,
      Ids ids,
      Time time) {
    this.users = users;
    this.sessions = sessions;
    this.passwords = passwords;
    this.unitOfWork = unitOfWork;
    this.ends = ends;
    this.ids = ids;
    this.time = time;
  }

  /// What somebody gives to get an account.
  public record Registration(
      String username,
      String email,
      String password,
      String firstName,
      String lastName,
      String countryCode,
      String phoneNumber) {

    /// Without the password: a registration may end up in a log.
    @Override
    public String toString() {
      return "Registration[" + username + "]";
    }
  }

  /// A new person and their first phone number.
  public record Registered(User user, PhoneNumber phoneNumber) {}

  /// Creates an account. Everything is checked before anything is stored.
  public Registered register(Registration registration) {
    Instant now = time.now();
    UserId id = new UserId(ids.next());
    User user =
        new User(
            id,
            ProfileRules.username(registration.username()),
            ProfileRules.email(registration.email()),
            ProfileRules.firstName(registration.firstName()),
            ProfileRules.lastName(registration.lastName()),
            "",
            "",
            now,
            now,
            false);
    PhoneNumber phone = phone(id, registration.countryCode(), registration.phoneNumber());
    String hash = passwords.hash(ProfileRules.password("password", registration.password()));
    return unitOfWork.execute(
        () -> {
          users.add(user, hash, phone);
          return new Registered(user, phone);
        });
  }

  /// Gives a person a new password and ends all their other sessions.
  public User changePassword(Viewer viewer, String oldPassword, String newPassword) {
    ProfileRules.password("newPassword", newPassword);
    return proving(
        viewer.user(),
        "oldPassword",
        oldPassword,
        proven -> {
          String hash = passwords.hash(newPassword);
          Instant now = time.now();
          List<SessionId> ended =
              unitOfWork.execute(
                  () -> {
                    confirm(proven);
                    users.setPasswordHash(viewer.user(), hash);
                    return sessions.endAll(viewer.user(), Optional.of(viewer.session()), now);
                  });
          announceEnd(ended);
          return proven.credentials().user();
        });
  }

  /// Adds a number, up to [#MOST_PHONE_NUMBERS].
  public PhoneNumber addPhoneNumber(Viewer viewer, String countryCode, String number) {
    PhoneNumber phone = phone(viewer.user(), countryCode, number);
    return unitOfWork.execute(
        () -> {
          lock(viewer.user());
          UserId owner = viewer.user();
          if (users.phoneNumbers(List.of(owner)).getOrDefault(owner, List.of()).size()
              >= MOST_PHONE_NUMBERS) {
            throw new Failure.Conflict("number", "You have too many phone numbers.").asException();
          }
          users.addPhoneNumber(phone);
          return phone;
        });
  }

  public void removePhoneNumber(Viewer viewer, PhoneId id) {
    boolean removed = unitOfWork.execute(() -> users.removePhoneNumber(viewer.user(), id));
    if (!removed) {
      throw Failure.notFound("phone number").asException();
    }
  }

  /// Somebody has shown that they know the password.
  ///
  /// @param field the argument they gave it in
  public record Proven(Users.Credentials credentials, String field) {}

  /// Does something that needs the password, and refuses with `field` unless it is the person's
  /// present one. To find that out takes its time, so it is done before the transaction, which must
  /// [#confirm] it. If what it was checked against has changed meanwhile (a login may make a weak
  /// hash anew), it is checked and done once more.
  ///
  /// @param work a transaction
  public <R> R proving(UserId id, String field, String password, Function<Proven, R> work) {
    Proven proven = prove(id, field, password);
    try {
      return work.apply(proven);
    } catch (BuddyChatException refusal) {
      if (users.credentials(id).equals(Optional.of(proven.credentials()))) {
        throw refusal;
      }
      return work.apply(prove(id, field, password));
    }
  }

  private Proven prove(UserId id, String field, String password) {
    Users.Credentials credentials = users.credentials(id).orElseThrow(Accounts::notSignedIn);
    if (!passwords.matches(password, Optional.of(credentials.passwordHash()))) {
      throw wrong(field);
    }
    return new Proven(credentials, field);
  }

  /// Refuses unless what was proven still holds, and holds the person's row until the transaction
  /// ends.
  ///
  /// @return the person
  public User confirm(Proven proven) {
    Users.Credentials current = lock(proven.credentials().user().id());
    if (!current.passwordHash().equals(proven.credentials().passwordHash())) {
      throw wrong(proven.field());
    }
    return current.user();
  }

  private Users.Credentials lock(UserId id) {
    return users.lockCredentials(id).orElseThrow(Accounts::notSignedIn);
  }

  private static BuddyChatException wrong(String field) {
    return new Failure.InvalidInput(field, "The password is wrong.").asException();
  }

  private static BuddyChatException notSignedIn() {
    return new Failure.Unauthenticated("You are not signed in.").asException();
  }

  /// Ends and forgets all sessions of a person. For use inside a transaction, before
  /// [#announceEnd].
  public List<SessionId> forgetSessions(UserId user, Instant now) {
    return sessions.forgetAll(user, now);
  }

  /// Tells whoever holds something open for these sessions that they have ended, once that is
  /// durable.
  public void announceEnd(List<SessionId> ended) {
    unitOfWork.afterCommit(() -> ends.announce(ended));
  }

  private PhoneNumber phone(UserId owner, String countryCode, String number) {
    return new PhoneNumber(
        new PhoneId(ids.next()),
        owner,
        ProfileRules.countryCode(countryCode),
        ProfileRules.phoneNumber(number));
  }
}
