package io.buddychat.testkit.contract;

import io.buddychat.domain.Store;
import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.user.PhoneId;
import io.buddychat.domain.user.PhoneNumber;
import io.buddychat.domain.user.User;
import io.buddychat.domain.user.UserFilter;
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.Scene;
import java.util.Optional;

/// People put straight into a store, with ids of the test's choosing.
final class KeptPeople {

  private KeptPeople() {}

  static User user(long id, String username, String email, String first, String last) {
    return new User(
        new UserId(id),
        username,
        email,
        first,
        last,
        "",
        "",
        Scene.BEGINNING,
        Scene.BEGINNING,
        false);
  }

  static User user(long id, String username) {
    return user(id, username, username + "@example.org", "First" + id, "Last" + id);
  }

  static PhoneNumber phone(long id, long owner) {
    return new PhoneNumber(
        new PhoneId(id), new UserId(owner), "49", Long.toString(10_000_000 + id));
  }

  static User add(Store store, long id, String username) {
    return add(store, user(id, username), phone(id, id));
  }

  static User add(Store store, User user, PhoneNumber phone) {
    return store
        .unitOfWork()
        .execute(
            () -> {
              store.users().add(user, "hash of " + user.username(), phone);
              return user;
            });
  }

  static void delete(Store store, User user) {
    store
        .unitOfWork()
        .execute(
            () -> {
              store.users().delete(user.deleted(Scene.BEGINNING));
              return user;
            });
  }

  static Page<User> search(Store store, UserFilter filter) {
    return store.users().search(filter, PageRequest.first(100));
  }

  /// An empty text stands for none.
  static UserFilter filter(String username, String firstName, String lastName) {
    return new UserFilter(given(username), given(firstName), given(lastName));
  }

  private static Optional<String> given(String text) {
    return Optional.of(text).filter(some -> !some.isEmpty());
  }
}
