package dev.sluice.cli.command;

import dev.sluice.cli.console.ProgressBar;
import dev.sluice.cli.csv.CsvFormat;
import dev.sluice.cli.importer.ColumnMapping;
import dev.sluice.cli.importer.CsvSubscriberImport;
import dev.sluice.cli.importer.ImportSource;
import dev.sluice.cli.importer.MarketingStatus;
import dev.sluice.cli.importer.ProductExport;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.support.InvalidInputException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code sluice import}. */
@Command(
    name = "import",
    description = "Import subscribers from a CSV file. Importing a file again changes nothing.",
    footerHeading = "%nColumns (the first line names them, in any order):%n",
    footer = {
      "  id, address              required",
      "  zone                     IANA zone such as Europe/Tallinn; empty: the default of the"
          + " policy",
      "  locale                   language tag such as et-EE",
      "  stage                    prospect, registered, active, loyal, lapsed, inactive",
      "  NAME:TYPE                an attribute; TYPE is text, number, boolean or date",
      "  topic:ID                 a choice: subscribed, unsubscribed, asItComes, daily, weekly,",
      "                           everyTwoWeeks, monthly or quarterly; empty: no choice",
      "",
      "Quotes and line breaks are as in RFC 4180. Columns may be separated by commas, semicolons"
          + " or",
      "tabs; the text is UTF-8, UTF-16 with its mark, or what --encoding names. A file with broken",
      "quotes or other bytes is refused. Blanks around values are removed. A bad line is reported",
      "with its number and reason and skipped; the exit code is then 1. Erased subscribers are"
          + " skipped too. If a subscriber left a topic or",
      "chose another cadence themselves, their choice is kept and the line is reported.",
      "",
      "Examples:",
      "  sluice import customers.csv",
      "  sluice import customers.csv --rejects rejected.csv",
      "  sluice import unsubscribed_members_export.csv --from mailchimp --dry-run",
      "  sluice import export.csv --map 'Email Address=address' --map LEID=id --ignore NOTES",
      "",
      "  id,address,zone,purchases:number,lastPurchase:date,topic:offers",
      "  c-1,ann@example.com,Europe/Tallinn,12,2026-10-30,weekly"
    })
final class ImportCommand implements Callable<Integer> {

  private final CommandOutput output;

