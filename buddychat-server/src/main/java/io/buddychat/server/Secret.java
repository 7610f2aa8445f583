package io.buddychat.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;

/// What access tokens are signed with. Whoever knows it can be anybody, so it is never shown.
final class Secret {

  private static final String FILE = "jwt-secret";
  private static final int BYTES = 48;
  private static final String OWNER_ONLY = "rw-------";

  private final String text;

  Secret(String text) {
    this.text = text;
  }

  /// The secret of the settings, or else the one in the data folder, which is made if it is not
  /// there.
  static Secret of(Settings settings) {
    return settings.jwtSecret().map(Secret::new).orElseGet(() -> kept(settings.dataFolder()));
  }

  private static Secret kept(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      DataFolder.make(folder);
      if (!Files.exists(file)) {
        make(folder, file);
      }
      DataFolder.restrict(file, OWNER_ONLY);
      String text = Files.readString(file).strip();
      if (!Settings.isLongEnough(text)) {
        throw unusable(file, "holds no secret");
      }
      return new Secret(text);
    } catch (IOException e) {
      throw unusable(file, "can be neither read nor made");
    }
  }

  private static BuddyChatServer.StartFailed unusable(Path file, String why) {
    return new BuddyChatServer.StartFailed(
        "%s: the file %s %s".formatted(Setting.DATA_DIR.key(), file, why));
  }

  /// The file appears at once and whole, whatever happens meanwhile; of two servers that start
  /// together one makes it and both use it.
  private static void make(Path folder, Path file) throws IOException {
    Path draft = Files.createTempFile(folder, FILE, ".new", DataFolder.only(OWNER_ONLY));
    try {
      byte[] random = new byte[BYTES];
      new SecureRandom().nextBytes(random);
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n";
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        channel.force(true);
      }
      publish(draft, file);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void publish(Path draft, Path file) throws IOException {
    try {
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // Another server was quicker: its secret counts.
    } catch (UnsupportedOperationException | FileSystemException e) {
      // A file system without links, which says so in either way.
      Files.move(draft, file);
    }
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "Secret[...]";
  }
}
