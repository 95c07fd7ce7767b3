package dev.sluice.core.state;

import dev.sluice.core.subscriber.SubscriberId;
import java.util.Optional;

/** Where standings are kept: one item, one version each. */
public interface SubscriberRepository {

  /**
   * Returns the subscriber and their standing as last written, empty if there is no subscriber, or
   * if they were erased.
   */
  Optional<SubscriberRecord> find(SubscriberId id);

  /** Returns the same, and what is left of who was erased, which visits bring to an end. */
  Optional<SubscriberRecord> findIncludingErased(SubscriberId id);

  /**
   * Returns what {@link #find} does, or, if there is no such subscriber, somebody else's record.
   *
   * <p>For callers who must take the same time either way, as time would tell who is known: look at
   * the record's identifier. Empty where there is nobody else to read either, or where the store
   * does not care.
   */
  default Optional<SubscriberRecord> findInConstantTime(SubscriberId id) {
    return find(id);
  }

  /**
   * Writes a standing if the stored one still has the version that {@code changed} was read with.
   *
   * @param changed the new standing, with the version that was read
   * @return whether it was written; then the stored version is one higher
   */
  Commit commit(SubscriberState changed);

  /**
   * Removes what is left of who was erased, consent records included, if their standing still has
   * the version that was read. To remove what is gone already is no loss.
   */
  Commit delete(SubscriberState last);

  /** The only two outcomes of a conditional write. */
  enum Commit {
    /** It is stored. */
    COMMITTED,
    /** Somebody else wrote first: nothing was changed. */
    CONFLICT
  }
}
