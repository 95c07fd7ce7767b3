package dev.sluice.cli.importer;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.client.ApiException;
import dev.sluice.cli.csv.CsvFile;
import dev.sluice.cli.csv.CsvFormat;
import dev.sluice.cli.csv.CsvRow;
import dev.sluice.cli.importer.BatchUploader.SubscriberRow;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.support.Sleeper;
import dev.sluice.core.support.Violation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The import of subscribers from a CSV file.
 *
 * <p>The whole file is checked to be CSV in its encoding before the first subscriber is sent. Rows
 * that cannot be imported are reported and skipped. Importing a file again changes nothing.
 */
public final class CsvSubscriberImport {

  /** Concurrent requests: enough to hide the network's latency, too few to be throttled. */
  private static final int PARALLEL = 4;

  /**
   * Characters after which a batch is sent. With the row that exceeds it, at two bytes each and
   * with member names, a batch stays below the 1 MiB that the API takes.
   */
  private static final int MAX_BATCH_CHARACTERS = 200_000;

  private final BatchUploader uploader;
  private final boolean resubscribe;
  private final boolean dryRun;

  /** Creates an import that pauses before it retries a failed request. */
  public CsvSubscriberImport(ApiClient api, InstantSource clock, Sleeper sleeper) {
    this(new BatchUploader(api, clock, sleeper), false, false);
  }

  private CsvSubscriberImport(BatchUploader uploader, boolean resubscribe, boolean dryRun) {
    this.uploader = uploader;
    this.resubscribe = resubscribe;
    this.dryRun = dryRun;
  }

  /** Returns this import with choices that replace those that subscribers made themselves. */
  public CsvSubscriberImport withResubscribe() {
    return new CsvSubscriberImport(uploader, true, dryRun);
  }

  /** Returns this import that reads and checks the file, and sends nothing. */
  public CsvSubscriberImport withDryRun() {
    return new CsvSubscriberImport(uploader, resubscribe, true);
  }

  /** Receiver of what happens during an import, always on the thread that runs the import. */
  public interface Listener {

    /** Receives the header. */
    void onHeader(CsvRow header);

    /** Receives the columns of a product's export that are not imported. */
    void onUnusedColumns(List<String> columns);

    /** Receives a subscriber to whom the file ends marketing. */
    void onStopped();

    /** Receives a row that is skipped. */
    void onRejected(RejectedRow row);

    /** Receives a row that was imported except for some choices. */
    void onChoicesPreserved(PreservedChoices row);

    /** Receives how many bytes were read and how many subscribers were imported. */
    void onProgress(long bytesRead, long imported);
  }

  /** A row that was not imported. */
  public record RejectedRow(CsvRow row, String reason) {

    /** Returns a row with its violations as one line of text. */
    static RejectedRow of(CsvRow row, List<Violation> violations) {
      return new RejectedRow(
          row,
          violations.stream()
              .map(v -> "%s '%s': %s".formatted(v.field(), v.value(), v.remedy()))
              .collect(Collectors.joining("; ")));
    }
  }

  /**
   * A row that was imported, except for topics in which the subscriber chose otherwise themselves.
   *
   * @param line its number in the file, counted from 1
   */
  public record PreservedChoices(long line, List<String> topics) {
    public PreservedChoices {
      topics = List.copyOf(topics);
    }
  }

  /**
   * Imports a file.
   *
   * @return the number of subscribers imported
   * @throws InvalidInputException if its header cannot be used; nothing is imported then
   * @throws dev.sluice.cli.csv.UnreadableCsvException if it is not CSV in its encoding; nothing is
   *     imported then
   * @throws ApiException if the API fails as a whole; what was imported until then stays
   */
  public long run(Path file, CsvFormat format, ImportSource source, Listener listener)
      throws IOException, InterruptedException {
    try (CsvFile csv = CsvFile.open(file, format);
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      ImportRun run = new ImportRun(csv, readHeader(csv, source, listener), listener, workers);
      try {
        return run.importAll();
      } finally {
        workers.shutdownNow();
      }
    }
  }

  private static ImportHeader readHeader(CsvFile csv, ImportSource source, Listener listener)
      throws IOException {
    CsvRow first =
        csv.next()
            .orElseThrow(() ->
                InvalidInputException.of("header", "", "the file is empty: begin with a header"));
    if (first.problem().isPresent()) {
      throw InvalidInputException.of(
          "header", String.join(",", first.values()), first.problem().get());
    }
    listener.onHeader(first);
    ImportHeader header = ImportHeader.parse(first.values(), source);
    listener.onUnusedColumns(source.unusedColumns(first.values()));
    return header;
  }

