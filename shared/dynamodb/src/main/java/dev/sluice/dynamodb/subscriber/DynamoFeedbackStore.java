package dev.sluice.dynamodb.subscriber;

import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.feedback.FeedbackStore;
import dev.sluice.core.feedback.FeedbackUpdate;
import dev.sluice.core.state.EventCountDelta;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository.Commit;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.dynamodb.campaign.DynamoFeedbackCounts;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.WriteTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Feedback on DynamoDB: a commit is one transaction of the standings, of the records of changed
 * consents, and of the counts of what is new, so that none is ever without the others or twice.
 *
 * <p>A write in a transaction costs two units where one alone costs one: with {@value
 * FeedbackStore#MAX_COMMIT} standings of one campaign that is 54 units, 2.16 for each.
 */
public final class DynamoFeedbackStore implements FeedbackStore {

  private final DynamoTables tables;
  private final DynamoSubscriberStateStore standings;
  private final DynamoConsentStore consents;
  private final DynamoFeedbackCounts counts;

  /** Creates a store. */
  public DynamoFeedbackStore(DynamoTables tables) {
    this.tables = tables;
    this.standings = new DynamoSubscriberStateStore(tables);
    this.consents = new DynamoConsentStore(tables);
    this.counts = new DynamoFeedbackCounts(tables);
  }

  @Override
  public Optional<SubscriberRecord> find(SubscriberId id) {
    return standings.find(id);
  }

  @Override
  public Commit commit(List<FeedbackUpdate> hearings, Instant at) {
    EventCountDelta news =
        hearings.stream()
            .map(FeedbackUpdate::delta)
            .reduce(EventCountDelta.NONE, EventCountDelta::plus);
    boolean isAlone = hearings.size() == 1 && hearings.getFirst().consentRecords(at).isEmpty();
    if (isAlone && news.isEmpty()) {
      return standings.commit(hearings.getFirst().after()); // half the price of a transaction
    }
    WriteTransaction transaction = new WriteTransaction(tables.client());
    hearings.forEach(hearing -> add(hearing, at, transaction));
    counts.increments(news).forEach(transaction::add);
    // The only possible outcomes of the conditional writes:
    // 1. Every standing has the version that was read: all are replaced, and the news are counted.
    // 2. One has another, or another transaction has its hands on one or on a count: nothing is
    //    changed.
    // 3. No answer at all: the caller learns of it. If it was written, what comes again is no news.
    return transaction.execute().isWritten() ? Commit.COMMITTED : Commit.CONFLICT;
  }

  private void add(FeedbackUpdate hearing, Instant at, WriteTransaction to) {
    to.put(standings.put(hearing.after()));
    List<ConsentRecord> changes = hearing.consentRecords(at);
    if (!changes.isEmpty()) {
      to.put(consents.put(changes, hearing.after().withNextVersion().version()));
    }
  }
}
