package io.buddychat.domain.user;

import java.util.Optional;

/// Narrows a search for people: each given text must be how that name begins, whatever its case.
///
/// It works on what everybody may see of each other, so that it tells nothing that is hidden.
public record UserFilter(
    Optional<String> username, Optional<String> firstName, Optional<String> lastName) {

  public static final UserFilter EVERYBODY =
      new UserFilter(Optional.empty(), Optional.empty(), Optional.empty());
}
