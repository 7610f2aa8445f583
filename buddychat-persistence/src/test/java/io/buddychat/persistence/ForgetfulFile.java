package io.buddychat.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/// Files of H2 on a [ForgetfulDisk], at addresses like `jdbc:h2:forgetful:/folder/name`. The disk
/// is the one that is in when a file is opened.
public final class ForgetfulFile extends FilePathWrapper {

  private static final AtomicReference<ForgetfulDisk> DISK = new AtomicReference<>();

  /// H2 makes these by itself.
  public ForgetfulFile() {}

  static void insert(ForgetfulDisk disk) {
    FilePath.register(new ForgetfulFile());
    DISK.set(disk);
  }

  @Override
  public String getScheme() {
    return "forgetful";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Channel(Path.of(getBase().toString()), super.open(mode), DISK.get());
  }

  @Override
  public void moveTo(FilePath newName, boolean atomicReplace) {
    try {
      DISK.get()
          .move(
              Path.of(getBase().toString()),
              Path.of(newName.unwrap().toString()),
              () -> super.moveTo(newName, atomicReplace));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Channel extends FileBaseDefault {

    private final Path path;
    private final FileChannel file;
    private final ForgetfulDisk disk;

    Channel(Path path, FileChannel file, ForgetfulDisk disk) {
      this.path = path;
      this.file = file;
      this.disk = disk;
    }

    @Override
    public void force(boolean metaData) throws IOException {
      disk.sync(path);
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
      return disk.write(path, file, source, position);
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      disk.truncate(path, file, size);
    }

    @Override
    public synchronized int read(ByteBuffer target, long position) throws IOException {
      return file.read(target, position);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }
}
