package io.buddychat.domain.user;

import java.time.Instant;

/// A person's profile.
///
/// A deleted account leaves a placeholder with the same id, so that what the person sent to others
/// still has a sender: see [#deleted].
///
/// @param bio what they say of themself; empty when they say nothing
/// @param profilePicture where their picture is, as they gave it; empty when there is none
public record User(
    UserId id,
    String username,
    String email,
    String firstName,
    String lastName,
    String bio,
    String profilePicture,
    Instant dateJoined,
    Instant updatedAt,
    boolean isDeleted) {

  /// What remains when the account is deleted: the id, and nothing the person ever wrote of
  /// themself.
  public User deleted(Instant now) {
    String name = "deleted-" + id.value();
    return new User(id, name, name, "Deleted", "account", "", "", dateJoined, now, true);
  }

  User withProfile(
      String newFirstName,
      String newLastName,
      String newBio,
      String newProfilePicture,
      Instant now) {
    return new User(
        id,
        username,
        email,
        newFirstName,
        newLastName,
        newBio,
        newProfilePicture,
        dateJoined,
        now,
        isDeleted);
  }
}
