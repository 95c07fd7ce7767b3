package dev.sluice.core.feedback;

import dev.sluice.core.state.MailboxProvider;
import java.time.LocalDate;
import java.util.List;

/** The statistics of marketing sends by day and mailbox provider. */
@FunctionalInterface
public interface MailboxProviderStats {

  /**
   * The statistics of one day's sends to the mailboxes of one provider.
   *
   * @param day in UTC, on which the sends were committed
   * @param delivered sends that its servers accepted
   * @param opened sends that a person is known to have opened
   * @param bounced sends that bounced permanently
   * @param complained sends that were reported as unwanted
   */
  record ProviderDayStats(
      LocalDate day,
      MailboxProvider provider,
      long delivered,
      long opened,
      long bounced,
      long complained) {}

  /** Returns the days from {@code first} on that have statistics, in order of day and provider. */
  List<ProviderDayStats> providersSince(LocalDate first);
}
