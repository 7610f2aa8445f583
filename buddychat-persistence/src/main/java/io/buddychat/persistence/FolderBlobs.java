package io.buddychat.persistence;

import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.attachment.Blobs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Optional;

/// Keeps the bytes of attachments in a folder, a file for each, called by its id. Nothing a user
/// wrote is ever part of a path.
///
/// A file is written under another name, synced to the disk and then renamed, and the folder is
/// synced as well: under its own name it is whole, and stays.
public final class FolderBlobs implements Blobs {

  private static final String UNFINISHED = ".part";
  private static final int BUFFER = 64 << 10;

  private final Path folder;

  private FolderBlobs(Path folder) {
    this.folder = folder;
  }

  /// @param folder must be there
  public static FolderBlobs in(Path folder) {
    return new FolderBlobs(folder);
  }

  private Path file(AttachmentId id) {
    return folder.resolve(Long.toString(id.value()));
  }

  private Path unfinished(AttachmentId id) {
    return folder.resolve(id.value() + UNFINISHED);
  }

  @Override
  public long put(AttachmentId id, InputStream bytes) throws IOException {
    Path unfinished = unfinished(id);
    boolean done = false;
    try {
      long length = write(unfinished, bytes);
      Files.move(unfinished, file(id), StandardCopyOption.ATOMIC_MOVE);
      syncFolder();
      done = true;
      return length;
    } finally {
      if (!done) {
        delete(id);
      }
    }
  }

  private static long write(Path file, InputStream bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] buffer = new byte[BUFFER];
      long length = 0;
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        for (ByteBuffer rest = ByteBuffer.wrap(buffer, 0, read); rest.hasRemaining(); ) {
          length += channel.write(rest);
        }
      }
      channel.force(true);
      return length;
    }
  }

  /// Where folders cannot be opened, as on Windows, there is nothing to sync.
  private void syncFolder() throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  @Override
  public Optional<InputStream> open(AttachmentId id) throws IOException {
    try {
      return Optional.of(Files.newInputStream(file(id)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(Collection<AttachmentId> ids) throws IOException {
    for (AttachmentId id : ids) {
      delete(id);
    }
  }

  /// The unfinished one first: one that is being written either finds no file to rename, or has
  /// been renamed by now and goes as well.
  private void delete(AttachmentId id) throws IOException {
    Files.deleteIfExists(unfinished(id));
    Files.deleteIfExists(file(id));
  }
}
