package dev.sluice.cli.importer;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.client.ApiException;
import dev.sluice.cli.csv.CsvFile;
import dev.sluice.cli.csv.CsvRow;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.support.Sleeper;
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

/**
 * The import of one CSV file.
 *
 * <p>The whole file is checked to be UTF-8 before the first subscriber is sent. Lines that cannot
 * be imported are reported and skipped. Importing a file again changes nothing.
 */
public final class CsvSubscriberImport {

  /** Requests under way at once: enough to hide the network's delay, too few to be throttled. */
  private static final int PARALLEL = 4;

  /**
   * Characters of a batch's lines after which it is sent. With the line that goes beyond it, at two
   * bytes each and with the names of members, it stays below the 1 MiB that the API takes.
   */
  private static final int MAX_BATCH_CHARACTERS = 200_000;

  private final BatchUploader upload;
  private final boolean resubscribe;

  /** Creates an import that pauses before it tries a failed request again. */
  public CsvSubscriberImport(ApiClient api, InstantSource clock, Sleeper pauses) {
    this(new BatchUploader(api, clock, pauses), false);
  }

  private CsvSubscriberImport(BatchUploader upload, boolean resubscribe) {
    this.upload = upload;
    this.resubscribe = resubscribe;
  }

  /** Returns this import with choices that hold also against what subscribers chose themselves. */
  public CsvSubscriberImport withResubscribe() {
    return new CsvSubscriberImport(upload, true);
  }

  /** Hears how an import goes on, always on the thread that runs it. */
  public interface Listener {

    /** Hears the first line. */
    void onHeader(CsvRow.Fields first);

    /** Hears of a line that is skipped. */
    void onRejected(RejectedLine line);

    /** Hears of a line that was imported but for some choices. */
    void onChoicesPreserved(PreservedChoices line);

    /** Hears how much of the file has been read, and how many subscribers are imported. */
    void onProgress(long bytesRead, long imported);
  }

  /**
   * Imports a file.
   *
   * @return the number of subscribers imported
   * @throws InvalidInputException if its header cannot be used; nothing is imported then
   * @throws dev.sluice.cli.csv.NotUtf8Exception if it is not UTF-8; nothing is imported then
   * @throws ApiException if the API fails as a whole; what was imported until then stays
   */
  public long run(Path file, Listener listener) throws IOException, InterruptedException {
    try (CsvFile csv = CsvFile.open(file);
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      ImportRun run = new ImportRun(csv, header(csv, listener), listener, workers);
      try {
        return run.importAll();
      } finally {
        workers.shutdownNow();
      }
    }
  }

  private static ImportHeader header(CsvFile csv, Listener listener) throws IOException {
    Optional<CsvRow> first = csv.next();
    return switch (first.orElse(
        new CsvRow.Malformed(1, "", "the file is empty: begin with a header"))) {
      case CsvRow.Fields fields -> {
        listener.onHeader(fields);
        yield ImportHeader.parse(fields.values());
      }
      case CsvRow.Malformed(_, String raw, String reason) ->
          throw InvalidInputException.of("header", raw, reason);
    };
  }

  /** One pass over one file. */
  private final class ImportRun {
    private final CsvFile csv;
    private final ImportHeader header;
    private final Listener listener;
    private final ExecutorService workers;
    private final Map<String, Long> firstLines = new HashMap<>();
    private final Deque<SentBatch> underWay = new ArrayDeque<>();
    private long imported;

    ImportRun(CsvFile csv, ImportHeader header, Listener listener, ExecutorService workers) {
      this.csv = csv;
      this.header = header;
      this.listener = listener;
      this.workers = workers;
    }

    long importAll() throws IOException, InterruptedException {
      List<ImportLine> batch = new ArrayList<>();
      for (Optional<CsvRow> row = csv.next(); row.isPresent(); row = csv.next()) {
        line(row.get()).ifPresent(batch::add);
        if (isFull(batch)) {
          send(batch);
          batch = new ArrayList<>();
        }
      }
      if (!batch.isEmpty()) {
        send(batch);
      }
      while (!underWay.isEmpty()) {
        awaitResult(underWay.removeFirst());
      }
      return imported;
    }

    private static boolean isFull(List<ImportLine> batch) {
      int characters = batch.stream().mapToInt(line -> line.row().raw().length()).sum();
      return batch.size() == BatchUploader.MAX_BATCH || characters >= MAX_BATCH_CHARACTERS;
    }

    private Optional<ImportLine> line(CsvRow row) {
      switch (row) {
        case CsvRow.Malformed(_, _, String reason) ->
            listener.onRejected(new RejectedLine(row, reason));
        case CsvRow.Fields(_, _, List<String> values) -> {
          try {
            ImportLine read = new ImportLine(row, header.toSubscriberJson(values));
            if (resubscribe && read.subscriber().has("consents")) {
              read.subscriber().withObject("/consents").put("resubscribe", true);
            }
            requireNew(read);
            return Optional.of(read);
          } catch (InvalidInputException e) {
            listener.onRejected(new RejectedLine(row, RejectedLine.reason(e.violations())));
          }
        }
      }
      return Optional.empty();
    }

    private void requireNew(ImportLine line) {
      String id = new SubscriberId(line.subscriber().path("id").asString()).value();
      Long first = firstLines.putIfAbsent(id, line.row().line());
      if (first != null) {
        throw InvalidInputException.of(
            "id", id, "give every subscriber once; line %d has this one already".formatted(first));
      }
    }

    private void send(List<ImportLine> batch) throws InterruptedException {
      while (underWay.size() >= PARALLEL) {
        awaitResult(underWay.removeFirst());
      }
      long read = csv.bytesRead();
      underWay.addLast(
          new SentBatch(batch.size(), read, workers.submit(() -> upload.upload(batch))));
    }

    private void awaitResult(SentBatch sent) throws InterruptedException {
      try {
        BatchUploadResult uploaded = sent.answer().get();
        uploaded.rejected().forEach(listener::onRejected);
        uploaded.preserved().forEach(listener::onChoicesPreserved);
        imported += sent.lines() - uploaded.rejected().size();
        listener.onProgress(sent.bytesRead(), imported);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof ApiException failure) {
          throw failure;
        }
        throw new IllegalStateException(e.getCause());
      }
    }
  }

  private record SentBatch(int lines, long bytesRead, Future<BatchUploadResult> answer) {}
}
