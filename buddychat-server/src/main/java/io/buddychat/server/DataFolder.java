package io.buddychat.server;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// The folder for what the server itself keeps: its secret, and the embedded database with
/// everybody's messages. So when the server makes it, nobody else may look inside; one that is
/// there already stays as its owner has it.
final class DataFolder {

  private DataFolder() {}

  /// Makes the folder if it is not there.
  static void make(Path folder) throws IOException {
    Files.createDirectories(folder, only("rwx------"));
  }

  /// Permissions for a new file or folder, where the system knows such things.
  static FileAttribute<?>[] only(String permissions) {
    return arePermissionsKept()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set(permissions))}
        : new FileAttribute<?>[0];
  }

  /// Takes all other permissions from a file that is there.
  static void restrict(Path file, String permissions) throws IOException {
    if (arePermissionsKept()) {
      Files.setPosixFilePermissions(file, set(permissions));
    }
  }

  private static Set<PosixFilePermission> set(String permissions) {
    return PosixFilePermissions.fromString(permissions);
  }

  private static boolean arePermissionsKept() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
