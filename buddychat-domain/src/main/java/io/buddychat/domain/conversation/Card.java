package io.buddychat.domain.conversation;

import io.buddychat.domain.user.UserId;
import java.time.Instant;

/// What a group shows of itself to its members, and how it meets newcomers.
///
/// @param description empty when none was given
/// @param image where its picture is, as it was given; empty when there is none
/// @param visibility who may find it and come in unasked
/// @param welcome what newcomers find of what was said before
/// @param creator who made it, whether they are still a member or not
/// @param updatedAt when one of these last changed
public record Card(
    String title,
    String description,
    String image,
    Visibility visibility,
    Welcome welcome,
    UserId creator,
    Instant updatedAt) {

  /// Of a private group whose newcomers find nothing: what a group is unless somebody says
  /// otherwise.
  public Card(String title, String description, String image, UserId creator, Instant updatedAt) {
    this(title, description, image, Visibility.PRIVATE, Welcome.NOTHING, creator, updatedAt);
  }

  public boolean isPublic() {
    return visibility == Visibility.PUBLIC;
  }
}