  @Mixin private EndpointOptions endpoint = new EndpointOptions();

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = {
        "Write the skipped lines to FILE, to be corrected and imported again, and their numbers"
            + " and"
            + " reasons to FILE.reasons. Values that a spreadsheet would run as formulas get an"
            + " apostrophe"
            + " before them, which an import removes."
      })
  private Optional<Path> rejects = Optional.empty();

  @Option(
      names = "--resubscribe",
      description = {
        "The subscribers of this file asked you for these choices: replace those that they made"
            + " themselves before. Subscribers who unsubscribed from all mail stay unsubscribed."
      })
  private boolean resubscribe;

  @Option(
      names = "--map",
      paramLabel = "COLUMN=HEADING",
      description = {
        "Read a column of the file as another one, such as 'Email Address=address' or"
            + " 'MEMBER_RATING=rating:number'. Repeat it for each column; a column may be read"
            + " as several."
      })
  private List<String> mapped = List.of();

  @Option(
      names = "--ignore",
      paramLabel = "COLUMN",
      description = "Do not import a column. Repeat it for each column.")
  private List<String> ignored = List.of();

  @Option(
      names = "--delimiter",
      paramLabel = "CHARACTER",
      converter = DelimiterConverter.class,
      description = {
        "What separates columns: a character, or 'tab'. By default what a first line 'sep=;' names,"
            + " or the comma, semicolon or tab that the header has most of."
      })
  private Optional<Character> delimiter = Optional.empty();

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      converter = EncodingConverter.class,
      description = {
        "The encoding of the file, such as windows-1252 for CSV files of Excel. By default UTF-8,"
            + " or UTF-16 if the file begins with its mark."
      })
  private Optional<Charset> encoding = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "PRODUCT",
      description = {
        "The product that exported the file: ${COMPLETION-CANDIDATES}. Its columns are known,"
            + " others are named and not imported."
      })
  private Optional<ProductExport> from = Optional.empty();

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = {
        "With --from, where all subscribers of the file stand, if no column says so:"
            + " ${COMPLETION-CANDIDATES}. Files of Mailchimp say it by their names."
      })
  private Optional<MarketingStatus> status = Optional.empty();

  @Option(
      names = "--topic",
      paramLabel = "ID",
      description = {
        "With --from, the topic that the file is a list of: subscriptions and opt-outs are choices"
            + " for it. Without it, an opt-out is from all mail, and a subscription changes"
            + " nothing."
      })
  private Optional<String> topic = Optional.empty();

  @Option(
      names = "--dry-run",
      description = "Read and check the file and show the counts; import nothing.")
  private boolean dryRun;

  @Parameters(paramLabel = "FILE", description = "The CSV file.")
  private Path file = Path.of("");

  ImportCommand(CommandOutput output) {
    this.output = output;
  }

  private static String formatPreserved(ImportReporter report) {
    return report.preserved() == 0
        ? ""
        : ", %,d of them with their own choices kept".formatted(report.preserved());
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CsvFormat format = CsvFormat.of(file, encoding, delimiter);
    ImportSource source = source();
    format.describe().ifPresent(found -> output.remarks().line("reading %s", found));
    ProgressBar bar =
        new ProgressBar(output.remarks(), file.getFileName().toString(), Files.size(file));
    InstantSource clock = InstantSource.system();
    try (ImportReporter report = ImportReporter.open(output.remarks(), bar, rejects)) {
      CsvSubscriberImport plain =
          new CsvSubscriberImport(endpoint.api(), clock, instant -> sleepUntil(clock, instant));
      CsvSubscriberImport chosen = resubscribe ? plain.withResubscribe() : plain;
      long imported = (dryRun ? chosen.withDryRun() : chosen).run(file, format, source, report);
      report.summarise();
      output.print(
          "%,d %s, %,d skipped"
                  .formatted(imported, dryRun ? "would be imported" : "imported", report.skipped())
              + formatPreserved(report)
              + (from.isPresent()
                  ? ", %,d of the file are not to get marketing".formatted(report.stopped())
                  : ""));
      return report.skipped() == 0 ? 0 : 1;
    }
  }

  private ImportSource source() {
    if (from.isEmpty() && (status.isPresent() || topic.isPresent())) {
      throw InvalidInputException.of(
          status.isPresent() ? "--status" : "--topic", "", "use it with --from");
    }
    if (from.isPresent() && resubscribe) {
      throw InvalidInputException.of(
          "--resubscribe", "", "leave it out: an export of another product resubscribes no one");
    }
    Optional<MarketingStatus> known =
        status.or(() ->
            from.filter(product -> product == ProductExport.MAILCHIMP)
                .flatMap(_ -> MarketingStatus.ofMailchimpFile(file.getFileName().toString())));
    known.ifPresent(all -> output.remarks().line("every subscriber of the file counts as %s", all));
    return new ImportSource(
        ColumnMapping.of(mapped, ignored),
        from,
        known,
        topic.map(TopicId::new).map(TopicId::value));
  }

  /** Reads a delimiter: one character, or the name of the one that cannot be typed. */
  static final class DelimiterConverter implements ITypeConverter<Character> {
    @Override
    public Character convert(String text) {
      if (text.equalsIgnoreCase("tab") || text.equals("\\t")) {
        return '\t';
      }
      if (text.length() != 1 || text.equals("\"") || Character.isLetterOrDigit(text.charAt(0))) {
        throw new TypeConversionException("use one character such as ';', or 'tab'");
      }
      return text.charAt(0);
    }
  }

  /** Reads the name of an encoding. */
  static final class EncodingConverter implements ITypeConverter<Charset> {
    @Override
    public Charset convert(String name) {
      try {
        return Charset.forName(name);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "use the name of an encoding, such as windows-1252, ISO-8859-15 or UTF-16LE");
      }
    }
  }

  private static void sleepUntil(InstantSource clock, Instant instant) throws InterruptedException {
    Duration left = Duration.between(clock.instant(), instant);
    if (left.isPositive()) {
      Thread.sleep(left);
    }
  }
}
