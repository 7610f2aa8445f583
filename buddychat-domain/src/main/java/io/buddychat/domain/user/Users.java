package io.buddychat.domain.user;

import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Port: keeps people, their passwords' hashes and their phone numbers.
///
/// User names and e-mail addresses are unique without regard to case (as [Identity] folds it),
/// phone numbers as pairs of country code and number. What is taken is refused with a
/// [io.buddychat.domain.core.Failure.Conflict] that names the field, also when two come at the same
/// moment. Deleted accounts keep their row (the placeholder), but are found by no search and no
/// login.
public interface Users {

  /// Adds a person with their first phone number and an empty mailbox.
  void add(User user, String passwordHash, PhoneNumber phoneNumber);

  /// Stores a changed profile.
  void update(User user);

  void setPasswordHash(UserId user, String passwordHash);

  /// The person of that name and the hash to check their password against.
  Optional<Credentials> credentials(String username);

  /// The person of that name, whatever its case.
  default Optional<User> named(String username) {
    return credentials(username).map(Credentials::user);
  }

  /// The credentials of a person who is known already; none for a deleted account.
  Optional<Credentials> credentials(UserId user);

  /// The same, and holds the person's row until the transaction ends.
  Optional<Credentials> lockCredentials(UserId user);

  /// The people with these ids, placeholders included. Unknown ids are left out.
  Map<UserId, User> byId(Collection<UserId> ids);

  /// People who match, newest first: sorted by id, descending.
  Page<User> search(UserFilter filter, PageRequest page);

  /// The phone numbers of each person, in the order they were added.
  Map<UserId, List<PhoneNumber>> phoneNumbers(Collection<UserId> owners);

  void addPhoneNumber(PhoneNumber phoneNumber);

  /// Removes a number if it is the owner's.
  ///
  /// @return whether there was one
  boolean removePhoneNumber(UserId owner, PhoneId id);

  /// Replaces the person by their placeholder and forgets password and phone numbers.
  void delete(User placeholder);

  /// A person together with the hash of their password.
  record Credentials(User user, String passwordHash) {

    /// Without the hash: credentials may end up in a log.
    @Override
    public String toString() {
      return "Credentials[" + user.id() + "]";
    }
  }
}