  /** One pass over one file. */
  private final class ImportRun {
    private final CsvFile csv;
    private final ImportHeader header;
    private final Listener listener;
    private final ExecutorService workers;
    private final Map<String, Long> firstLines = new HashMap<>();
    private final Deque<SentBatch> pending = new ArrayDeque<>();
    private long read;
    private long imported;
    private long rejected;

    ImportRun(CsvFile csv, ImportHeader header, Listener listener, ExecutorService workers) {
      this.csv = csv;
      this.header = header;
      this.listener = listener;
      this.workers = workers;
    }

    long importAll() throws IOException, InterruptedException {
      List<SubscriberRow> batch = new ArrayList<>();
      for (Optional<CsvRow> row = csv.next(); row.isPresent(); row = csv.next()) {
        read++;
        toSubscriber(row.get()).ifPresent(batch::add);
        if (isFull(batch)) {
          send(batch);
          batch = new ArrayList<>();
        }
      }
      if (!batch.isEmpty()) {
        send(batch);
      }
      while (!pending.isEmpty()) {
        awaitResult(pending.removeFirst());
      }
      if (read != imported + rejected) {
        throw new IllegalStateException(
            "of %,d lines, %,d were imported and %,d skipped: import the file again"
                .formatted(read, imported, rejected));
      }
      return imported;
    }

    private void reject(RejectedRow row) {
      rejected++;
      listener.onRejected(row);
    }

    private static boolean isFull(List<SubscriberRow> batch) {
      int characters =
          batch.stream().flatMap(row -> row.csv().values().stream()).mapToInt(String::length).sum();
      return batch.size() == BatchUploader.MAX_BATCH || characters >= MAX_BATCH_CHARACTERS;
    }

    private Optional<SubscriberRow> toSubscriber(CsvRow row) {
      if (row.problem().isPresent()) {
        reject(new RejectedRow(row, row.problem().get()));
        return Optional.empty();
      }
      try {
        SubscriberRow read = new SubscriberRow(row, header.toSubscriberJson(row.values()));
        if (resubscribe && read.subscriber().has("consents")) {
          read.subscriber().withObject("/consents").put("resubscribe", true);
        }
        requireNew(read);
        if (endsMarketing(read.subscriber())) {
          listener.onStopped();
        }
        return Optional.of(read);
      } catch (InvalidInputException e) {
        reject(RejectedRow.of(row, e.violations()));
        return Optional.empty();
      }
    }

    private static boolean endsMarketing(ObjectNode subscriber) {
      JsonNode consents = subscriber.path("consents");
      return consents.has("unsubscribed")
          || consents.has("suppressed")
          || consents.path("topics").valueStream().anyMatch(c -> !c.path("subscribed").asBoolean());
    }

    private void requireNew(SubscriberRow row) {
      String id = new SubscriberId(row.subscriber().path("id").asString()).value();
      Long first = firstLines.putIfAbsent(id, row.csv().line());
      if (first != null) {
        throw InvalidInputException.of(
            "id", id, "give every subscriber once; line %d has this one already".formatted(first));
      }
    }

    private void send(List<SubscriberRow> batch) throws InterruptedException {
      while (pending.size() >= PARALLEL) {
        awaitResult(pending.removeFirst());
      }
      long bytes = csv.bytesRead();
      if (dryRun) {
        imported += batch.size();
        listener.onProgress(bytes, imported);
        return;
      }
      pending.addLast(
          new SentBatch(batch.size(), bytes, workers.submit(() -> uploader.upload(batch))));
    }

    private void awaitResult(SentBatch sent) throws InterruptedException {
      try {
        BatchUploader.Result uploaded = sent.result().get();
        uploaded.rejected().forEach(this::reject);
        uploaded.preserved().forEach(listener::onChoicesPreserved);
        imported += sent.rows() - uploaded.rejected().size();
        listener.onProgress(sent.bytesRead(), imported);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof ApiException failure) {
          throw failure;
        }
        throw new IllegalStateException(e.getCause());
      }
    }
  }

  private record SentBatch(int rows, long bytesRead, Future<BatchUploader.Result> result) {}
}
