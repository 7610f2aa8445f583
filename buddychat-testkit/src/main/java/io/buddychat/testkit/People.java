package io.buddychat.testkit;

import io.buddychat.domain.user.Accounts.Registration;
import java.util.Locale;

/// The people of the tests, in the order in which they mostly appear.
public enum People {
  ALICE("15550001"),
  BORIS("15550002"),
  CLARA("15550003"),
  DAVID("15550004");

  /// Everybody's password.
  public static final String PASSWORD = "Correct-Horse-7";

  private final String phoneNumber;

  People(String phoneNumber) {
    this.phoneNumber = phoneNumber;
  }

  public String username() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What they give to get an account.
  public Registration registration() {
    return new Registration(
        username(),
        username() + "@example.org",
        PASSWORD,
        name().charAt(0) + username().substring(1),
        "Example",
        "49",
        phoneNumber);
  }

  /// Somebody else, as many as are wanted: `somebody(7)` is always the same.
  public static Registration somebody(int number) {
    String username = "somebody" + number;
    return new Registration(
        username,
        username + "@example.org",
        PASSWORD,
        "Some",
        "Body",
        "1",
        Long.toString(10_000_000L + number));
  }
}
