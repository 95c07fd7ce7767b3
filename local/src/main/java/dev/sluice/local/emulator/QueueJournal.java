package dev.sluice.local.emulator;

import dev.sluice.local.data.PrivateFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file that keeps the messages of the queues across restarts: one JSON object per line, appended
 * for each message sent or deleted, rewritten at every start.
 */
final class QueueJournal implements AutoCloseable {

  private final List<JournaledMessage> live;
  private final OutputStream out;

  private QueueJournal(List<JournaledMessage> live, OutputStream out) {
    this.live = live;
    this.out = out;
  }

  /**
   * A message that was sent and not deleted.
   *
   * @param id its id
   * @param queue its queue's name
   * @param body its body
   */
  record JournaledMessage(String id, String queue, String body) {}

  /** Opens the journal, which is created if it is missing. */
  static QueueJournal open(Path file) {
    try {
      List<JournaledMessage> live =
          Files.exists(file) ? List.copyOf(read(file).values()) : List.of();
      Path next = file.resolveSibling(file.getFileName() + ".next");
      StringBuilder lines = new StringBuilder();
      live.forEach(message -> lines.append(line(message)));
      Files.writeString(PrivateFiles.createFile(next), lines);
      Path unused = Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
      return new QueueJournal(live, Files.newOutputStream(file, StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the messages that were live when the journal was opened, oldest first. */
  List<JournaledMessage> live() {
    return live;
  }

  void recordSent(JournaledMessage message) {
    append(line(message));
  }

  void recordDeleted(String id) {
    append(JsonMapper.shared().createObjectNode().put("deleted", id) + "\n");
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void append(String line) {
    try {
      out.write(line.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the queues' journal cannot be written", e);
    }
  }

  private static Map<String, JournaledMessage> read(Path file) throws IOException {
    Map<String, JournaledMessage> live = new LinkedHashMap<>();
    try (var lines = Files.lines(file)) {
      lines.forEach(line -> apply(live, line));
    }
    return live;
  }

  /** Skips a line that was cut off when the process died: its sender got no answer. */
  private static void apply(Map<String, JournaledMessage> live, String line) {
    try {
      JsonNode entry = JsonMapper.shared().readTree(line);
      if (entry.has("deleted")) {
        live.remove(entry.path("deleted").asString());
      } else if (entry.has("id")) {
        String id = entry.path("id").asString();
        live.put(
            id,
            new JournaledMessage(
                id, entry.path("queue").asString(), entry.path("body").asString()));
      }
    } catch (JacksonException e) {
      System.getLogger(QueueJournal.class.getName())
          .log(System.Logger.Level.WARNING, "a broken line of the queues' journal was skipped");
    }
  }

  private static String line(JournaledMessage message) {
    return JsonMapper.shared()
            .createObjectNode()
            .put("id", message.id())
            .put("queue", message.queue())
            .put("body", message.body())
        + "\n";
  }
}
