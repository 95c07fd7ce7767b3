package dev.sluice.cli.consent;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.csv.CsvWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The export of every consent record to a CSV file, page by page, so that an interrupted one can go
 * on where it stopped.
 */
public final class ConsentExport {

  /** Acts asked for at once, the most that the API gives. */
  private static final int PAGE = 100;

  private static final List<String> COLUMNS =
      List.of("at", "subscriber", "means", "campaign", "change");

  /** Members of a change, in the order of their columns. */
  private static final List<String> DETAILS =
      List.of("topic", "subscribed", "cadence", "until", "cause", "reason", "despiteComplaint");

  private final ApiClient api;

  /** Creates an export. */
  public ConsentExport(ApiClient api) {
    this.api = api;
  }

  /**
   * Writes all records to a file, beginning anew.
   *
   * @param progress hears how many records have been written
   * @return how many were written
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
   * Goes on with an export that was interrupted.
   *
   * @throws dev.sluice.core.support.InvalidInputException if none was
   */
  public long resume(Path file, LongConsumer progress) throws IOException {
    ExportCheckpoint checkpoint = ExportCheckpoint.load(file);
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
      ExportCheckpoint.save(target.file(), after);
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
}
