package dev.sluice.local.mailbox;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
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

  /** By the order of acceptance, counted from 1 since the first start. */
  private final TreeMap<Long, ReceivedMessage> messages = new TreeMap<>();

  private final Map<String, Long> numbers = new HashMap<>();
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
      Optional<ReceivedMessage> kept = kept(id);
      return kept.isPresent() && !kept.get().bodyKept()
          ? file.flatMap(f -> f.find(id)).or(() -> kept)
          : kept;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns a page of the messages that match, and how many match in all. Messages that arrive
   * meanwhile are on no page that follows by a cursor to older ones, and move none.
   */
  public MailboxSearchResult search(MailboxQuery query) {
    lock.lock();
    try {
      long total =
          query.text().isEmpty()
              ? messages.size()
              : messages.values().stream().filter(query::matches).count();
      List<Map.Entry<Long, ReceivedMessage>> page =
          query.order().from(messages, query.cursor()).entrySet().stream()
              .filter(entry -> query.matches(entry.getValue()))
              .limit(query.limit() + 1L)
              .toList();
      List<Map.Entry<Long, ReceivedMessage>> shown =
          page.subList(0, Math.min(query.limit(), page.size()));
      return new MailboxSearchResult(
          shown.stream().map(Map.Entry::getValue).toList(),
          Math.toIntExact(total),
          page.size() > shown.size() ? Optional.of(shown.getLast().getKey()) : Optional.empty());
    } finally {
      lock.unlock();
    }
  }

  private Optional<ReceivedMessage> kept(String id) {
    return Optional.ofNullable(numbers.get(id))
        .flatMap(number -> Optional.ofNullable(messages.get(number)));
  }

  @Override
  public void close() {
    file.ifPresent(MailboxFile::close);
  }

  private void keep(ReceivedMessage message) {
    received++;
    messages.put(received, message);
    numbers.put(message.id(), received);
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
    Optional.ofNullable(numbers.get(id))
        .ifPresent(number ->
            messages.computeIfPresent(
                number,
                (_, old) -> {
                  bodyChars -= old.bodyLength();
                  return old.withoutBody();
                }));
  }

  private void dropOldest() {
    Optional.ofNullable(messages.pollFirstEntry())
        .map(Map.Entry::getValue)
        .ifPresent(oldest -> {
          bodyChars -= oldest.bodyLength();
          numbers.remove(oldest.id());
        });
  }

  /** The order of a search. */
  public enum MailboxOrder {
    NEWEST_FIRST {
      @Override
      NavigableMap<Long, ReceivedMessage> from(
          NavigableMap<Long, ReceivedMessage> messages, Optional<Long> cursor) {
        return cursor.map(last -> messages.headMap(last, false)).orElse(messages).descendingMap();
      }
    },
    OLDEST_FIRST {
      @Override
      NavigableMap<Long, ReceivedMessage> from(
          NavigableMap<Long, ReceivedMessage> messages, Optional<Long> cursor) {
        return cursor.map(last -> messages.tailMap(last, false)).orElse(messages);
      }
    };

    /** Returns the messages in this order that follow a cursor. */
    abstract NavigableMap<Long, ReceivedMessage> from(
        NavigableMap<Long, ReceivedMessage> messages, Optional<Long> cursor);
  }

  /**
   * A search for messages.
   *
   * @param text what an address, the subject or a tag's value contains, in any case; empty for all
   * @param order which messages come first
   * @param cursor what the page before gave for the next one; empty for the first page
   * @param limit matches to return, 1 to {@value #MAX_LIMIT}
   */
  public record MailboxQuery(String text, MailboxOrder order, Optional<Long> cursor, int limit) {

    /** The maximum number of messages on a page. */
    public static final int MAX_LIMIT = 500;

    public MailboxQuery {
      text = text.strip().toLowerCase(Locale.ROOT);
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
   * @param messages the messages in the order of the search
   * @param total how many match in all
   * @param next the cursor of the next page, empty if this one is the last
   */
  public record MailboxSearchResult(
      List<ReceivedMessage> messages, int total, Optional<Long> next) {
    public MailboxSearchResult {
      messages = List.copyOf(messages);
    }
  }
}
