package dev.sluice.core.service;

import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.state.ConsentStore;
import dev.sluice.core.state.SubscriberState;
import java.util.Optional;

/**
 * Tells which choices a subscriber made themselves, so that nothing the team sends makes them get
 * more mail than they asked for.
 *
 * @param store where it is looked up who made a choice
 */
record SelfServiceChoices(ConsentStore store) {

  /**
   * Acts looked through, the newest first, one read. If none of them is about the topic, an opt-out
   * counts as the subscriber's own: it may be from before records were kept.
   */
  private static final int MAX_ACTS_READ = ConsentStore.MAX_PAGE;

  /**
   * Tells whether a choice that the team sends must not be made: it lets mail come, another was
   * made before, and that by the subscriber.
   */
  boolean blocks(TopicId topic, TopicChoice wanted, SubscriberState known) {
    if (wanted.subscription() == Subscription.UNSUBSCRIBED) {
      return false;
    }
    return known.consents().unsubscribedAt().isPresent()
        || Optional.ofNullable(known.consents().choices().get(topic))
            .filter(choice -> !choice.equals(wanted))
            .filter(choice -> isOwn(topic, choice, known))
            .isPresent();
  }

  private boolean isOwn(TopicId topic, TopicChoice choice, SubscriberState known) {
    return store.records(known.subscriber(), Optional.empty(), MAX_ACTS_READ).records().stream()
        .filter(record -> isAbout(topic, record))
        .findFirst()
        .map(ConsentRecord::source)
        .map(means -> means != ConsentSource.API)
        .orElse(choice.subscription() == Subscription.UNSUBSCRIBED);
  }

  private static boolean isAbout(TopicId topic, ConsentRecord record) {
    return record.change() instanceof ConsentChange.TopicChosen(TopicId chosen, var _)
        && chosen.equals(topic);
  }
}
