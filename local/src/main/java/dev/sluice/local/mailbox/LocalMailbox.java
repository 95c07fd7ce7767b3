package dev.sluice.local.mailbox;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The mailbox of a run: every accepted message in order of acceptance; thread-safe.
 *
 * <p>Memory is bounded: the parts of old messages are dropped first (past {@value #MAX_BODY_CHARS}
 * characters in all), then the messages (past {@value #MAX_MESSAGES}). With a file, all messages
 * are also kept there, one JSON object per line, and read at the next start.
 */
public final class LocalMailbox implements AutoCloseable {

  /** Messages kept in memory; at about half a kilobyte each without their parts. */
  private static final int MAX_MESSAGES = 1_000_000;

  /** Characters of parts kept in memory: about 100 MB of plain mail. */
  private static final long MAX_BODY_CHARS = 100_000_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final LinkedHashMap<String, ReceivedMessage> messages = new LinkedHashMap<>();
  private final Deque<String> withBody = new ArrayDeque<>();
  private final List<Consumer<ReceivedMessage>> listeners = new CopyOnWriteArrayList<>();
  private final Optional<MailboxFile> file;
  private final long maxBodyChars;
  private long bodyChars;
  private long received;

  LocalMailbox(Optional<MailboxFile> file, long maxBodyChars) {
    this.file = file;
    this.maxBodyChars = maxBodyChars;
    file.ifPresent(kept -> kept.forEachMessage(this::keep));
  }

  /** Returns an empty mailbox that is kept in memory only. */
  public static LocalMailbox inMemory() {
    return new LocalMailbox(Optional.empty(), MAX_BODY_CHARS);
  }

  /** Returns the mailbox kept in {@code file}, which is created if it is missing. */
  public static LocalMailbox inFile(Path file) {
    return new LocalMailbox(Optional.of(MailboxFile.open(file)), MAX_BODY_CHARS);
  }

  /** Stores a message and notifies the listeners. */
  public void accept(ReceivedMessage message) {
    lock.lock();
    try {
      file.ifPresent(kept -> kept.append(message));
      keep(message);
    } finally {
      lock.unlock();
    }
    listeners.forEach(listener -> listener.accept(message));
  }

  /** Adds a listener that receives every later message on the accepting thread. */
  public void addListener(Consumer<ReceivedMessage> listener) {
    listeners.add(listener);
  }

  /** Returns how many messages were accepted in all, including those no longer kept. */
  public long received() {
    lock.lock();
    try {
      return received;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the messages that are kept, oldest first. */
  public List<ReceivedMessage> messages() {
    lock.lock();
    try {
      return List.copyOf(messages.values());
    } finally {
      lock.unlock();
    }
  }

  /** Returns one message, with its parts if they are still kept. */
  public Optional<ReceivedMessage> message(String id) {
    lock.lock();
    try {
      Optional<ReceivedMessage> kept = Optional.ofNullable(messages.get(id));
      return kept.isPresent() && !kept.get().bodyKept()
          ? file.flatMap(f -> f.find(id)).or(() -> kept)
          : kept;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the messages that match, newest first, and how many match in all. */
  public MailboxSearchResult search(MailboxQuery query) {
    lock.lock();
    try {
      List<ReceivedMessage> matching =
          messages.sequencedValues().reversed().stream().filter(query::matches).toList();
      return new MailboxSearchResult(
          matching.stream().skip(query.offset()).limit(query.limit()).toList(),
          matching.size(),
          query);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    file.ifPresent(MailboxFile::close);
  }

  private void keep(ReceivedMessage message) {
    messages.put(message.id(), message);
    received++;
    bodyChars += message.bodyLength();
    withBody.addLast(message.id());
    while (bodyChars > maxBodyChars && withBody.size() > 1) {
      dropBody(withBody.removeFirst());
    }
    if (messages.size() > MAX_MESSAGES) {
      dropOldest();
    }
  }

  private void dropBody(String id) {
    ReceivedMessage old = messages.get(id);
    if (old != null) {
      bodyChars -= old.bodyLength();
      messages.put(id, old.withoutBody());
    }
  }

  private void dropOldest() {
    Iterator<ReceivedMessage> oldest = messages.values().iterator();
    bodyChars -= oldest.next().bodyLength();
    oldest.remove();
  }

  /**
   * A search for messages, newest first.
   *
   * @param text what an address, the subject or a tag's value contains, in any case; empty for all
   * @param offset matches to skip, at least 0
   * @param limit matches to return, 1 to {@value #MAX_LIMIT}
   */
  public record MailboxQuery(String text, int offset, int limit) {

    /** The maximum number of messages on a page. */
    public static final int MAX_LIMIT = 500;

    public MailboxQuery {
      text = text.strip().toLowerCase(Locale.ROOT);
      offset = Math.max(0, offset);
      limit = Math.clamp(limit, 1, MAX_LIMIT);
    }

    boolean matches(ReceivedMessage message) {
      return text.isEmpty()
          || contains(message.subject())
          || contains(message.from())
          || message.to().stream().anyMatch(this::contains)
          || message.tags().values().stream().anyMatch(this::contains);
    }

    private boolean contains(String value) {
      return value.toLowerCase(Locale.ROOT).contains(text);
    }
  }

  /**
   * A page of messages.
   *
   * @param messages the messages, newest first
   * @param total how many match in all
   * @param query the search
   */
  public record MailboxSearchResult(List<ReceivedMessage> messages, int total, MailboxQuery query) {
    public MailboxSearchResult {
      messages = List.copyOf(messages);
    }
  }
}
