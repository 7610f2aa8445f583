package io.buddychat.testkit.client;

/// Somebody who wants an account.
///
/// @param countryCode 1 to 4 digits, without a plus sign
/// @param phoneNumber 8 to 15 digits
public record NewUser(
    String username,
    String email,
    String password,
    String firstName,
    String lastName,
    String countryCode,
    String phoneNumber) {

  /// A password is not printed.
  @Override
  public String toString() {
    return "NewUser[" + username + "]";
  }
}
