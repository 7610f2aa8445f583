package io.buddychat.domain.group;

import io.buddychat.domain.conversation.Room;
import io.buddychat.domain.core.BuddyChatException;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.Text;

/// What a group may be called, how large it may grow, and who may change it.
final class GroupRules {

  private static final int LONGEST_IMAGE = 2048;

  private GroupRules() {}

  static String title(String title) {
    String trimmed = title.strip();
    Text.checked("title", "The title", trimmed, 2, 100);
    if (Text.isBlank(trimmed)) {
      throw new Failure.InvalidInput("title", "The title must not be blank.").asException();
    }
    return trimmed;
  }

  static String description(String description) {
    return Text.checked("description", "The description", description, 10, 500);
  }

  static String image(String image) {
    return Text.checked("groupImage", "The group's image", image, 0, LONGEST_IMAGE);
  }

  static void requireAdmin(Room room) {
    if (!room.mine().admin()) {
      throw new Failure.Forbidden("Only an admin of the group can do this.").asException();
    }
  }

  static BuddyChatException noSuchMember() {
    return Failure.notFound("group member").asException();
  }

  static BuddyChatException full(int most) {
    return new Failure.Conflict("A group has at most " + most + " members.").asException();
  }
}
