package dev.sluice.cli.reputation;

import dev.sluice.cli.console.Screen;
import dev.sluice.cli.csv.CsvFile;
import dev.sluice.cli.csv.CsvRow;
import dev.sluice.cli.csv.UnreadableCsvException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A CSV file of spam rates, one day of one domain per line. */
public final class SpamRateFile {

  /** Lines of one file: two months of 100 domains, with room. */
  private static final int MAX_LINES = 10_000;

  private static final String COLUMNS = "date, spamPercent or spamRatio, domain, source";

  private final List<String> header;
  private final String source;
  private final Optional<String> domain;

  private SpamRateFile(List<String> header, String source, Optional<String> domain) {
    this.header = header.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    this.source = source;
    this.domain = domain;
  }

  /**
   * Returns the reports in a file, as the API takes them.
   *
   * @param source the publisher, where the file has no column for it
   * @param domain the sender's domain, where the file has no column for it
   * @throws UnreadableCsvException if a column is missing or a line is invalid, with its number
   */
  public static List<ObjectNode> read(Path file, String source, Optional<String> domain)
      throws IOException {
    try (CsvFile csv = CsvFile.open(file)) {
      CsvRow first =
          csv.next()
              .orElseThrow(() -> new UnreadableCsvException("the file is empty: give " + COLUMNS));
      SpamRateFile reader = new SpamRateFile(first.values(), source, domain);
      reader.requireColumns();
      List<ObjectNode> reports = new ArrayList<>();
      for (Optional<CsvRow> row = csv.next(); row.isPresent(); row = csv.next()) {
        if (reports.size() == MAX_LINES) {
          throw new UnreadableCsvException("more than " + MAX_LINES + " lines: split the file");
        }
        reports.add(reader.report(row.get()));
      }
      return reports;
    }
  }

  private void requireColumns() throws UnreadableCsvException {
    if (!header.contains("date")
        || header.contains("spampercent") == header.contains("spamratio")) {
      throw new UnreadableCsvException(
          "the first line names the columns '%s': name them %s"
              .formatted(Screen.escapeInvisible(String.join(", ", header)), COLUMNS));
    }
    if (domain.isEmpty() && !header.contains("domain")) {
      throw new UnreadableCsvException("no column domain: give the domain with --domain");
    }
  }

  private ObjectNode report(CsvRow row) throws UnreadableCsvException {
    return JsonNodeFactory.instance
        .objectNode()
        .put("source", value(row, "source").orElse(source))
        .put("domain", value(row, "domain").or(() -> domain).orElse("").toLowerCase(Locale.ROOT))
        .put("date", date(row).toString())
        .put("spamPercent", percent(row));
  }

  private LocalDate date(CsvRow row) throws UnreadableCsvException {
    String text = value(row, "date").orElse("");
    try {
      return text.contains("-")
          ? LocalDate.parse(text)
          : LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
    } catch (DateTimeException e) {
      throw invalid(row, "date", text, "use a date such as 2026-11-21");
    }
  }

  /** A sign of percent says what the number is, whatever the column is called. */
  private BigDecimal percent(CsvRow row) throws UnreadableCsvException {
    boolean isRatio = header.contains("spamratio");
    String column = isRatio ? "spamratio" : "spampercent";
    String text = value(row, column).orElse("");
    boolean hasSign = text.endsWith("%");
    try {
      BigDecimal number =
          new BigDecimal(hasSign ? text.substring(0, text.length() - 1).strip() : text);
      BigDecimal percent = isRatio && !hasSign ? number.movePointRight(2) : number;
      if (percent.signum() >= 0 && percent.compareTo(BigDecimal.valueOf(100)) <= 0) {
        return percent;
      }
    } catch (NumberFormatException e) {
      // refused below, with numbers out of range
    }
    throw invalid(row, isRatio ? "spamRatio" : "spamPercent", text, "use a number such as 0.08");
  }

  private Optional<String> value(CsvRow row, String column) {
    int place = header.indexOf(column);
    return place < 0 || place >= row.values().size()
        ? Optional.empty()
        : Optional.of(row.values().get(place).strip()).filter(text -> !text.isEmpty());
  }

  private static UnreadableCsvException invalid(
      CsvRow row, String column, String value, String remedy) {
    return new UnreadableCsvException(
        "line %d: %s '%s': %s"
            .formatted(row.line(), column, Screen.escapeInvisible(value), remedy));
  }
}
