package io.buddychat.server;

import io.buddychat.persistence.FolderBlobs;
import java.io.IOException;
import java.nio.file.Path;

/// The folder within the data folder that holds the bytes of attachments. Only its owner may look
/// inside.
final class AttachmentFolder {

  static final String NAME = "attachments";

  private AttachmentFolder() {}

  /// @throws BuddyChatServer.StartFailed if it cannot be made
  static FolderBlobs open(Settings settings) {
    Path folder = settings.dataFolder().resolve(NAME);
    try {
      DataFolder.make(folder);
      return FolderBlobs.in(folder);
    } catch (IOException e) {
      throw new BuddyChatServer.StartFailed(
          Setting.DATA_DIR.key() + ": the folder for attachments cannot be made", e);
    }
  }
}
