package dev.sluice.local.data;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and folders that only their owner can read: they hold keys, addresses and messages.
 *
 * <p>On systems without POSIX permissions, such as Windows, they have what the user's profile gives
 * them.
 */
public final class PrivateFiles {

  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private PrivateFiles() {}

  /**
   * Creates an empty file if it is missing, and restricts it in any case. Missing folders are
   * created restricted; one that exists may be shared with other things, and stays as it is.
   */
  public static Path createFile(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Path unused = Files.createDirectories(parent, attributes(file, FOLDER));
    }
    try {
      return Files.createFile(file, attributes(file, FILE));
    } catch (FileAlreadyExistsException existing) {
      return isPosix(file) ? Files.setPosixFilePermissions(file, FILE) : file;
    }
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
    return isPosix(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
