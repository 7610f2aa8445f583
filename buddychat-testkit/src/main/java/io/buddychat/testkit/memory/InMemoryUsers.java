package io.buddychat.testkit.memory;

import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.core.Position;
import io.buddychat.domain.user.Identity;
import io.buddychat.domain.user.PhoneId;
import io.buddychat.domain.user.PhoneNumber;
import io.buddychat.domain.user.User;
import io.buddychat.domain.user.UserFilter;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Users;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// People in memory.
final class InMemoryUsers implements Users {

  private final Memory memory;

  InMemoryUsers(Memory memory) {
    this.memory = memory;
  }

  /// A person with what belongs to them; a placeholder has no password and no numbers.
  record Account(User user, Optional<String> passwordHash, List<PhoneNumber> phoneNumbers) {}

  @Override
  public void add(User user, String passwordHash, PhoneNumber phoneNumber) {
    take(usernameKey(user), user.id(), "username", "This user name is taken.");
    take(emailKey(user), user.id(), "email", "This e-mail address is taken.");
    takeNumber(phoneNumber);
    memory.accounts.insert(
        user.id(), new Account(user, Optional.of(passwordHash), List.of(phoneNumber)));
    memory.heads.insert(user.id(), 0L);
  }

  @Override
  public void update(User user) {
    Account present = memory.accounts.get(user.id());
    memory.accounts.update(
        user.id(), new Account(user, present.passwordHash(), present.phoneNumbers()));
  }

  @Override
  public void setPasswordHash(UserId user, String passwordHash) {
    Account present = memory.accounts.get(user);
    memory.accounts.update(
        user, new Account(present.user(), Optional.of(passwordHash), present.phoneNumbers()));
  }

  @Override
  public Optional<Credentials> credentials(String username) {
    return memory.read(
        () ->
            memory.takenNames.find("username:" + Identity.of(username)).flatMap(this::credentials));
  }

  @Override
  public Optional<Credentials> credentials(UserId user) {
    return memory.read(
        () ->
            memory
                .accounts
                .find(user)
                .filter(account -> !account.user().isDeleted())
                .map(
                    account ->
                        new Credentials(account.user(), account.passwordHash().orElseThrow())));
  }

  @Override
  public Optional<Credentials> lockCredentials(UserId user) {
    memory.requireTransaction();
    return credentials(user);
  }

  @Override
  public Map<UserId, User> byId(Collection<UserId> ids) {
    return memory.read(
        () -> {
          Map<UserId, User> found = new LinkedHashMap<>();
          for (UserId id : ids) {
            memory.accounts.find(id).ifPresent(account -> found.put(id, account.user()));
          }
          return found;
        });
  }

  @Override
  public Page<User> search(UserFilter filter, PageRequest page) {
    return memory.read(
        () -> {
          List<User> matching =
              memory.accounts.rows().values().stream()
                  .map(Account::user)
                  .filter(user -> !user.isDeleted())
                  .filter(user -> begins(user.username(), filter.username()))
                  .filter(user -> begins(user.firstName(), filter.firstName()))
                  .filter(user -> begins(user.lastName(), filter.lastName()))
                  .toList();
          return Pages.newestFirst(matching, user -> Position.of(user.id().value()), page);
        });
  }

  private static boolean begins(String name, Optional<String> beginning) {
    return beginning.isEmpty() || Identity.of(name).startsWith(Identity.of(beginning.get()));
  }

  @Override
  public Map<UserId, List<PhoneNumber>> phoneNumbers(Collection<UserId> owners) {
    return memory.read(
        () -> {
          Map<UserId, List<PhoneNumber>> found = new LinkedHashMap<>();
          for (UserId owner : owners) {
            memory
                .accounts
                .find(owner)
                .ifPresent(account -> found.put(owner, account.phoneNumbers()));
          }
          return found;
        });
  }

  @Override
  public void addPhoneNumber(PhoneNumber phoneNumber) {
    takeNumber(phoneNumber);
    Account present = memory.accounts.get(phoneNumber.owner());
    List<PhoneNumber> all = new ArrayList<>(present.phoneNumbers());
    all.add(phoneNumber);
    memory.accounts.update(
        phoneNumber.owner(), new Account(present.user(), present.passwordHash(), List.copyOf(all)));
  }

  @Override
  public boolean removePhoneNumber(UserId owner, PhoneId id) {
    memory.requireTransaction();
    Optional<Account> account = memory.accounts.find(owner);
    List<PhoneNumber> numbers = account.map(Account::phoneNumbers).orElse(List.of());
    Optional<PhoneNumber> removed =
        numbers.stream().filter(number -> number.id().equals(id)).findFirst();
    if (removed.isEmpty()) {
      return false;
    }
    Account present = account.orElseThrow();
    List<PhoneNumber> rest = numbers.stream().filter(number -> !number.id().equals(id)).toList();
    memory.accounts.update(owner, new Account(present.user(), present.passwordHash(), rest));
    memory.takenNames.remove(numberKey(removed.get()));
    return true;
  }

  @Override
  public void delete(User placeholder) {
    Account present = memory.accounts.get(placeholder.id());
    memory.takenNames.remove(usernameKey(present.user()));
    memory.takenNames.remove(emailKey(present.user()));
    present.phoneNumbers().forEach(number -> memory.takenNames.remove(numberKey(number)));
    memory.accounts.update(placeholder.id(), new Account(placeholder, Optional.empty(), List.of()));
  }

  private void takeNumber(PhoneNumber number) {
    take(numberKey(number), number.owner(), "number", "This phone number is taken.");
  }

  private void take(String key, UserId owner, String field, String refusal) {
    if (memory.takenNames.find(key).isPresent()) {
      throw new Failure.Conflict(field, refusal).asException();
    }
    memory.takenNames.insert(key, owner);
  }

  private static String usernameKey(User user) {
    return "username:" + Identity.of(user.username());
  }

  private static String emailKey(User user) {
    return "email:" + Identity.of(user.email());
  }

  private static String numberKey(PhoneNumber number) {
    return "number:" + number.countryCode() + " " + number.number();
  }
}
