package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/// A person, as everybody may see them.
///
/// @param deleted whether this is the placeholder of an account that is gone
public record User(
    String id,
    String username,
    String firstName,
    String lastName,
    Optional<String> bio,
    Optional<String> profilePicture,
    Instant dateJoined,
    boolean deleted)
    implements Node {

  static final String FIELDS =
      "{ id username firstName lastName bio profilePicture dateJoined isDeleted }";

  static User of(JsonNode user) {
    return new User(
        Json.text(user, "id"),
        Json.text(user, "username"),
        Json.text(user, "firstName"),
        Json.text(user, "lastName"),
        Json.maybeText(user, "bio"),
        Json.maybeText(user, "profilePicture"),
        Json.time(user, "dateJoined"),
        user.path("isDeleted").asBoolean());
  }
}
