package io.buddychat.domain.user;

import java.util.Optional;

/// Port: turns passwords into hashes that do not give them back.
///
/// Hashing is slow on purpose. How much of it runs at once is bounded, so that a flood of logins
/// cannot take the machine from everybody else; past the bound it is refused with
/// [io.buddychat.domain.core.Failure.RateLimited].
public interface Passwords {

  /// A new hash, salted anew each time.
  String hash(String password);

  /// Whether the password is the one that was hashed. Without a hash (there is no such person) it
  /// does the same work and answers no, so that the time taken tells nothing.
  boolean matches(String password, Optional<String> hash);

  /// Whether a hash was made with weaker settings than the present ones and should be made anew.
  boolean isOutdated(String hash);
}
