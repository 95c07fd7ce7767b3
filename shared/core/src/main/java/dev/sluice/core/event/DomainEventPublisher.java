package dev.sluice.core.event;

import java.util.List;

/**
 * The publisher of domain events.
 *
 * <p>An event reports what is already stored. It can be lost when the bus cannot be reached, and
 * nothing in Sluice depends on it; to reconcile, use the consent records and the campaigns' counts.
 */
@FunctionalInterface
public interface DomainEventPublisher {

  /** A publisher without subscribers: it publishes nothing. */
  DomainEventPublisher NO_OP = _ -> {};

  /** Publishes events in order, as far as the bus takes them; a failure is logged, not thrown. */
  void publish(List<DomainEvent> events);
}
