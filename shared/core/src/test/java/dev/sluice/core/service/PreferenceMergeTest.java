package dev.sluice.core.service;

import static dev.sluice.core.contract.Samples.NOON;
import static dev.sluice.core.contract.Samples.OFFERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentRecords;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.Consents;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.consent.SuppressionClearance;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.contract.Samples;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An imported choice")
class PreferenceMergeTest {

  private static final SubscriberId ANN = new SubscriberId("ann");
  private static final TopicChoice WEEKLY =
      new TopicChoice(Subscription.SUBSCRIBED, Cadence.WEEKLY);
  private static final TopicChoice DAILY = new TopicChoice(Subscription.SUBSCRIBED, Cadence.DAILY);

  @Test
  @DisplayName("gives way to the subscriber's own one, however many actions came after it")
  void findsTheOwnChoiceBehindManyPages() {
    ConsentRecord own = record(OFFERS, WEEKLY, ConsentSource.PREFERENCE_CENTRE);
    List<ConsentRecord> newestFirst =
        new ArrayList<>(
            Collections.nCopies(
                250, record(new TopicId("news"), DAILY, ConsentSource.PREFERENCE_CENTRE)));
    newestFirst.add(own);
    assertThat(merge(newestFirst).keptChoices()).containsExactly(OFFERS);
  }

  @Test
  @DisplayName("replaces one that the team made, however many actions came after it")
  void replacesTheTeamsChoiceBehindManyPages() {
    List<ConsentRecord> newestFirst =
        new ArrayList<>(
            Collections.nCopies(250, record(new TopicId("news"), DAILY, ConsentSource.API)));
    newestFirst.add(record(OFFERS, WEEKLY, ConsentSource.API));
    assertThat(merge(newestFirst).keptChoices()).isEmpty();
  }

  private static PreferenceMerge.MergeResult merge(List<ConsentRecord> newestFirst) {
    Consents consents = Consents.INITIAL.withChoice(OFFERS, WEEKLY);
    return new PreferenceMerge(new PagedRecords(newestFirst))
        .merge(
            new SubscriberImport(Samples.subscriber(ANN), Map.of(OFFERS, DAILY), false),
            stored(consents),
            NOON);
  }

  @Test
  @DisplayName("that ends all marketing does so, and again only if nothing ended it since")
  void stopsMarketingOnce() {
    MarketingStop stop = new MarketingStop(true, Optional.of(Suppression.Cause.BOUNCE));
    Consents stopped =
        merge(stop, Consents.INITIAL, List.of()).update().orElseThrow().state().consents();
    assertThat(stopped.unsubscribedAt()).contains(NOON);
    assertThat(stopped.suppression())
        .contains(
            Suppression.of(Suppression.Cause.BOUNCE, NOON, Samples.subscriber(ANN).address()));

    assertThat(merge(stop, stopped, List.of()).update()).isEmpty();

    ConsentRecord returned =
        new ConsentRecord(
            NOON,
            ANN,
            new ConsentChange.Resubscribed(),
            ConsentSource.PREFERENCE_CENTRE,
            Optional.empty());
    Consents freed =
        stopped
            .withUnsubscribedAt(Optional.empty())
            .withClearance(SuppressionClearance.ofBounces(NOON));
    assertThat(merge(stop, freed, List.of(returned)).update()).isEmpty();
  }

  private static PreferenceMerge.MergeResult merge(
      MarketingStop stop, Consents consents, List<ConsentRecord> newestFirst) {
    return new PreferenceMerge(new PagedRecords(newestFirst))
        .merge(
            new SubscriberImport(Samples.subscriber(ANN), Map.of(), stop, false),
            stored(consents),
            NOON);
  }

  private static SubscriberState stored(Consents consents) {
    return new SubscriberState(ANN, 1, consents, List.of(), List.of(), List.of(), Optional.empty());
  }

  private static ConsentRecord record(TopicId topic, TopicChoice choice, ConsentSource source) {
    return new ConsentRecord(
        NOON, ANN, new ConsentChange.TopicChosen(topic, choice), source, Optional.empty());
  }

  /** Records in pages whose cursor is an index. */
  private record PagedRecords(List<ConsentRecord> newestFirst) implements ConsentRecords {
    @Override
    public Page records(SubscriberId subscriber, Optional<String> after, int limit) {
      int from = after.map(Integer::parseInt).orElse(0);
      int to = Math.min(from + limit, newestFirst.size());
      return new Page(
          newestFirst.subList(from, to),
          to < newestFirst.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
    }

    @Override
    public Page records(Optional<String> after, int limit) {
      return records(ANN, after, limit);
    }
  }
}
