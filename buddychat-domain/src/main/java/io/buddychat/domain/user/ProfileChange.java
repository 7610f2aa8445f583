package io.buddychat.domain.user;

import java.time.Instant;
import java.util.Optional;

/// A partial change of a profile: what is empty stays as it is. The given values are checked at
/// once.
public record ProfileChange(
    Optional<String> firstName,
    Optional<String> lastName,
    Optional<String> bio,
    Optional<String> profilePicture) {

  public ProfileChange {
    firstName = firstName.map(ProfileRules::firstName);
    lastName = lastName.map(ProfileRules::lastName);
    bio = bio.map(ProfileRules::bio);
    profilePicture = profilePicture.map(ProfileRules::profilePicture);
  }

  /// The changed profile; the same one when nothing differs.
  public User applyTo(User user, Instant now) {
    User changed =
        user.withProfile(
            firstName.orElse(user.firstName()),
            lastName.orElse(user.lastName()),
            bio.orElse(user.bio()),
            profilePicture.orElse(user.profilePicture()),
            user.updatedAt());
    return changed.equals(user)
        ? user
        : changed.withProfile(
            changed.firstName(), changed.lastName(), changed.bio(), changed.profilePicture(), now);
  }
}
