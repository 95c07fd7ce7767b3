package dev.sluice.scheduling.feedback;

import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.consent.Amendment;
import dev.sluice.scheduling.consent.ConsentChange;
import dev.sluice.scheduling.contract.Samples;
import dev.sluice.scheduling.contract.SettableClock;
import dev.sluice.scheduling.event.DomainEvent;
import dev.sluice.scheduling.memory.MemoryFeedback;
import dev.sluice.scheduling.memory.MemoryShardStore;
import dev.sluice.scheduling.memory.MemorySubscribers;
import dev.sluice.scheduling.standing.SendRecord;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.visit.StandingStore.Commit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Anna, the messages she was sent, and what is heard of them. */
final class Mailbag {

  static final SubscriberId ANNA = new SubscriberId("anna");
  static final Instant FIRST = Samples.NOON;

  /** When everything is heard: long after the last send. */
  static final Instant NOW = FIRST.plus(Duration.ofDays(30));

  final MemorySubscribers subscribers = new MemorySubscribers();
  final MemoryFeedback store = new MemoryFeedback(subscribers);
  final MemoryShardStore shards = new MemoryShardStore();
  final List<DomainEvent> published = new ArrayList<>();

  Mailbag() {
    subscribers.put(anna());
  }

  static Subscriber anna() {
    return Samples.subscriber(ANNA);
  }

  /** Has Anna's address be another, as an import does. */
  void move(String address) {
    subscribers.put(Samples.subscriber(ANNA, address));
  }

  static CampaignId campaign(int number) {
    return new CampaignId("campaign-" + number);
  }

  /** Sends so many messages, one every other day. */
  Mailbag sent(int count) {
    return sent(0, count);
  }

  /** Goes on to send them. */
  Mailbag sent(int from, int to) {
    for (int i = from; i < to; i++) {
      commit(Samples.plus(standing(), send(i)));
    }
    return this;
  }

  Mailbag unanswered(int number) {
    Standing standing = standing();
    List<SendRecord> history = new ArrayList<>(standing.history());
    history.set(number, history.get(number).unanswered());
    commit(standing.with(history, standing.waiting(), standing.drops(), standing.dueAt()));
    return this;
  }

  void commit(Standing changed) {
    if (subscribers.commit(changed) == Commit.LOST) {
      throw new IllegalStateException("nobody else writes here");
    }
  }

  /** Frees Anna's address, as the team does; returns whether there was anything to free. */
  boolean free(Instant at, boolean despiteComplaint) {
    Standing standing = standing();
    ConsentChange wish =
        new ConsentChange.Unsuppressed(Optional.of("mailbox was full"), despiteComplaint);
    Amendment amendment = Amendment.of(standing.consents(), List.of(wish), at);
    commit(standing.with(amendment.after()));
    return !amendment.made().isEmpty();
  }

  static SendRecord send(int number) {
    return Samples.sent("campaign-" + number, FIRST.plus(Duration.ofDays(2L * number)));
  }

  Standing standing() {
    return subscribers.read(ANNA).orElseThrow().standing();
  }

  SendRecord heardOf(int number) {
    return standing().sent(campaign(number)).orElseThrow();
  }

  Feedback.Outcome hear(MailEvent event, int number) {
    return hear(List.of(report(event, number)));
  }

  Feedback.Outcome hear(List<Report> reports) {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      return new Feedback(
              new FeedbackDesk(
                  new SettableClock(NOW),
                  executor,
                  store,
                  shards,
                  published::addAll,
                  SoftBounceLimit.USUAL))
          .hear(reports);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static Report report(MailEvent event, int number) {
    return report(event, number, anna().address().value());
  }

  static Report report(MailEvent event, int number, String address) {
    return new Report(
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
    return new MailEvent.Open(after(number, 30), MailEvent.Reader.PERSON);
  }
}
