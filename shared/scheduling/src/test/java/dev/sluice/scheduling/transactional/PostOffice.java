package dev.sluice.scheduling.transactional;

import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.contract.Samples;
import dev.sluice.scheduling.contract.SettableClock;
import dev.sluice.scheduling.memory.MemoryMessages;
import dev.sluice.scheduling.memory.MemoryRules;
import dev.sluice.scheduling.memory.MemorySubscribers;
import dev.sluice.scheduling.memory.MemoryTemplates;
import dev.sluice.scheduling.visit.SendOutcome;
import dev.sluice.scheduling.visit.SendOutcome.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/**
 * Everything a transactional message needs, in memory: a scripted SES, a queue that delivers in the
 * order of due times, and a crash before or after any step.
 */
final class PostOffice {

  static final SubscriberId ANNA = new SubscriberId("anna");
  static final MessageTemplate RECEIPT =
      new MessageTemplate(new TemplateId("receipt"), "Receipt", "<p/>", "", Map.of(), true);

  static final SendOutcome UNKNOWN = new SendOutcome.Unknown("timeout");
  static final SendOutcome THROTTLED = new SendOutcome.Throttled(Limit.RATE);

  /** More deliveries than a message tried for a day needs. */
  private static final int MAX_DELIVERIES = 1_000;

  /** After how long a queue hands a message out again that was not finished. */
  private static final Duration REDELIVERY = Duration.ofMinutes(3);

  final SettableClock clock = new SettableClock(Samples.NOON);
  final MemorySubscribers subscribers = new MemorySubscribers();
  final MemoryRules rules = new MemoryRules();
  final MemoryTemplates templates = new MemoryTemplates();
  final MemoryMessages messages = new MemoryMessages();

  /** What SES answers, one after the other; afterwards it accepts. */
  final Deque<SendOutcome> answers = new ArrayDeque<>();

  /** Addresses that were handed over, in order. */
  final List<EmailAddress> handedOver = new ArrayList<>();

  final List<String> troubles = new ArrayList<>();

  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::number));

  private final int crashAt;
  private final boolean afterwards;
  private int steps;
  private int sent;

  private record Due(Instant at, int number, Summons summons) {}

  /** A crash that was ordered. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Creates one in which nothing crashes. */
  PostOffice() {
    this(0, false);
  }

  /**
   * Creates one that crashes once.
   *
   * @param crashAt the step, from 1
   * @param afterwards whether the step is done before the crash
   */
  PostOffice(int crashAt, boolean afterwards) {
    this.crashAt = crashAt;
    this.afterwards = afterwards;
    templates.put(RECEIPT);
    subscribers.put(Samples.subscriber(ANNA));
  }

  Receipt take(String key, MessageRequest request) {
    return new Intake(room(), composer(), attempt()).take(new IdempotencyKey(key), request);
  }

  Optional<TransactionalMessage> answer(Summons summons) {
    return new Retries(room(), composer(), attempt()).answer(summons);
  }

  MessageState stateOf(String key) {
    return messages.read(MessageId.of(new IdempotencyKey(key))).orElseThrow().state();
  }

  int steps() {
    return steps;
  }

  int waitingCalls() {
    return due.size();
  }

  /** Lets time pass until no call is left; what crashes is delivered again. */
  void passTime() {
    for (int delivered = 0; !due.isEmpty(); delivered++) {
      if (delivered > MAX_DELIVERIES) {
        throw new IllegalStateException("it never ends");
      }
      Due next = due.remove();
      clock.set(next.at().isAfter(clock.instant()) ? next.at() : clock.instant());
      try {
        answer(next.summons());
      } catch (Crash crash) {
        due.add(new Due(clock.instant().plus(REDELIVERY), ++sent, next.summons()));
      }
    }
  }

  static MessageRequest request(Recipient to) {
    return new MessageRequest(to, RECEIPT.id(), Map.of());
  }

  static MessageRequest toBuyer() {
    return request(new Recipient.Bare(new EmailAddress("buyer@example.com")));
  }

  private SortingRoom room() {
    return new SortingRoom(clock, stepwise(), this::call);
  }

  private Composer composer() {
    return new Composer(
        subscribers,
        templates,
        (_, to, template, values) -> {
          if (template.subject().contains("{{missing}}") && !values.containsKey("missing")) {
            throw InvalidInputException.of("data.missing", "absent", "give it");
          }
          return () -> step(() -> post(to.address()));
        });
  }

  private synchronized SendOutcome post(EmailAddress to) {
    handedOver.add(to);
    return answers.isEmpty()
        ? new SendOutcome.Accepted("ses-" + handedOver.size())
        : answers.removeFirst();
  }

  private Attempt attempt() {
    return new Attempt(
        room(),
        new Bookkeeping(
            permits -> step(() -> permits), subscribers, rules, (what, _) -> troubles.add(what)));
  }

  private void call(Summons summons, Duration delay) {
    step(() -> due.add(new Due(clock.instant().plus(delay), ++sent, summons)));
  }

  private MessageStore stepwise() {
    return new MessageStore() {
      @Override
      public Optional<TransactionalMessage> create(TransactionalMessage message) {
        return step(() -> messages.create(message));
      }

      @Override
      public Optional<TransactionalMessage> read(MessageId id) {
        return step(() -> messages.read(id));
      }

      @Override
      public boolean replace(TransactionalMessage changed, int turn) {
        return step(() -> messages.replace(changed, turn));
      }
    };
  }

  private synchronized <T> T step(Supplier<T> work) {
    boolean crash = ++steps == crashAt;
    if (crash && !afterwards) {
      throw new Crash();
    }
    T result = work.get();
    if (crash) {
      throw new Crash();
    }
    return result;
  }

  /** Returns what became of a message that was taken. */
  static MessageState stateOf(Receipt receipt) {
    return ((Receipt.Taken) receipt).message().state();
  }

  /** Returns the template of receipts without its mark, as an administrator withdraws it. */
  static MessageTemplate unmarked() {
    return new MessageTemplate(RECEIPT.id(), "Receipt", "<p/>", "", Map.of(), false);
  }
}
