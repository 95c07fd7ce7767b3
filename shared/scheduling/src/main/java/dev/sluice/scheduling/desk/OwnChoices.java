package dev.sluice.scheduling.desk;

import dev.sluice.scheduling.consent.ConsentChange;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.consent.Means;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import java.util.Optional;

/**
 * Tells which choices a subscriber made themselves, so that nothing the team sends makes them get
 * more mail than they asked for.
 *
 * @param store where it is looked up who made a choice
 */
record OwnChoices(ConsentStore store) {

  /**
   * Acts looked through, the newest first, one read. If none of them is about the topic, an opt-out
   * counts as the subscriber's own: it may be from before records were kept.
   */
  private static final int ACTS = ConsentStore.MAX_PAGE;

  /**
   * Tells whether a choice that the team sends must not be made: it lets mail come, another was
   * made before, and that by the subscriber.
   */
  boolean forbid(TopicId topic, TopicChoice wanted, Standing known) {
    if (wanted.subscription() == Subscription.UNSUBSCRIBED) {
      return false;
    }
    return known.consents().leftAll().isPresent()
        || Optional.ofNullable(known.consents().choices().get(topic))
            .filter(choice -> !choice.equals(wanted))
            .filter(choice -> isOwn(topic, choice, known))
            .isPresent();
  }

  private boolean isOwn(TopicId topic, TopicChoice choice, Standing known) {
    return store.records(known.subscriber(), Optional.empty(), ACTS).records().stream()
        .filter(record -> isAbout(topic, record))
        .findFirst()
        .map(ConsentRecord::means)
        .map(means -> means != Means.API)
        .orElse(choice.subscription() == Subscription.UNSUBSCRIBED);
  }

  private static boolean isAbout(TopicId topic, ConsentRecord record) {
    return record.change() instanceof ConsentChange.TopicChosen(TopicId chosen, var _)
        && chosen.equals(topic);
  }
}
