package dev.sluice.core.transactional;

import dev.sluice.core.contract.Samples;
import dev.sluice.core.contract.SettableClock;
import dev.sluice.core.memory.InMemoryMessageStore;
import dev.sluice.core.memory.InMemoryRuleStores;
import dev.sluice.core.memory.InMemorySubscribers;
import dev.sluice.core.memory.InMemoryTemplateStore;
import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.sending.SendOutcome.Limit;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.InvalidInputException;
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
final class TransactionalFixture {

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
  final InMemorySubscribers subscribers = new InMemorySubscribers();
  final InMemoryRuleStores rules = new InMemoryRuleStores();
  final InMemoryTemplateStore templates = new InMemoryTemplateStore();
  final InMemoryMessageStore messages = new InMemoryMessageStore();

  /** What SES answers, one after the other; afterwards it accepts. */
  final Deque<SendOutcome> answers = new ArrayDeque<>();

  /** Addresses that were handed over, in order. */
  final List<EmailAddress> handedOver = new ArrayList<>();

  final List<FailureListener.Failure> failures = new ArrayList<>();

  private final PriorityQueue<ScheduledTask> scheduledTasks =
      new PriorityQueue<>(
          Comparator.comparing(ScheduledTask::at).thenComparing(ScheduledTask::number));

  private final int crashAt;
  private final boolean afterwards;
  private int steps;
  private int sent;

  private record ScheduledTask(Instant at, int number, RetryTask task) {}

  /** A crash that was ordered. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Creates one in which nothing crashes. */
  TransactionalFixture() {
    this(0, false);
  }

  /**
   * Creates one that crashes once.
   *
   * @param crashAt the step, from 1
   * @param afterwards whether the step is done before the crash
   */
  TransactionalFixture(int crashAt, boolean afterwards) {
    this.crashAt = crashAt;
    this.afterwards = afterwards;
    templates.save(RECEIPT);
    subscribers.save(Samples.subscriber(ANNA));
  }

  SubmitResult submit(String key, MessageRequest request) {
    return new TransactionalMessageService(
            clock, crashingStore(), this::enqueue, composer(), sender())
        .submit(new IdempotencyKey(key), request);
  }

  Optional<TransactionalMessage> retry(RetryTask task) {
    return new TransactionalRetryService(
            clock, crashingStore(), this::enqueue, composer(), sender())
        .retry(task);
  }

  MessageState stateOf(String key) {
    return messages.find(MessageId.of(new IdempotencyKey(key))).orElseThrow().state();
  }

  int steps() {
    return steps;
  }

  int pendingTasks() {
    return scheduledTasks.size();
  }

  /** Lets time pass until no call is left; what crashes is delivered again. */
  void passTime() {
    for (int delivered = 0; !scheduledTasks.isEmpty(); delivered++) {
      if (delivered > MAX_DELIVERIES) {
        throw new IllegalStateException("it never ends");
      }
      ScheduledTask next = scheduledTasks.remove();
      clock.set(next.at().isAfter(clock.instant()) ? next.at() : clock.instant());
      try {
        retry(next.task());
      } catch (Crash crash) {
        scheduledTasks.add(
            new ScheduledTask(clock.instant().plus(REDELIVERY), ++sent, next.task()));
      }
    }
  }

  static MessageRequest request(Recipient to) {
    return new MessageRequest(to, RECEIPT.id(), Map.of());
  }

  static MessageRequest requestToAddress() {
    return request(new Recipient.AddressRecipient(new EmailAddress("buyer@example.com")));
  }

  private MessageComposer composer() {
    return new MessageComposer(
        subscribers,
        templates,
        (_, to, template, values) -> {
          if (template.subject().contains("{{missing}}") && !values.containsKey("missing")) {
            throw InvalidInputException.of("data.missing", "absent", "give it");
          }
          return () -> step(() -> send(to.address()));
        });
  }

  private synchronized SendOutcome send(EmailAddress to) {
    handedOver.add(to);
    return answers.isEmpty()
        ? new SendOutcome.Accepted("ses-" + handedOver.size())
        : answers.removeFirst();
  }

  private TransactionalSender sender() {
    return new TransactionalSender(
        clock,
        crashingStore(),
        this::enqueue,
        new TransactionalSendRecorder(
            permits -> step(() -> permits), subscribers, rules, (what, _) -> failures.add(what)));
  }

  private void enqueue(RetryTask summons, Duration delay) {
    step(() -> scheduledTasks.add(new ScheduledTask(clock.instant().plus(delay), ++sent, summons)));
  }

  private MessageStore crashingStore() {
    return new MessageStore() {
      @Override
      public Optional<TransactionalMessage> create(TransactionalMessage message) {
        return step(() -> messages.create(message));
      }

      @Override
      public Optional<TransactionalMessage> find(MessageId id) {
        return step(() -> messages.find(id));
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
  static MessageState stateOf(SubmitResult receipt) {
    return ((SubmitResult.Submitted) receipt).message().state();
  }

  /** Returns the template of receipts without its mark, as an administrator withdraws it. */
  static MessageTemplate unmarkedTemplate() {
    return new MessageTemplate(RECEIPT.id(), "Receipt", "<p/>", "", Map.of(), false);
  }
}
