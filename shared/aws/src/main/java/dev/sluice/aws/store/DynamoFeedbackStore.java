package dev.sluice.aws.store;

import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.feedback.FeedbackStore;
import dev.sluice.scheduling.feedback.Hearing;
import dev.sluice.scheduling.feedback.News;
import dev.sluice.scheduling.visit.StandingStore.Commit;
import dev.sluice.scheduling.visit.SubscriberRecord;
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

  private final Tables tables;
  private final DynamoStandingStore standings;
  private final DynamoConsentStore consents;
  private final DynamoFeedbackCounts counts;

  /** Creates a store. */
  public DynamoFeedbackStore(Tables tables) {
    this.tables = tables;
    this.standings = new DynamoStandingStore(tables);
    this.consents = new DynamoConsentStore(tables);
    this.counts = new DynamoFeedbackCounts(tables);
  }

  @Override
  public Optional<SubscriberRecord> read(SubscriberId id) {
    return standings.read(id);
  }

  @Override
  public Commit commit(List<Hearing> hearings, Instant at) {
    News news = hearings.stream().map(Hearing::news).reduce(News.NONE, News::plus);
    boolean isAlone = hearings.size() == 1 && hearings.getFirst().changes(at).isEmpty();
    if (isAlone && news.isEmpty()) {
      return standings.commit(hearings.getFirst().after()); // half the price of a transaction
    }
    Transaction transaction = new Transaction(tables.client());
    hearings.forEach(hearing -> add(hearing, at, transaction));
    counts.additions(news).forEach(transaction::add);
    // The only possible outcomes of the conditional writes:
    // 1. Every standing has the version that was read: all are replaced, and the news are counted.
    // 2. One has another, or another transaction has its hands on one or on a count: nothing is
    //    changed.
    // 3. No answer at all: the caller learns of it. If it was written, what comes again is no news.
    return transaction.write().isWritten() ? Commit.COMMITTED : Commit.LOST;
  }

  private void add(Hearing hearing, Instant at, Transaction to) {
    to.put(standings.put(hearing.after()));
    List<ConsentRecord> changes = hearing.changes(at);
    if (!changes.isEmpty()) {
      to.put(consents.put(changes, hearing.after().written().version()));
    }
  }
}
