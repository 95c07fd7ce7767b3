package dev.sluice.core.feedback;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentRecords;
import dev.sluice.core.consent.ConsentUpdate;
import dev.sluice.core.contract.Samples;
import dev.sluice.core.contract.SettableClock;
import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.memory.InMemoryShardStore;
import dev.sluice.core.memory.InMemorySubscribers;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SubscriberRepository.Commit;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Anna, the messages she was sent, and what is heard of them. */
final class FeedbackFixture {

  static final SubscriberId ANNA = new SubscriberId("anna");
  static final Instant FIRST_SEND_AT = Samples.NOON;

  /** When everything is heard: long after the last send. */
  static final Instant NOW = FIRST_SEND_AT.plus(Duration.ofDays(30));

  final InMemorySubscribers subscribers = new InMemorySubscribers();
  final InMemoryShardStore shards = new InMemoryShardStore();
  final List<DomainEvent> published = new ArrayList<>();

  FeedbackFixture() {
    subscribers.save(anna());
  }

  static Subscriber anna() {
    return Samples.subscriber(ANNA);
  }

  /** Has Anna's address be another, as an import does. */
  void changeAddress(String address) {
    subscribers.save(Samples.subscriber(ANNA, address));
  }

  static CampaignId campaign(int number) {
    return new CampaignId("campaign-" + number);
  }

  /** Sends so many messages, one every other day. */
  FeedbackFixture withSends(int count) {
    return withSends(0, count);
  }

  /** Goes on to send them. */
  FeedbackFixture withSends(int from, int to) {
    for (int i = from; i < to; i++) {
      commit(Samples.withSend(state(), send(i)));
    }
    return this;
  }

  FeedbackFixture withUnconfirmed(int number) {
    SubscriberState standing = state();
    List<SendRecord> history = new ArrayList<>(standing.history());
    history.set(number, history.get(number).asUnconfirmed());
    commit(standing.with(history, standing.deferredSends(), standing.drops(), standing.dueAt()));
    return this;
  }

  void commit(SubscriberState changed) {
    if (subscribers.commit(changed) == Commit.CONFLICT) {
      throw new IllegalStateException("nobody else writes here");
    }
  }

  /** Frees Anna's address, as the team does; returns whether there was anything to free. */
  boolean clearSuppression(Instant at, boolean despiteComplaint) {
    SubscriberState standing = state();
    ConsentChange wish =
        new ConsentChange.Unsuppressed(Optional.of("mailbox was full"), despiteComplaint);
    ConsentUpdate amendment = ConsentUpdate.compute(standing.consents(), List.of(wish), at);
    commit(standing.with(amendment.after()));
    return !amendment.applied().isEmpty();
  }

  static SendRecord send(int number) {
    return Samples.sent("campaign-" + number, FIRST_SEND_AT.plus(Duration.ofDays(2L * number)));
  }

  SubscriberState state() {
    return subscribers.find(ANNA).orElseThrow().state();
  }

  /** Returns the records of Anna's changes of consent, the oldest first. */
  List<ConsentRecord> consentRecords() {
    return subscribers
        .records(ANNA, Optional.empty(), ConsentRecords.MAX_PAGE)
        .records()
        .reversed();
  }

  SendRecord sendRecord(int number) {
    return state().findSend(campaign(number)).orElseThrow();
  }

  FeedbackService.Outcome process(MailEvent event, int number) {
    return process(List.of(mailEvent(event, number)));
  }

  FeedbackService.Outcome process(List<SubscriberMailEvent> reports) {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      return new FeedbackService(
              new SettableClock(NOW),
              executor,
              subscribers,
              shards,
              published::addAll,
              SoftBounceLimit.DEFAULT)
          .process(reports);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static SubscriberMailEvent mailEvent(MailEvent event, int number) {
    return mailEvent(event, number, anna().address().value());
  }

  static SubscriberMailEvent mailEvent(MailEvent event, int number, String address) {
    return new SubscriberMailEvent(
        ANNA, Optional.of(campaign(number)), event, send(number).at(), Optional.of(address));
  }

  /** So many minutes after a send. */
  static Instant after(int number, long minutes) {
    return send(number).at().plus(Duration.ofMinutes(minutes));
  }

  static MailEvent delivery(int number) {
    return new MailEvent.Delivery(after(number, 1));
  }

  static MailEvent softBounce(int number) {
    return new MailEvent.Bounce(after(number, 840), MailEvent.BounceType.TRANSIENT);
  }

  static MailEvent bounce(int number) {
    return new MailEvent.Bounce(after(number, 2), MailEvent.BounceType.PERMANENT);
  }

  static MailEvent complaint(int number) {
    return new MailEvent.Complaint(after(number, 60), MailEvent.ComplaintType.UNWANTED);
  }

  static MailEvent open(int number) {
    return new MailEvent.Open(after(number, 30), MailEvent.Actor.PERSON);
  }
}
