package dev.sluice.local.mailbox;

import dev.sluice.local.data.PrivateFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file of a mailbox: one JSON object per line, append-only.
 *
 * <p>Each message is written to the operating system immediately, so it survives a killed process.
 * A line cut off by a crash is skipped, and the next message begins a new line.
 */
final class MailboxFile implements AutoCloseable {

  private final Path path;
  private final OutputStream out;

  private MailboxFile(Path path, OutputStream out) {
    this.path = path;
    this.out = out;
  }

  static MailboxFile open(Path path) {
    try {
      OutputStream out =
          Files.newOutputStream(PrivateFiles.createFile(path), StandardOpenOption.APPEND);
      if (!endsWithLine(path)) {
        out.write('\n');
      }
      return new MailboxFile(path, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void append(ReceivedMessage message) {
    try {
      out.write((MailboxMessageJson.encode(message, true) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the mailbox's file cannot be written", e);
    }
  }

  void forEachMessage(Consumer<ReceivedMessage> reader) {
    try (BufferedReader lines = Files.newBufferedReader(path)) {
      @Nullable String line = lines.readLine();
      while (line != null) {
        parse(line).ifPresent(reader);
        line = lines.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the mailbox's file cannot be read", e);
    }
  }

  /** Reads the whole file: used only when a person opens an old message. */
  Optional<ReceivedMessage> find(String id) {
    AtomicReference<Optional<ReceivedMessage>> found = new AtomicReference<>(Optional.empty());
    forEachMessage(message -> {
      if (message.id().equals(id)) {
        found.set(Optional.of(message));
      }
    });
    return found.get();
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<ReceivedMessage> parse(String line) {
    if (line.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(MailboxMessageJson.decode(JsonMapper.shared().readTree(line)));
    } catch (JacksonException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean endsWithLine(Path path) throws IOException {
    long size = Files.size(path);
    if (size == 0) {
      return true;
    }
    try (var channel = Files.newByteChannel(path)) {
      java.nio.ByteBuffer last = java.nio.ByteBuffer.allocate(1);
      int unused = channel.position(size - 1).read(last);
      return last.get(0) == '\n';
    }
  }
}
