package dev.sluice.core.memory;

import dev.sluice.core.consent.Suppression;
import dev.sluice.core.service.AccountSuppressionList;
import dev.sluice.core.subscriber.EmailAddress;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The mail service's list in memory. */
public final class InMemoryAccountSuppressionList implements AccountSuppressionList {

  private final Map<EmailAddress, Set<Suppression.Cause>> listed = new HashMap<>();

  /** Puts an address on the list. */
  public void add(EmailAddress address, Suppression.Cause cause) {
    listed.computeIfAbsent(address, _ -> EnumSet.noneOf(Suppression.Cause.class)).add(cause);
  }

  @Override
  public Set<Suppression.Cause> causes(EmailAddress address) {
    return Set.copyOf(listed.getOrDefault(address, Set.of()));
  }

  @Override
  public void remove(EmailAddress address) {
    listed.remove(address);
  }
}
