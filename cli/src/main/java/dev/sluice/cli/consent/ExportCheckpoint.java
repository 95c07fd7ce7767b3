package dev.sluice.cli.consent;

import dev.sluice.core.support.InvalidInputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far an export has come, kept beside its file until it is done.
 *
 * @param bytes of the file that are complete pages
 * @param after what the next page begins after
 */
record ExportCheckpoint(long bytes, String after) {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,18}) (\\S+)\\n");

  /** Notes that the file holds whole pages so far, or removes the note if it is done. */
  static void save(Path file, Optional<String> after) throws IOException {
    if (after.isPresent()) {
      Files.writeString(checkpointFile(file), Files.size(file) + " " + after.get() + "\n");
    } else {
      Files.deleteIfExists(checkpointFile(file));
    }
  }

  /**
   * Returns the checkpoint of a file.
   *
   * @throws InvalidInputException if there is none
   */
  static ExportCheckpoint load(Path file) throws IOException {
    Path beside = checkpointFile(file);
    String text = Files.isRegularFile(beside) ? Files.readString(beside) : "";
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || !Files.isRegularFile(file)) {
      throw InvalidInputException.of(
          "--resume", beside, "there is no export to go on with: leave --resume out to begin anew");
    }
    return new ExportCheckpoint(Long.parseLong(matcher.group(1)), matcher.group(2));
  }

  /** Takes off what was written of a page that is not complete. */
  void truncate(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
    }
  }

  private static Path checkpointFile(Path file) {
    return file.resolveSibling(file.getFileName() + ".next");
  }
}
