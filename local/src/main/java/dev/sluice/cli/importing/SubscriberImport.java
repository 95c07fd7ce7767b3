package dev.sluice.cli.importing;

import dev.sluice.cli.api.ApiException;
import dev.sluice.cli.api.SluiceApi;
import dev.sluice.cli.csv.CsvFile;
import dev.sluice.cli.csv.CsvRow;
import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.Pauses;
import dev.sluice.scheduling.audience.SubscriberId;
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
public final class SubscriberImport {

  /** Requests under way at once: enough to hide the network's delay, too few to be throttled. */
  private static final int PARALLEL = 4;

  /**
   * Characters of a batch's lines after which it is sent. With the line that goes beyond it, at two
   * bytes each and with the names of members, it stays below the 1 MiB that the API takes.
   */
  private static final int MAX_BATCH_CHARACTERS = 200_000;

  private final BatchUpload upload;
  private final boolean resubscribe;

  /** Creates an import that pauses before it tries a failed request again. */
  public SubscriberImport(SluiceApi api, InstantSource clock, Pauses pauses) {
    this(new BatchUpload(api, clock, pauses), false);
  }

  private SubscriberImport(BatchUpload upload, boolean resubscribe) {
    this.upload = upload;
    this.resubscribe = resubscribe;
  }

  /** Returns this import with choices that hold also against what subscribers chose themselves. */
  public SubscriberImport resubscribing() {
    return new SubscriberImport(upload, true);
  }

  /** Hears how an import goes on, always on the thread that runs it. */
  public interface Listener {

    /** Hears the first line. */
    void header(CsvRow.Fields first);

    /** Hears of a line that is skipped. */
    void rejected(Rejected line);

    /** Hears of a line that was imported but for some choices. */
    void kept(Kept line);

    /** Hears how much of the file has been read, and how many subscribers are imported. */
    void progress(long bytesRead, long imported);
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
      Run run = new Run(csv, header(csv, listener), listener, workers);
      try {
        return run.toTheEnd();
      } finally {
        workers.shutdownNow();
      }
    }
  }

  private static Header header(CsvFile csv, Listener listener) throws IOException {
    Optional<CsvRow> first = csv.next();
    return switch (first.orElse(
        new CsvRow.Malformed(1, "", "the file is empty: begin with a header"))) {
      case CsvRow.Fields fields -> {
        listener.header(fields);
        yield Header.of(fields.values());
      }
      case CsvRow.Malformed(_, String raw, String reason) ->
          throw InvalidInputException.of("header", raw, reason);
    };
  }

  /** One pass over one file. */
  private final class Run {
    private final CsvFile csv;
    private final Header header;
    private final Listener listener;
    private final ExecutorService workers;
    private final Map<String, Long> firstLines = new HashMap<>();
    private final Deque<Sent> underWay = new ArrayDeque<>();
    private long imported;

    Run(CsvFile csv, Header header, Listener listener, ExecutorService workers) {
      this.csv = csv;
      this.header = header;
      this.listener = listener;
      this.workers = workers;
    }

    long toTheEnd() throws IOException, InterruptedException {
      List<Line> batch = new ArrayList<>();
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
        settle(underWay.removeFirst());
      }
      return imported;
    }

    private static boolean isFull(List<Line> batch) {
      int characters = batch.stream().mapToInt(line -> line.row().raw().length()).sum();
      return batch.size() == BatchUpload.MAX_BATCH || characters >= MAX_BATCH_CHARACTERS;
    }

    private Optional<Line> line(CsvRow row) {
      switch (row) {
        case CsvRow.Malformed(_, _, String reason) -> listener.rejected(new Rejected(row, reason));
        case CsvRow.Fields(_, _, List<String> values) -> {
          try {
            Line read = new Line(row, header.subscriber(values));
            if (resubscribe && read.subscriber().has("consents")) {
              read.subscriber().withObject("/consents").put("resubscribe", true);
            }
            requireNew(read);
            return Optional.of(read);
          } catch (InvalidInputException e) {
            listener.rejected(new Rejected(row, Rejected.reason(e.violations())));
          }
        }
      }
      return Optional.empty();
    }

    private void requireNew(Line line) {
      String id = new SubscriberId(line.subscriber().path("id").asString()).value();
      Long first = firstLines.putIfAbsent(id, line.row().line());
      if (first != null) {
        throw InvalidInputException.of(
            "id", id, "give every subscriber once; line %d has this one already".formatted(first));
      }
    }

    private void send(List<Line> batch) throws InterruptedException {
      while (underWay.size() >= PARALLEL) {
        settle(underWay.removeFirst());
      }
      long read = csv.bytesRead();
      underWay.addLast(new Sent(batch.size(), read, workers.submit(() -> upload.upload(batch))));
    }

    private void settle(Sent sent) throws InterruptedException {
      try {
        Uploaded uploaded = sent.answer().get();
        uploaded.rejected().forEach(listener::rejected);
        uploaded.kept().forEach(listener::kept);
        imported += sent.lines() - uploaded.rejected().size();
        listener.progress(sent.bytesRead(), imported);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof ApiException failure) {
          throw failure;
        }
        throw new IllegalStateException(e.getCause());
      }
    }
  }

  private record Sent(int lines, long bytesRead, Future<Uploaded> answer) {}
}
