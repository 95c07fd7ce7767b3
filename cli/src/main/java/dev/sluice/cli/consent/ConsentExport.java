package dev.sluice.cli.consent;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.csv.CsvWriter;
import dev.sluice.core.support.InvalidInputException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The export of all consent records to a CSV file.
 *
 * <p>It writes page by page, and until it is complete keeps its position in a file beside, so that
 * an interrupted export can be resumed.
 */
public final class ConsentExport {

  /** Records of one request, the most that the API returns. */
  private static final int PAGE = 100;

  private static final List<String> COLUMNS =
      List.of("at", "subscriber", "means", "campaign", "change");

  /** The members of a change, in the order of their columns. */
  private static final List<String> DETAILS =
      List.of("topic", "subscribed", "cadence", "until", "cause", "reason", "despiteComplaint");

  private final ApiClient api;

  /** Creates an export. */
  public ConsentExport(ApiClient api) {
    this.api = api;
  }

  /**
   * Writes all records to a new file.
   *
   * @param progress receives the number of records written so far
   * @return the number of records written
   */
  public long start(Path file, LongConsumer progress) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file);
        CsvWriter csv = new CsvWriter(out)) {
      csv.write(Stream.concat(COLUMNS.stream(), DETAILS.stream()).toList());
      out.flush();
      return exportPages(new ExportFile(file, out, csv), Optional.empty(), progress);
    }
  }

  /**
   * Resumes an interrupted export.
   *
   * @return the number of records written since
   * @throws InvalidInputException if there is none
   */
  public long resume(Path file, LongConsumer progress) throws IOException {
    Checkpoint checkpoint = Checkpoint.load(file);
    checkpoint.truncate(file);
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardOpenOption.APPEND);
        CsvWriter csv = new CsvWriter(out)) {
      return exportPages(new ExportFile(file, out, csv), Optional.of(checkpoint.after()), progress);
    }
  }

  private record ExportFile(Path file, BufferedWriter out, CsvWriter csv) {}

  private long exportPages(ExportFile target, Optional<String> first, LongConsumer progress)
      throws IOException {
    Optional<String> after = first;
    long written = 0;
    do {
      JsonNode page = api.get(path(after));
      for (JsonNode record : page.path("records").values()) {
        target.csv().write(row(record));
        written++;
      }
      target.out().flush();
      after = Optional.of(page.path("next").asString("")).filter(next -> !next.isEmpty());
      Checkpoint.save(target.file(), after);
      progress.accept(written);
    } while (after.isPresent());
    return written;
  }

  private static String path(Optional<String> after) {
    return "/consents?limit="
        + PAGE
        + after.map(next -> "&after=" + URLEncoder.encode(next, StandardCharsets.UTF_8)).orElse("");
  }

  private static List<String> row(JsonNode record) {
    JsonNode change = record.path("change");
    return Stream.concat(
            Stream.of(
                record.path("at").asString(""),
                record.path("subscriber").asString(""),
                record.path("means").asString(""),
                record.path("campaign").asString(""),
                change.path("kind").asString("")),
            DETAILS.stream().map(detail -> change.path(detail).asString("")))
        .toList();
  }

  /**
   * The position of an export, in the file FILE.next until it is complete.
   *
   * @param bytes the size of the complete pages
   * @param after the cursor of the next page
   */
  private record Checkpoint(long bytes, String after) {

    private static final Pattern FORMAT = Pattern.compile("([0-9]{1,18}) (\\S+)\\n");

    /** Saves the position of a file that ends with a complete page, or deletes it at the end. */
    static void save(Path file, Optional<String> after) throws IOException {
      if (after.isPresent()) {
        Files.writeString(fileBeside(file), Files.size(file) + " " + after.get() + "\n");
      } else {
        Files.deleteIfExists(fileBeside(file));
      }
    }

    static Checkpoint load(Path file) throws IOException {
      Path beside = fileBeside(file);
      String text = Files.isRegularFile(beside) ? Files.readString(beside) : "";
      Matcher matcher = FORMAT.matcher(text);
      if (!matcher.matches() || !Files.isRegularFile(file)) {
        throw InvalidInputException.of(
            "--resume", beside, "no export to resume: leave --resume out to start a new one");
      }
      return new Checkpoint(Long.parseLong(matcher.group(1)), matcher.group(2));
    }

    /** Removes an incomplete page from the end of the file. */
    void truncate(Path file) throws IOException {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(bytes);
      }
    }

    private static Path fileBeside(Path file) {
      return file.resolveSibling(file.getFileName() + ".next");
    }
  }
}
